"""What officers see: the booth's look-up, the one screen, the board of a port, the desks (requirements 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED
from clearance.models import AgencyLine, Hold, Inspection, Referral, Score, Trip, TripNote, TripVersion
from clearance.selectors.advice import Advice, advice_in, advice_now, advice_unscored
from clearance.selectors.agency_status import AgencyStatus, statuses_of
from clearance.selectors.booth_rows import booth_rows
from clearance.selectors.orders import StandIn, stand_ins
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

BORDER_AGENCIES = ("CBP", "CBSA")
OPEN = (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD)


def trips_for_officer(*, actor: Actor) -> QuerySet[Trip, Trip]:
    """Give the trips of the officer's port; a partner agency's officer those with a line of that agency."""
    trips = Trip.objects.all()
    if actor.kind == "system":
        return trips
    if actor.kind != "officer":
        return trips.none()
    if actor.port:
        trips = trips.filter(crossing=actor.port)
    if actor.agency in BORDER_AGENCIES:
        return trips
    return trips.filter(agency_lines__agency=actor.agency)


def trip_for_officer(*, actor: Actor, trip_id: UUID) -> Trip:
    """Give one trip of the officer's port; raises NotFound."""
    trip = trips_for_officer(actor=actor).filter(pk=trip_id).first()
    if trip is None:
        raise NotFound
    return trip


def acting_for(
    *, actor: Actor, trip: Trip, agencies: Iterable[str], filing: Callable[[], Mapping[str, Any]]
) -> dict[str, str]:
    """Give the partner agencies the officer may answer for now, each with the order's name (R-41, R-65).

    A border agency never acts for the other: each country decides itself.
    """
    return _allowed(stand_ins(actor=actor, trip=trip, agencies=agencies, manifest=filing))


def _allowed(found: Mapping[str, StandIn]) -> dict[str, str]:
    return {agency: entry.order for agency, entry in found.items() if entry.allowed}


@dataclass(frozen=True, slots=True)
class BoothScreen:
    """Everything the one screen shows, in a fixed number of queries however large the trip is."""

    trip: Trip
    version: TripVersion
    score: Score | None
    lines: tuple[AgencyLine, ...]
    last: tuple[Trip, ...]
    notes: tuple[TripNote, ...]
    hold: Hold | None
    referral: Referral | None
    inspection: Inspection | None
    advice: Advice
    stand_ins: dict[str, str]
    statuses: dict[str, AgencyStatus]
    prepared_at: datetime
    prepared: bool = False

    @property
    def manifest(self) -> dict[str, Any]:
        data: dict[str, Any] = self.version.manifest
        return data


def booth_screen(*, actor: Actor, trip_id: UUID) -> BoothScreen:
    """Gather one trip for the booth or secondary; raises NotFound.

    Who may see it is asked each time; the rows themselves may have been prepared before the truck arrived.
    """
    allowed = trips_for_officer(actor=actor).filter(pk=trip_id).exists()
    rows = booth_rows(trip_id=trip_id, agency=actor.agency) if allowed else None
    if rows is None:
        raise NotFound
    trip, version, lines = rows.trip, rows.version, tuple(rows.trip.agency_lines.all())
    return BoothScreen(
        trip=trip,
        version=version,
        score=rows.score,
        lines=lines,
        last=rows.last,
        notes=tuple(trip.notes.all()),
        hold=next(iter(trip.holds.all()), None),
        referral=next(iter(trip.referrals.all()), None),
        inspection=next(iter(trip.inspections.all()), None),
        advice=advice_now(trip, advice_in(rows.score)) if rows.score else advice_unscored(trip, version),
        stand_ins=_allowed(
            stand_ins(
                actor=actor,
                trip=trip,
                agencies=[line.agency for line in lines],
                manifest=lambda: version.manifest,
                known=rows.orders,
                requests=rows.requests,
            )
        ),
        statuses=statuses_of(trip, lines, version.manifest, rows.requests, rows.orders),
        prepared_at=rows.prepared_at,
        prepared=rows.prepared,
    )
