"""Physical seals, their custody chain, what readers sent, and the alerts that follow (R-55, R-56)."""

from django.db import models
from django.db.models import Q

from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base, Tracked


class SealRecord(Tracked):
    """One physical seal on one trailer or container; what a filing says of it is in `Seal`.

    `site` is where it was applied, in words; `organisation` whose load it closes, empty when nobody knows yet.
    `ended_at` is when it came off for good. `last_*` repeat the latest reading by device time, for the booth.
    """

    number = models.CharField(max_length=15)
    grade = models.CharField(max_length=1)
    make = models.CharField(max_length=10, default="mechanical")
    tag = models.CharField(max_length=40, blank=True, default="")
    equipment = models.CharField(max_length=17)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.CharField(max_length=10, blank=True, default="")
    site = models.CharField(max_length=80, blank=True, default="")
    applied_at = models.DateTimeField(default=clock.now)
    applied_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    applied_as = models.CharField(max_length=150, blank=True, default="")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    status = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)
    last_place = models.CharField(max_length=60, blank=True, default="")
    last_open = models.BooleanField(null=True)
    last_battery = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "clearance_seal_record"
        constraints = [
            models.UniqueConstraint(fields=["number"], name="seal_number_once_on_a_door", condition=Q(ended_at=None)),
            models.UniqueConstraint(
                fields=["tag"], name="seal_tag_once_on_a_door", condition=Q(ended_at=None) & ~Q(tag="")
            ),
            models.CheckConstraint(condition=Q(grade__in=["H", "S", "I"]), name="seal_grade_known"),
            models.CheckConstraint(condition=Q(make__in=["mechanical", "electronic"]), name="seal_make_known"),
        ]
        indexes = [
            models.Index(fields=["equipment"], name="seal_by_equipment", condition=Q(ended_at=None)),
            models.Index(fields=["organisation", "-applied_at"], name="seal_by_organisation"),
        ]

    def __str__(self) -> str:
        return self.number


class SealBatch(Base):
    """One message of a reader system, byte for byte, kept before it is read. Never changed."""

    client_id = models.CharField(max_length=120)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        db_table = "clearance_seal_batch"

    def __str__(self) -> str:
        return self.sha256


class SealEvent(Base):
    """One link of the custody chain: what a device or an officer says happened to a seal. Never changed.

    `at` is the clock of the device, `created_at` when it reached us. `source` is reader, officer or carrier; a reader
    is one client's device, and (client, reader, sequence) comes once. `digest` is that of the raw entry. Latitude and
    longitude are WGS 84, both or none.
    """

    seal = models.ForeignKey(SealRecord, on_delete=models.PROTECT, related_name="events")
    batch = models.ForeignKey(SealBatch, on_delete=models.PROTECT, null=True, related_name="events")
    source = models.CharField(max_length=8)
    client_id = models.CharField(max_length=120, blank=True, default="")
    reader = models.CharField(max_length=40, blank=True, default="")
    sequence = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=15, blank=True, default="")
    equipment = models.CharField(max_length=17, blank=True, default="")
    opened = models.BooleanField(null=True)
    battery = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    place = models.CharField(max_length=80, blank=True, default="")
    latitude = models.DecimalField(max_digits=7, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    by_as = models.CharField(max_length=150, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "clearance_seal_event"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "reader", "sequence"], name="seal_event_once", condition=Q(source="reader")
            ),
            models.CheckConstraint(
                condition=Q(source__in=["officer", "carrier"]) | Q(source="reader", sequence__isnull=False),
                name="seal_event_source",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="seal_event_position",
            ),
        ]
        indexes = [models.Index(fields=["seal", "at"], name="seal_events_in_order")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class SealAlert(Tracked):
    """One anomaly of one seal, and the trip it concerns when there is one. Open until `closed_at`.

    `weight` review puts the movement in review, watch shows, notice only tells. `event` shows it.
    """

    seal = models.ForeignKey(SealRecord, on_delete=models.PROTECT, related_name="alerts")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, null=True, related_name="seal_alerts")
    event = models.ForeignKey(SealEvent, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16)
    weight = models.CharField(max_length=8)
    key = models.CharField(max_length=120, unique=True)
    detail = models.CharField(max_length=200, blank=True, default="")
    raised_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    closed_as = models.CharField(max_length=150, blank=True, default="")
    closed_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "clearance_seal_alert"
        constraints = [
            models.CheckConstraint(condition=Q(weight__in=["review", "watch", "notice"]), name="seal_alert_weight"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(closed_why=""), name="seal_alert_closed_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["trip"], name="seal_alerts_open", condition=Q(closed_at=None)),
            models.Index(fields=["seal", "-raised_at"], name="seal_alerts_of_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seal_id}"
