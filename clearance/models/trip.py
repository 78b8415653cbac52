"""The trip: aggregate root, its immutable numbered filings, and one line per agency (R-20, R-27, R-29)."""

from typing import Any
from uuid import UUID

from django.db import models
from simple_history.models import HistoricalRecords

from portal.core import clock
from portal.core.models import Base, Tracked


def author(request: Any = None, **_: Any) -> UUID | None:
    """Give the person behind a change for the history; a partner's machine and a worker have none."""
    actor = getattr(request, "actor", None)
    return actor.user_id if actor else None


def author_of(row: Any) -> UUID | None:
    person: UUID | None = row.history_user_id
    return person


def author_set(row: Any, person: UUID | None) -> None:
    row.history_user_id = person


NOT_CANCELLED = ~models.Q(status="cancelled")


class Trip(Tracked):
    """One crossing of one truck. What was filed is in the versions; here is where it stands.

    The columns after `current_version` repeat the current version for the board and the booth, which find a
    trip by number, plate or card and must not join; only filing and amending write them.
    """

    carrier = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    filer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=2)
    crossing = models.CharField(max_length=60)
    trip_number = models.CharField(max_length=25)
    eta = models.DateTimeField()
    status = models.CharField(max_length=40)
    current_version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=clock.now)

    plate = models.CharField(max_length=10)
    plate_jurisdiction = models.CharField(max_length=3, blank=True, default="")
    driver_name = models.CharField(max_length=62, blank=True, default="")
    driver_card = models.CharField(max_length=14, blank=True, default="")
    shipment_count = models.PositiveIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    weight_kg = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    loop_number = models.PositiveIntegerField(null=True)

    scored_version = models.PositiveIntegerField(default=0)
    lane = models.CharField(max_length=20, blank=True, default="")

    history = HistoricalRecords(
        table_name="clearance_trip_history",
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=author_of,
        history_user_setter=author_set,
        get_user=author,
    )

    class Meta:
        db_table = "clearance_trip"
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "trip_number"], name="trip_number_once", condition=NOT_CANCELLED
            ),
            models.CheckConstraint(condition=models.Q(direction__in=["SB", "NB"]), name="trip_direction_known"),
        ]
        indexes = [
            models.Index(fields=["trip_number"], name="trip_by_number"),
            models.Index(fields=["plate", "-eta"], name="trip_by_plate"),
            models.Index(fields=["driver_card", "-eta"], name="trip_by_card", condition=~models.Q(driver_card="")),
            models.Index(fields=["crossing", "direction", "eta"], name="trip_board"),
            models.Index(fields=["carrier", "-created_at", "-id"], name="trip_by_carrier"),
            models.Index(fields=["filer", "-created_at", "-id"], name="trip_by_filer"),
            models.Index(fields=["loop_number", "eta"], name="trip_by_loop", condition=models.Q(loop_number__gt=0)),
        ]

    def __str__(self) -> str:
        return self.trip_number


class TripVersion(Base):
    """One filing, as it was sent: never changed. `digest` is the SHA-256 of its canonical bytes.

    `warnings` are the error items of severity warning and info that the filer was shown. `filed_by` is
    empty when a partner's machine filed; `filed_as` names it either way.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    manifest = models.JSONField()
    digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=10)
    warnings = models.JSONField(default=list, blank=True)
    filed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    filed_as = models.CharField(max_length=150)
    filed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_trip_version"
        constraints = [
            models.UniqueConstraint(fields=["trip", "number"], name="trip_version_once"),
            models.CheckConstraint(
                condition=models.Q(channel__in=["wizard", "upload", "api", "edi"]), name="trip_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} v{self.number}"


class AgencyLine(Tracked):
    """Where one agency stands on a trip: one row per agency, its silence never reads as a yes (R-29).

    `acting_for` names the order under which another agency's officer decided (R-41); `reason` holds a
    structured reason for every adverse status.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="agency_lines")
    agency = models.CharField(max_length=10)
    status = models.CharField(max_length=40)
    updated_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=150, blank=True, default="")
    acting_for = models.CharField(max_length=60, blank=True, default="")
    reason = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "clearance_agency_line"
        constraints = [models.UniqueConstraint(fields=["trip", "agency"], name="agency_line_once")]
        indexes = [models.Index(fields=["agency", "status"], name="agency_line_by_status")]

    def __str__(self) -> str:
        return f"{self.agency} {self.status}"
