"""What happens at the border: referral, inspection, hold, release, notes (R-30, R-37, R-41)."""

from django.db import models

from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base, Tracked


class Referral(Tracked):
    """A trip sent to secondary, with its cause from the closed list (R-11). Open until `closed_at`.

    `drawn` marks a random draw by the system; `seed` makes it repeatable (R-43).
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="referrals")
    cause = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    reason = models.JSONField()
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    opened_as = models.CharField(max_length=150)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    drawn = models.BooleanField(default=False)
    seed = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "clearance_referral"
        constraints = [
            models.UniqueConstraint(
                fields=["trip"],
                name="one_open_referral",
                condition=models.Q(closed_at=None, cancelled_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.cause}"


class Inspection(Tracked):
    """The joint record of a secondary inspection: one for both agencies.

    What each agency's officers entered is in its entries; `checklist` sums the checks up at the end, and
    `agency_records` is that of inspections before there were entries. `crossing` and `direction` are set with the
    bay: one truck at a time stands in a bay.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="inspections")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="inspection")
    status = models.CharField(max_length=40)
    crossing = models.CharField(max_length=60, blank=True, default="")
    direction = models.CharField(max_length=2, blank=True, default="")
    bay = models.CharField(max_length=20, blank=True, default="")
    result = models.CharField(max_length=20, blank=True, default="")
    finding_class = models.CharField(max_length=40, blank=True, default="")
    checklist = models.JSONField(default=dict, blank=True)
    agency_records = models.JSONField(default=dict, blank=True)
    summary = models.TextField(blank=True, default="")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    officer_as = models.CharField(max_length=150, blank=True, default="")
    started_at = models.DateTimeField(default=clock.now)
    completed_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "clearance_inspection"
        constraints = [
            models.UniqueConstraint(
                fields=["crossing", "direction", "bay"],
                name="bay_taken_once",
                condition=models.Q(status="in_progress") & ~models.Q(crossing="") & ~models.Q(bay=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.status}"


class Hold(Tracked):
    """A hold has exactly one owning agency and officer; a second agency joins it (R-30)."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="holds")
    agency = models.CharField(max_length=10)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    owner_as = models.CharField(max_length=150)
    joined = models.JSONField(default=list, blank=True)
    reason = models.JSONField()
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_hold"
        constraints = [
            models.UniqueConstraint(fields=["trip"], name="one_open_hold", condition=models.Q(closed_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.agency}"


class Release(Tracked):
    """One agency's release. It may be taken back until `undo_until`; then `cancelled_at` says so."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="releases")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    released_as = models.CharField(max_length=150)
    acting_for = models.CharField(max_length=60, blank=True, default="")
    mode = models.CharField(max_length=14)
    released_at = models.DateTimeField(default=clock.now)
    undo_until = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_release"
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "agency"], name="one_release_per_agency", condition=models.Q(cancelled_at=None)
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=["release", "release_audit"]), name="release_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.agency} {self.mode}"


class TripNote(Base):
    """A note between officers of both agencies; a restricted one needs a reason (R-50). Never changed."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="notes")
    agency = models.CharField(max_length=10)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=150)
    text = models.TextField()
    restricted_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "clearance_trip_note"

    def __str__(self) -> str:
        return self.text[:60]
