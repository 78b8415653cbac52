"""The newest known wait at each place, with how and when it was measured: for everybody (R-47; waits were doubted)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearance.models import LaneWait
from portal.core import clock

# What is older says nothing of today; it is left out, not shown as if it were now.
OLDEST = timedelta(hours=24)
STALE = timedelta(minutes=30)
BY_READERS, BY_OFFICER = "readers", "officer"


@dataclass(frozen=True, slots=True)
class KnownWait:
    """Minutes waited for the FAST lane, by which method, when. `trucks` is the base where readers measured it."""

    crossing: str
    direction: str
    minutes: int
    method: str
    trucks: int | None
    at: datetime
    age: timedelta

    @property
    def stale(self) -> bool:
        return self.age > STALE


def waits_known() -> list[KnownWait]:
    """Give the newest wait of each crossing and direction of the last day, by crossing. One query."""
    now = clock.now()
    newest = LaneWait.objects.filter(measured_at__gt=now - OLDEST, measured_at__lte=now)
    rows = newest.order_by("crossing", "direction", "-measured_at").distinct("crossing", "direction")
    return [_known(row, now) for row in rows]


def _known(row: LaneWait, now: datetime) -> KnownWait:
    method = BY_OFFICER if row.officer_id else BY_READERS
    trucks = row.measured_as.rpartition("(")[2].removesuffix(")") if method == BY_READERS else ""
    return KnownWait(
        crossing=row.crossing,
        direction=row.direction,
        minutes=row.minutes,
        method=method,
        trucks=int(trucks) if trucks.isdecimal() else None,
        at=row.measured_at,
        age=now - row.measured_at,
    )
