"""A lane with a reader, and decisions as a booth without a server keeps them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from clearance.domain.lane_reading import lane_label
from clearance.domain.offline import decision_of
from clearance.models import LaneReader, OfflineOutcome, Trip
from clearance.services import lane_reader_add, offline_receive
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.reference.selectors import lanes_for
from tests.factories.officer import PORT

OPERATOR = system_actor("operator")


def make_reader(port: str = PORT, direction: str = "SB", place: int = 0) -> tuple[LaneReader, str]:
    return lane_reader_add(actor=OPERATOR, lane_id=lanes_for(port, direction)[place].id, name="Reader of a test")


def lane_of(reader: LaneReader) -> str:
    return lane_label(reader.lane.direction, reader.lane.number)


def kept(officer: Actor, trip: Trip, kind: str = "release", at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """Give what the booth kept of one decision on the trip as it is now."""
    seen = {
        "row_version": trip.row_version,
        "filing": trip.current_version,
        "lane": trip.lane if trip.scored_version == trip.current_version else "",
        "status": trip.status,
        "held": False,
    }
    return {
        "id": str(uuid4()),
        "officer": str(officer.user_id),
        "trip": str(trip.id),
        "kind": kind,
        "device_at": (at or clock.now()).isoformat(),
        "seen": seen,
        **more,
    }


def by_sheet(entry: dict[str, Any], number: int, lane: str = "") -> dict[str, Any]:
    """The same decision by a booth that knew the signed sheet alone."""
    seen = {"row_version": None, "filing": number, "lane": lane, "status": "", "held": False}
    return entry | {"seen": seen, "sheet": sha256(b"a sheet").hexdigest()}


def receive(officer: Actor, entry: dict[str, Any]) -> OfflineOutcome:
    decision = decision_of(entry)
    assert decision is not None
    return offline_receive(actor=officer, decision=decision, raw=entry)


def uuid_of(entry: dict[str, Any]) -> UUID:
    return UUID(entry["id"])
