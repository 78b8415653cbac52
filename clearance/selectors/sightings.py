"""What the readers at the lanes saw: which trip a reading opens, and who stands at a booth now (R-12, 5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from clearance.domain.lane_reading import Reading
from clearance.domain.plates import PlateCheck, plate_check
from clearance.domain.trip_workflow import BEFORE_BORDER
from clearance.models import LaneReader, LaneSighting, Trip
from clearance.selectors.booth import OPEN
from clearance.selectors.lookup import booth_lookup
from enrollment.selectors import tags_of_cards
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.reference.selectors import lanes_for

AT_BOOTH = timedelta(minutes=10)
FOUND_BY = ("trip", "tag", "plate")


def reader_of_key(key: str) -> LaneReader | None:
    """Give the reader behind a key that still counts: one query by the hash."""
    digest = sha256(key.encode()).hexdigest()
    return (
        LaneReader.objects.select_related("lane", "lane__crossing").filter(key_sha256=digest, revoked_at=None).first()
    )


@dataclass(frozen=True, slots=True)
class Match:
    """The trip a reading opens, by what, how many there were, and the plate beside the one filed."""

    trip: Trip | None
    found_by: str
    candidates: int
    plate: PlateCheck


def lane_match(reading: Reading, lane: Any) -> Match:
    """Find the trip: by its number, by the card behind the tag, by the plate; of the lane's crossing and direction.

    The tag goes the way a typed card number goes, so both open the same record (R-12).
    """
    reader = Actor(kind="system", port=lane.crossing.code)
    for by, text in zip(FOUND_BY, (reading.trip_number, reading.tag, reading.plate), strict=True):
        trips = _open([found.id for found in booth_lookup(actor=reader, text=text)], lane) if text else []
        if trips:
            return Match(trips[0], by, len(trips), plate_check(trips[0].plate, reading.plate))
    return Match(None, "", 0, PlateCheck(""))


def _open(ids: Iterable[UUID], lane: Any) -> list[Trip]:
    """Give the trips in the order found, those that may still drive up to this lane."""
    wanted = list(ids)
    rows = Trip.objects.filter(pk__in=wanted, direction=lane.direction, status__in=OPEN).in_bulk() if wanted else {}
    return [rows[key] for key in wanted if key in rows]


@dataclass(frozen=True, slots=True)
class AtBooth:
    """Who stands at a booth now. `trip` is None for a truck no filing was found for."""

    sighting: LaneSighting
    trip: Trip | None
    plate: PlateCheck

    @property
    def odd(self) -> bool:
        return self.trip is None or self.plate.differs


def at_booth_now(*, actor: Actor, lane_id: UUID | None) -> AtBooth | None:
    """Give the newest reading at the lane while it can still be the truck at the window: one query."""
    if lane_id is None or not actor.port:
        return None
    found = (
        LaneSighting.objects.filter(
            lane_id=lane_id,
            lane__crossing__code=actor.port,
            seen_at__gte=clock.now() - AT_BOOTH,
            event__reader__at_queue=False,
        )
        .select_related("trip", "trip__carrier")
        .order_by("-created_at")
        .first()
    )
    if found is None or (found.trip is not None and found.trip.status not in OPEN):
        return None
    return AtBooth(found, found.trip, plate_check(found.trip.plate if found.trip else "", found.plate_read))


def sighting_of_trip(*, actor: Actor, trip: Trip) -> AtBooth | None:
    """Give the newest reading of the trip, with the plate as it stands in the filing now: one query."""
    found = LaneSighting.objects.filter(trip_id=trip.id).select_related("lane").order_by("-created_at").first()
    return None if found is None else AtBooth(found, trip, plate_check(trip.plate, found.plate_read))


def lanes_of_port(actor: Actor, direction: str) -> list[Any]:
    """Give the lanes an officer may stand at: those of the port where trucks drive up to this agency."""
    return lanes_for(actor.port, direction) if actor.port else []


def trucks_expected(*, crossing: str, direction: str) -> list[dict[str, str]]:
    """Give the trucks a simulated reader can let drive up: number, plate, and the chip of the driver's card."""
    now = clock.now()
    trips = list(
        Trip.objects.filter(
            crossing=crossing,
            direction=direction,
            status__in=BEFORE_BORDER,
            eta__gte=now - timedelta(hours=6),
            eta__lte=now + timedelta(hours=12),
        ).order_by("eta", "id")[:200]
    )
    tags = tags_of_cards({trip.driver_card for trip in trips})
    return [
        {"trip_number": trip.trip_number, "plate": trip.plate, "tag": tags.get(trip.driver_card, "")} for trip in trips
    ]
