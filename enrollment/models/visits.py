"""Site visits of both agencies: team, checklist, findings, and one report both sign (R-59, R-107)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models

from enrollment.domain.joint import AGENCIES
from enrollment.domain.visits import RESULTS, team_gaps
from portal.core.models import Base, Tracked


class SiteVisit(Tracked):
    """One visit to a company. `site` is the code of the register when it is about a site, else empty."""

    number = models.CharField(max_length=16, unique=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    site = models.CharField(max_length=20, blank=True, default="")
    place = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    planned_on = models.DateField(null=True)
    grades = models.JSONField(default=dict)
    summary = models.CharField(max_length=2000, blank=True, default="")
    result = models.CharField(max_length=20, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    status = models.CharField(max_length=12, default="requested", editable=False)
    visited_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "enrollment_site_visit"
        constraints = [
            models.CheckConstraint(condition=models.Q(result__in=["", *RESULTS]), name="visit_result_known"),
            models.CheckConstraint(
                condition=~models.Q(status__in=["reported", "signed_cbp", "signed_cbsa", "signed"])
                | ~models.Q(digest="") & ~models.Q(result=""),
                name="visit_reported_has_digest",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="visit_of_company")]

    def __str__(self) -> str:
        return self.number

    @property
    def team_ids(self) -> frozenset[UUID]:
        """The officers of the team."""
        return frozenset(member.officer_id for member in self.team.all())

    @property
    def team_gaps(self) -> list[str]:
        """The agencies without an officer on the team."""
        return team_gaps(member.agency for member in self.team.all())


class VisitMember(Base):
    """One officer of the team; never removed once the visit has begun."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="team")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=4)
    officer_as = models.CharField(max_length=120)

    class Meta:
        db_table = "enrollment_visit_member"
        constraints = [
            models.UniqueConstraint(fields=["visit", "officer"], name="visit_member_once"),
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="visit_member_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.officer_as}"


class VisitFinding(Base):
    """What was seen at one line of the checklist, and what puts it right by when. Never changed."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="findings")
    line = models.CharField(max_length=30)
    text = models.CharField(max_length=500)
    fix = models.CharField(max_length=500)
    due_on = models.DateField()
    agency = models.CharField(max_length=4)
    officer_as = models.CharField(max_length=120)

    class Meta:
        db_table = "enrollment_visit_finding"

    def __str__(self) -> str:
        return f"{self.line} {self.text[:40]}"


class VisitSignature(Base):
    """One agency's signature under the digest of the report: it takes both, by two people. Never changed."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=4)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "enrollment_visit_signature"
        constraints = [models.UniqueConstraint(fields=["visit", "agency"], name="visit_signed_once_per_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"
