"""What a facility visit leaves: marks and photos from the phone, signatures, findings, the member's answer (R-63)."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from audit.compliance.domain.facility_checklist import MARKS, POINTS
from audit.compliance.models.facility import FacilityVisit
from portal.core import clock
from portal.core.models import Base


class PointMark(Base):
    """One mark of one point as a phone sent it. Never changed; the last that was applied stands.

    `client_id` was given on the phone, so that a second sending is the same mark. `seen` is the `client_id` of the mark the
    auditor had before the eyes: when another stood by then, the outcome is "conflict" and both are shown.
    """

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="marks")
    client_id = models.UUIDField()
    point = models.CharField(max_length=30)
    mark = models.CharField(max_length=12)
    note = models.CharField(max_length=500, blank=True, default="")
    seen = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8)
    device_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    officer_as = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)

    class Meta:
        db_table = "compliance_visit_mark"
        constraints = [
            models.UniqueConstraint(fields=["visit", "client_id"], name="visit_mark_once"),
            models.CheckConstraint(condition=models.Q(mark__in=list(MARKS)), name="visit_mark_known"),
            models.CheckConstraint(condition=models.Q(point__in=list(POINTS)), name="visit_point_known"),
            models.CheckConstraint(condition=models.Q(outcome__in=["applied", "conflict"]), name="visit_mark_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.mark}"


class PointPhoto(Base):
    """One photo of one point, drawn anew without what the camera knew. Never changed."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="photos")
    client_id = models.UUIDField()
    point = models.CharField(max_length=30)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    device_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    officer_as = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)

    class Meta:
        db_table = "compliance_visit_photo"
        constraints = [
            models.UniqueConstraint(fields=["visit", "client_id"], name="visit_photo_once"),
            models.CheckConstraint(condition=models.Q(point__in=list(POINTS)), name="visit_photo_point_known"),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.sha256[:12]}"


class VisitKey(Base):
    """One agency's signature under the digest of the report, by one auditor of the team. Never changed."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    signed_as = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_visit_key"
        constraints = [
            models.UniqueConstraint(fields=["visit", "agency", "digest"], name="visit_one_key_per_agency"),
            models.UniqueConstraint(fields=["visit", "officer", "digest"], name="visit_one_key_per_person"),
            models.CheckConstraint(condition=models.Q(agency__in=["CBP", "CBSA"]), name="visit_key_of_border_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.digest[:12]}"


class PointFinding(Base):
    """A point that does not conform: what was seen, what puts it right, by when. Only under both keys; never changed."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="findings")
    point = models.CharField(max_length=30)
    text = models.CharField(max_length=500)
    fix = models.CharField(max_length=500)
    fix_by = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "compliance_visit_finding"
        constraints = [models.UniqueConstraint(fields=["visit", "point"], name="visit_finding_once")]

    def __str__(self) -> str:
        return self.point


class VisitRighted(Base):
    """That every finding of a visit was put right, and what showed it to an auditor of the team. Never changed."""

    visit = models.OneToOneField(FacilityVisit, on_delete=models.PROTECT, related_name="righted")
    text = models.TextField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    noted_as = models.CharField(max_length=120)
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_visit_righted"

    def __str__(self) -> str:
        return str(self.visit_id)


class VisitAnswer(Base):
    """What the member says to the report of a visit, once. Never changed."""

    visit = models.OneToOneField(FacilityVisit, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answered_as = models.CharField(max_length=120)
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_visit_answer"

    def __str__(self) -> str:
        return str(self.visit_id)
