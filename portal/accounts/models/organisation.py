"""A business that takes part: carrier, importer or shipper, customs broker."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from portal.accounts.domain.wording import IDENTIFIER_KINDS, ORGANISATION_KINDS, SIZE_CLASSES
from portal.core.models import Base, Tracked


class Organisation(Tracked):
    """One legal entity. What it is known by to the agencies hangs on it as identifiers."""

    kind = models.CharField(max_length=10, choices=[(code, text.en) for code, text in ORGANISATION_KINDS.items()])
    legal_name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    subdivision = models.CharField(max_length=3, blank=True, default="")
    street = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=100, blank=True, default="")
    postal_code = models.CharField(max_length=12, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    contact_phone = models.CharField(max_length=30, blank=True, default="")
    size_class = models.CharField(
        max_length=10, choices=[(code, text.en) for code, text in SIZE_CLASSES.items()], blank=True, default=""
    )

    history = HistoricalRecords(table_name="accounts_organisation_history")

    class Meta:
        db_table = "accounts_organisation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(ORGANISATION_KINDS)), name="organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def name(self) -> str:
        return self.legal_name


class OrganisationIdentifier(Base):
    """A number an agency gave the organisation; one number belongs to one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=[(code, text.en) for code, text in IDENTIFIER_KINDS.items()])
    value = models.CharField(max_length=20)

    class Meta:
        db_table = "accounts_organisation_identifier"
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
