"""Accreditations of sites: what both border agencies signed, for which purposes, until when (R-59, R-107)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from clearance.domain.partners.order_workflow import IN_FORCE
from clearance.domain.prior.accreditation import SUSPENDED, accredits
from clearance.models.prior import Site
from portal.core import clock
from portal.core.models import Base, Tracked


class SiteAccreditation(Tracked):
    """One version of a site's accreditation; a renewal is the next version of the same number.

    What is signed is never edited (a trigger holds it). `met` are the lines of the common standard that were met,
    `visit` the number of the signed report they come from, empty when the drafting agency graded them.
    """

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="accreditations")
    purposes = models.JSONField()
    standard = models.CharField(max_length=40)
    met = models.JSONField()
    visit = models.CharField(max_length=16, blank=True, default="")
    ends_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=40)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    in_force_at = models.DateTimeField(null=True)
    suspended_by = models.CharField(max_length=10, blank=True, default="")
    reason = models.JSONField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "clearance_site_accreditation"
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="accreditation_version_once"),
            models.UniqueConstraint(
                fields=["site"], condition=Q(status__in=[IN_FORCE, SUSPENDED]), name="accreditation_one_per_site"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SUSPENDED, "revoked"]) | Q(reason__isnull=False),
                name="accreditation_adverse_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: SA-3 v2."""
        return f"SA-{self.number} v{self.version}"

    @property
    def giver(self) -> str:
        """The first of the two parties every paper between agencies has."""
        return "CBP"

    @property
    def receiver(self) -> str:
        return "CBSA"

    def counts(self, purpose: str, at: datetime) -> bool:
        """Say whether it lets the site be used for the purpose at that moment."""
        return purpose in self.purposes and accredits(self.status, self.in_force_at, self.ends_at, at)


class AccreditationSignature(Base):
    """One agency's signature under one version: it takes both, by two people. Never changed."""

    accreditation = models.ForeignKey(SiteAccreditation, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_accreditation_signature"
        constraints = [
            models.UniqueConstraint(fields=["accreditation", "agency"], name="accreditation_signed_once_per_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"
