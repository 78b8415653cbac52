"""What officers see: the booth's look-up, the one screen, the board of a port, the desks (requirements 5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED, RELEASED
from clearance.models import AgencyLine, Hold, Inspection, Referral, Release, Score, Trip, TripNote, TripVersion
from portal.accounts.selectors import cross_designation_active
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

BORDER_AGENCIES = ("CBP", "CBSA")
OPEN = (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD)
LAST_CROSSINGS = 5
BOARD_ROWS = 200


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


def acting_for(*, actor: Actor, agencies: Iterable[str]) -> dict[str, str]:
    """Give the partner agencies the officer may answer for now, each with the accreditation's name (R-41, R-65)."""
    found = {}
    now = clock.now()
    for agency in agencies:
        if agency in BORDER_AGENCIES or actor.user_id is None:
            continue
        held = cross_designation_active(user_id=actor.user_id, for_agency=agency, power="release", at=now)
        if held is not None:
            found[agency] = f"X-{agency}-{str(held.id)[-6:].upper()}"
    return found


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
    release: Release | None
    stand_ins: dict[str, str]

    @property
    def manifest(self) -> dict[str, Any]:
        data: dict[str, Any] = self.version.manifest
        return data


def booth_screen(*, actor: Actor, trip_id: UUID) -> BoothScreen:
    """Gather one trip for the booth or secondary; raises NotFound."""
    trip = (
        trips_for_officer(actor=actor)
        .select_related("carrier")
        .prefetch_related(
            Prefetch("agency_lines", queryset=AgencyLine.objects.order_by("created_at", "id")),
            Prefetch("notes", queryset=TripNote.objects.order_by("-created_at")),
            Prefetch("holds", queryset=Hold.objects.filter(closed_at=None)),
            Prefetch("referrals", queryset=Referral.objects.filter(cancelled_at=None).order_by("-opened_at")),
            Prefetch("inspections", queryset=Inspection.objects.order_by("-created_at")),
            Prefetch("releases", queryset=Release.objects.filter(cancelled_at=None).order_by("-released_at")),
            Prefetch("scores", queryset=Score.objects.order_by("-version_number")),
        )
        .filter(pk=trip_id)
        .first()
    )
    if trip is None:
        raise NotFound
    lines = tuple(trip.agency_lines.all())
    return BoothScreen(
        trip=trip,
        version=TripVersion.objects.get(trip_id=trip.id, number=trip.current_version),
        score=next((entry for entry in trip.scores.all() if entry.version_number == trip.current_version), None),
        lines=lines,
        last=tuple(last_crossings(trip)),
        notes=tuple(trip.notes.all()),
        hold=next(iter(trip.holds.all()), None),
        referral=next(iter(trip.referrals.all()), None),
        inspection=next(iter(trip.inspections.all()), None),
        release=next((entry for entry in trip.releases.all() if entry.officer_id == actor.user_id), None),
        stand_ins=acting_for(actor=actor, agencies=[line.agency for line in lines]),
    )


def last_crossings(trip: Trip) -> QuerySet[Trip, Trip]:
    """Give the carrier's last crossings with this plate or card."""
    same = Q(plate=trip.plate)
    if trip.driver_card:
        same |= Q(driver_card=trip.driver_card)
    return (
        Trip.objects.filter(same, carrier_id=trip.carrier_id, status__in=("released", "closed", "refused"))
        .exclude(pk=trip.id)
        .order_by("-eta")[:LAST_CROSSINGS]
    )


@dataclass(frozen=True, slots=True)
class PortBoard:
    """What a port expects and has: rows by stage, and the counts above them."""

    expected: tuple[Trip, ...]
    present: tuple[Trip, ...]
    stopped: tuple[Trip, ...]
    gone: tuple[Trip, ...]
    within_15: int
    within_60: int


def port_board(*, actor: Actor, crossing: str, direction: str = "") -> PortBoard:
    """Give the board of one crossing: two queries, the next twelve hours and the last hour."""
    now = clock.now()
    trips = trips_for_officer(actor=actor).filter(crossing=crossing).select_related("carrier")
    if direction:
        trips = trips.filter(direction=direction)
    window = Q(eta__gte=now - timedelta(hours=6), eta__lte=now + timedelta(hours=12))
    live = list(trips.filter(window, status__in=OPEN).order_by("eta", "id")[:BOARD_ROWS])
    gone = trips.filter(status=RELEASED, updated_at__gte=now - timedelta(hours=1)).order_by("-updated_at")[:20]
    expected = tuple(trip for trip in live if trip.status in BEFORE_BORDER)
    minutes = [(trip.eta - now).total_seconds() / 60 for trip in expected]
    return PortBoard(
        expected=expected,
        present=tuple(trip for trip in live if trip.status == AT_BORDER),
        stopped=tuple(trip for trip in live if trip.status in (REFERRED, HELD)),
        gone=tuple(gone),
        within_15=sum(value <= 15 for value in minutes),
        within_60=sum(value <= 60 for value in minutes),
    )


def inspection_queue(*, actor: Actor) -> QuerySet[Inspection, Inspection]:
    """Give the officer's secondary queue, the longest waiting first."""
    return (
        Inspection.objects.filter(status__in=("waiting", "in_progress"), trip__in=trips_for_officer(actor=actor))
        .select_related("trip", "trip__carrier", "referral")
        .order_by("created_at")
    )


def agency_desk(*, actor: Actor) -> QuerySet[AgencyLine, AgencyLine]:
    """Give a partner agency its open lines at the officer's port, the earliest arrival first."""
    lines = AgencyLine.objects.filter(
        agency=actor.agency, status__in=("pending", "accepted", "hold"), trip__status__in=OPEN
    )
    if actor.port:
        lines = lines.filter(trip__crossing=actor.port)
    return lines.select_related("trip", "trip__carrier").order_by("trip__eta", "id")


__all__ = [
    "BoothScreen",
    "PortBoard",
    "acting_for",
    "agency_desk",
    "booth_screen",
    "inspection_queue",
    "port_board",
    "trip_for_officer",
    "trips_for_officer",
]
