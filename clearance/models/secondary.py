"""Secondary beside the inspection itself: bays, the entries of each agency, photos, the structured result (4.7, R-30)."""

from django.db import models
from django.db.models import Q

from clearance.models.booth import Inspection
from clearance.models.lines import GoodsLine
from clearance.models.targeting import Score
from portal.core import clock
from portal.core.models import Base, Tracked


class InspectionBay(Tracked):
    """One place to inspect a truck, on the side of a crossing where trucks of this direction arrive."""

    crossing = models.CharField(max_length=60)
    direction = models.CharField(max_length=2)
    code = models.CharField(max_length=20)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_inspection_bay"
        constraints = [models.UniqueConstraint(fields=["crossing", "direction", "code"], name="bay_once")]

    def __str__(self) -> str:
        return f"{self.crossing} {self.direction} {self.code}"


class InspectionEntry(Base):
    """What one officer of one agency put in the joint record: a check, a note, a press of the clock. Never changed.

    `code` is the check of `check` and `waived`. An entry with a `restricted_reason` is read by its agency only (R-50).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=20, blank=True, default="")
    text = models.TextField(blank=True, default="")
    restricted_reason = models.CharField(max_length=200, blank=True, default="")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_as = models.CharField(max_length=150)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_inspection_entry"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["check", "waived", "note", "started", "paused", "resumed", "ended"]),
                name="inspection_entry_kind_known",
            ),
            models.CheckConstraint(condition=~Q(kind="waived", text=""), name="inspection_waived_says_why"),
            models.CheckConstraint(
                condition=Q(restricted_reason="") | Q(kind="note"), name="inspection_only_notes_restricted"
            ),
            models.UniqueConstraint(
                fields=["inspection", "agency", "code"], name="inspection_check_once", condition=Q(kind="check")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.kind} {self.code}"


class InspectionPhoto(Base):
    """A photo taken during the inspection, drawn anew as JPEG without what the camera knew. Never changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="photos")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = models.CharField(max_length=200)
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_as = models.CharField(max_length=150)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_inspection_photo"
        constraints = [models.UniqueConstraint(fields=["inspection", "sha256"], name="inspection_photo_once")]

    def __str__(self) -> str:
        return self.caption


class InspectionResult(Base):
    """The structured result: minutes apart, what was found, and which rules had spoken before. Never changed.

    `rules` are those that scored points on the version that was inspected; `severity` is empty when nothing was found.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="outcome")
    score = models.ForeignKey(Score, on_delete=models.PROTECT, null=True, related_name="+")
    rules = models.JSONField(default=list)
    waiting_minutes = models.PositiveIntegerField()
    working_minutes = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, blank=True, default="")
    severity = models.CharField(max_length=10, blank=True, default="")
    what = models.CharField(max_length=500, blank=True, default="")
    goods_line = models.ForeignKey(GoodsLine, on_delete=models.PROTECT, null=True, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    unit = models.CharField(max_length=3, blank=True, default="")
    by_check = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        db_table = "clearance_inspection_result"
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["", "minor", "moderate", "serious"]), name="inspection_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="", severity="", what="", by_check="", goods_line=None, quantity=None)
                | ~Q(kind="") & ~Q(severity="") & ~Q(what="") & ~Q(by_check=""),
                name="inspection_finding_whole",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None, unit="") | Q(quantity__gt=0) & ~Q(unit=""),
                name="inspection_quantity_has_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.kind or "nothing found"
