"""What a facility visit leaves: marks and photos from the phone, signatures, findings, the member's answer (R-63)."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from audit.compliance.domain.facility_checklist import MARKS, POINTS
from audit.compliance.models.facility import FacilityVisit
from audit.compliance.models.team import AuditorKey, key_rules
from portal.core import clock
from portal.core.models import Base


class FromPhone(Base):
    """What an auditor's phone sent of one point. `client_id` was given there: a second sending is the same."""

    client_id = models.UUIDField()
    point = models.CharField(max_length=30)
    device_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    officer_as = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)

    class Meta:
        abstract = True


class PointMark(FromPhone):
    """One mark of one point. Never changed; the last that was applied stands.

    `seen` is the `client_id` of the mark the auditor had before the eyes: when another stood by then, the outcome is
    "conflict" and both are shown.
    """

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=12)
    note = models.CharField(max_length=500, blank=True, default="")
    seen = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8)

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


class PointPhoto(FromPhone):
    """One photo of one point, drawn anew without what the camera knew. Never changed."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="photos")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        db_table = "compliance_visit_photo"
        constraints = [
            models.UniqueConstraint(fields=["visit", "client_id"], name="visit_photo_once"),
            models.CheckConstraint(condition=models.Q(point__in=list(POINTS)), name="visit_photo_point_known"),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.sha256[:12]}"


class VisitKey(AuditorKey):
    """One agency's signature under the report of a visit."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "compliance_visit_key"
        constraints = key_rules("visit", "visit", "visit_key_of_border_agency")


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
