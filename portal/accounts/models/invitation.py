"""An invitation to act for an organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from portal.accounts.domain.wording import ORGANISATION_ROLES
from portal.accounts.models.organisation import Organisation
from portal.core.models import Tracked


class Invitation(Tracked):
    """Sent to an address; opened by its latest link only (`link` counts them), accepted once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=2, default="en")
    role = models.CharField(max_length=20, choices=[(code, text.en) for code, text in ORGANISATION_ROLES.items()])
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    invited_by_name = models.CharField(max_length=120)
    link = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="open", editable=False)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=models.Q(status="open"),
                name="invitation_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted") | models.Q(accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="invitation_of_company")]

    def __str__(self) -> str:
        return f"{self.email} {self.role} ({self.status})"
