"""Who may do what: inside an organisation, and inside an agency or the commission."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from portal.accounts.domain.wording import ORGANISATION_ROLES, STAFF_ROLES
from portal.accounts.models.organisation import Organisation
from portal.core.models import Base


class OrganisationRole(Base):
    """A person's role in one organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="organisation_roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=[(code, text.en) for code, text in ORGANISATION_ROLES.items()])

    class Meta:
        db_table = "accounts_organisation_role"
        constraints = [models.UniqueConstraint(fields=["user", "organisation", "role"], name="organisation_role_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"


class StaffRole(Base):
    """A person's role in an agency, in the commission or in the service itself.

    `agency` is empty for the commission and for administrators. `port` is the crossing code an officer is
    posted to, empty for any.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(max_length=30, choices=[(code, text.en) for code, text in STAFF_ROLES.items()])
    agency = models.CharField(max_length=10, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    port = models.CharField(max_length=40, blank=True, default="")

    history = HistoricalRecords(table_name="accounts_staff_role_history")

    class Meta:
        db_table = "accounts_staff_role"
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "agency", "port"], name="staff_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agency}".strip()
