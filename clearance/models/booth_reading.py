"""What comes to the booth by itself: lane readers and what they read, and what officers decided without a server."""

from django.db import models

from portal.core import clock
from portal.core.models import Base, Tracked


class LaneReader(Tracked):
    """A reader at one lane, with a key of its own that nobody can make for himself; the key is stored as a hash.

    `at_queue`: it stands where the lane's queue begins and not at the booth, so that the two measure the wait.
    """

    lane = models.ForeignKey("reference.Lane", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    key_sha256 = models.CharField(max_length=64, unique=True)
    at_queue = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_lane_reader"

    def __str__(self) -> str:
        return self.name


class LaneEvent(Base):
    """What a reader sent, as it came, before anything is made of it. `read_at` is the device's own clock."""

    reader = models.ForeignKey(LaneReader, on_delete=models.PROTECT, related_name="events")
    lane = models.ForeignKey("reference.Lane", on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_lane_event"

    def __str__(self) -> str:
        return f"{self.lane_id} {self.read_at:%H:%M:%S}"


class LaneSighting(Base):
    """What was made of one event: the trip it opened, by what, and how the plate read compares with the one filed."""

    event = models.OneToOneField(LaneEvent, on_delete=models.PROTECT, related_name="sighting")
    lane = models.ForeignKey("reference.Lane", on_delete=models.PROTECT, related_name="+")
    trip = models.ForeignKey("clearance.Trip", on_delete=models.PROTECT, null=True, related_name="sightings")
    found_by = models.CharField(max_length=12, blank=True, default="")
    candidates = models.PositiveSmallIntegerField(default=0)
    plate_read = models.CharField(max_length=16, blank=True, default="")
    plate_confidence = models.FloatField(null=True)
    plate_verdict = models.CharField(max_length=10, blank=True, default="")
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "clearance_lane_sighting"
        indexes = [
            models.Index(fields=["lane", "-created_at"], name="sighting_by_lane"),
            models.Index(fields=["trip", "-created_at"], name="sighting_by_trip"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plate_verdict__in=["", "match", "differs"]), name="sighting_verdict_known"
            ),
            models.CheckConstraint(
                condition=models.Q(found_by__in=["", "tag", "plate", "trip"]), name="sighting_found_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lane_id} {self.trip_id}"


class OfflineDecision(Base):
    """A decision an officer took while the server was out of reach, as the booth kept it.

    `client_id` is the booth's own number for it: sent twice, it is one row. `body` is what was sent, `actor` who
    sent it. `device_at` is the booth's clock when the key was pressed.
    """

    client_id = models.UUIDField()
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_as = models.CharField(max_length=150)
    agency = models.CharField(max_length=10)
    actor = models.JSONField()
    kind = models.CharField(max_length=10)
    trip = models.ForeignKey("clearance.Trip", on_delete=models.PROTECT, null=True, related_name="offline_decisions")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    device_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_offline_decision"
        constraints = [
            models.UniqueConstraint(fields=["officer", "client_id"], name="offline_decision_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["release", "refer", "hold", "note"]), name="offline_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.trip_id}"


class OfflineOutcome(Base):
    """What became of an offline decision once the server was back; never changed.

    `facts` holds both sides: what the officer decided and had seen, and what the record said by then.
    """

    decision = models.OneToOneField(OfflineDecision, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=12)
    facts = models.JSONField()
    errors = models.JSONField(default=list)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_offline_outcome"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["applied", "already", "conflict", "refused", "withdrawn"]),
                name="offline_outcome_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.outcome}"
