"""The officers' lists: the board of a port, the booth's next trucks, secondary's queue, a partner agency's desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED, RELEASED
from clearance.models import AgencyLine, GoodsLine, Inspection, Referral, Release, Trip
from clearance.selectors.booth import OPEN, trips_for_officer
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.reference.selectors import agencies_for_hs

BOARD_ROWS = 200
NEXT_ROWS = 8
RECEIVES = {"CBP": "SB", "CBSA": "NB"}


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


def booth_next(*, actor: Actor, most: int = NEXT_ROWS) -> list[Trip]:
    """Give the trucks that drive up to this officer's booth next: one query, none without a posting."""
    if not actor.port or actor.agency not in RECEIVES:
        return []
    now = clock.now()
    rows = trips_for_officer(actor=actor).filter(
        direction=RECEIVES[actor.agency],
        status__in=(*BEFORE_BORDER, AT_BORDER),
        eta__gte=now - timedelta(hours=6),
        eta__lte=now + timedelta(hours=12),
    )
    return list(rows.select_related("carrier").order_by("eta", "id")[:most])


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """The officer's last act that can still be taken back: `kind` is released, kept or referred."""

    trip_id: UUID
    trip_number: str
    kind: str
    seconds: int


def undo_offer(*, actor: Actor, seconds: int) -> UndoOffer | None:
    """Give the last release or referral of the officer that is younger than the seconds to undo: two queries."""
    now = clock.now()
    mine = {"officer_id": actor.user_id, "cancelled_at": None}
    release = Release.objects.filter(**mine, undo_until__gt=now).select_related("trip").order_by("-released_at").first()
    referral = (
        Referral.objects.filter(**mine, closed_at=None, opened_at__gt=now - timedelta(seconds=seconds))
        .filter(inspection__status="waiting", trip__status=REFERRED)
        .select_related("trip")
        .order_by("-opened_at")
        .first()
    )
    if referral is not None and (release is None or release.released_at < referral.opened_at):
        return _offer(referral.trip, "referred", referral.opened_at + timedelta(seconds=seconds), now)
    if release is None or release.undo_until is None or release.trip.status not in (RELEASED, AT_BORDER):
        return None
    kind = "released" if release.trip.status == RELEASED else "kept"
    return _offer(release.trip, kind, release.undo_until, now)


def _offer(trip: Trip, kind: str, until: datetime, now: datetime) -> UndoOffer:
    return UndoOffer(trip.id, trip.trip_number, kind, max(1, int((until - now).total_seconds())))


def inspection_get(*, actor: Actor, inspection_id: UUID) -> Inspection:
    """Give one inspection of the officer's port; raises NotFound."""
    found = (
        Inspection.objects.filter(pk=inspection_id, trip__in=trips_for_officer(actor=actor))
        .select_related("referral", "trip")
        .first()
    )
    if found is None:
        raise NotFound
    return found


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


def goods_of_agency(*, agency: str, trip_ids: Iterable[UUID]) -> dict[UUID, list[GoodsLine]]:
    """Give the goods of each trip's current version that the agency looks after: one query."""
    rows = (
        GoodsLine.objects.filter(version__trip_id__in=list(trip_ids))
        .filter(version__number=F("version__trip__current_version"))
        .annotate(trip_id=F("version__trip_id"))
        .order_by("shipment__position", "position")
    )
    found: dict[UUID, list[GoodsLine]] = defaultdict(list)
    for row in rows:
        if any(interest.agency == agency for interest in agencies_for_hs(row.hs_code[:6])):
            found[row.trip_id].append(row)
    return dict(found)
