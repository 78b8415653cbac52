"""The joint after-action of an inspection and its two keys (R-50)."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from clearance.models.booth import Inspection
from portal.core import clock
from portal.core.models import Base, Tracked


class AfterAction(Tracked):
    """What both agencies learned from one inspection. `parts` are {part: words}; `digest` is that of words and version signed.

    Read by the officers of the port and never by the member: it is about the agencies' own work.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="after_action")
    parts = models.JSONField(default=dict)
    status = models.CharField(max_length=12, default="draft", editable=False)
    digest = models.CharField(max_length=64, blank=True, default="")
    written_as = models.CharField(max_length=150)
    written_agency = models.CharField(max_length=10)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "clearance_after_action"
        constraints = [
            models.CheckConstraint(condition=Q(status="draft") | ~Q(digest=""), name="after_action_signed_has_digest")
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.status}"


class AfterActionKey(Base):
    """One agency's signature under the words of a digest. Never changed."""

    after_action = models.ForeignKey(AfterAction, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_after_action_key"
        constraints = [
            models.UniqueConstraint(fields=["after_action", "agency", "digest"], name="after_action_key_once"),
            models.CheckConstraint(condition=Q(agency__in=["CBP", "CBSA"]), name="after_action_key_border"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.digest[:12]}"
