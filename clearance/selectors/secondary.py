"""What secondary shows: the bays, who is expected, the joint record of one inspection and its photos (4.7, R-30, R-50)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from clearance.domain.inspection_record import CHECK, TIMERS, WAIVED, Minutes, Timer, minutes_of
from clearance.domain.inspection_words import called_for
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD
from clearance.models import (
    GoodsLine,
    Hold,
    Inspection,
    InspectionBay,
    InspectionEntry,
    InspectionPhoto,
    InspectionResult,
    Score,
    Trip,
)
from clearance.selectors.booth import trips_for_officer
from clearance.selectors.desks import RECEIVES, inspection_queue
from clearance.targeting.lanes import SECONDARY
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

ROWS = 200
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Bay:
    """One bay of a side; `trip_number` and `inspection_id` of the truck in it."""

    code: str
    trip_number: str = ""
    inspection_id: UUID | None = None

    @property
    def free(self) -> bool:
        return self.inspection_id is None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is here (the longest waiting first), who is held, who is advised to come (the earliest first), which bays."""

    here: tuple[tuple[Inspection, Minutes], ...]
    held: tuple[Trip, ...]
    expected: tuple[Trip, ...]
    bays: tuple[Bay, ...]


@dataclass(frozen=True, slots=True)
class JointRecord:
    """The record of one inspection as one officer may read it. `missing` are checks the cause still calls for."""

    entries: tuple[InspectionEntry, ...]
    photos: tuple[InspectionPhoto, ...]
    outcome: InspectionResult | None
    minutes: Minutes
    timers: tuple[Timer, ...]
    called_for: tuple[str, ...]
    done: frozenset[str]
    own: frozenset[str]
    missing: tuple[str, ...]


def secondary_desk(*, actor: Actor) -> Desk:
    """Gather the page of secondary in a fixed number of queries."""
    now = clock.now()
    presses = Prefetch("entries", queryset=InspectionEntry.objects.filter(kind__in=TIMERS))
    queue = inspection_queue(actor=actor).prefetch_related(presses)[:ROWS]
    here = tuple((each, minutes_of(each.referral.opened_at, now, _timers(each.entries.all()))) for each in queue)
    return Desk(here, _held(actor), _expected(actor), bay_board(actor=actor))


def _held(actor: Actor) -> tuple[Trip, ...]:
    """Trucks on hold that are not in the queue itself."""
    holds = Prefetch("holds", queryset=Hold.objects.filter(closed_at=None))
    rows = trips_for_officer(actor=actor).filter(status=HELD)
    rows = rows.exclude(inspections__status__in=("waiting", "in_progress"))
    return tuple(rows.select_related("carrier").prefetch_related(holds).order_by("eta", "id")[:ROWS])


def _expected(actor: Actor) -> tuple[Trip, ...]:
    """Trucks on their way, or at the booth, with the advice to inspect them."""
    now = clock.now()
    rows = trips_for_officer(actor=actor).filter(
        lane=SECONDARY,
        status__in=(*BEFORE_BORDER, AT_BORDER),
        eta__gte=now - timedelta(hours=6),
        eta__lte=now + timedelta(hours=12),
    )
    return tuple(rows.select_related("carrier").order_by("eta", "id")[:ROWS])


def bay_board(*, actor: Actor) -> tuple[Bay, ...]:
    """Give the bays of the officer's own side of the port, each with the truck in it: two queries."""
    if not actor.port or actor.agency not in RECEIVES:
        return ()
    return bays_of(actor.port, RECEIVES[actor.agency])


def bays_of(crossing: str, direction: str) -> tuple[Bay, ...]:
    """Give the open bays of one side, and any other name a truck stands in."""
    taken = {
        row[0]: Bay(*row)
        for row in _occupied(crossing, direction).values_list("bay", "trip__trip_number", "id").order_by("bay")
    }
    codes = sorted({*bays_open(crossing, direction), *taken}, key=lambda code: (len(code), code))
    return tuple(taken.get(code, Bay(code)) for code in codes)


def bays_open(crossing: str, direction: str) -> tuple[str, ...]:
    found = InspectionBay.objects.filter(crossing=crossing, direction=direction, closed_at=None)
    return tuple(found.order_by("code").values_list("code", flat=True))


def bay_occupied(crossing: str, direction: str, code: str) -> bool:
    return _occupied(crossing, direction).filter(bay=code).exists()


def _occupied(crossing: str, direction: str) -> QuerySet[Inspection, Inspection]:
    return Inspection.objects.filter(status="in_progress", crossing=crossing, direction=direction).exclude(bay="")


def timers_of(inspection_id: UUID) -> tuple[Timer, ...]:
    return _timers(InspectionEntry.objects.filter(inspection_id=inspection_id, kind__in=TIMERS))


def _timers(entries: Iterable[InspectionEntry]) -> tuple[Timer, ...]:
    return tuple(Timer(entry.kind, entry.at) for entry in entries if entry.kind in TIMERS)


def joint_record(*, actor: Actor, inspection: Inspection) -> JointRecord:
    """Give the record of an inspection the actor may see; restricted notes to their own agency only (R-50)."""
    readable = Q(restricted_reason="") | Q(agency=actor.agency)
    entries = tuple(InspectionEntry.objects.filter(readable, inspection=inspection).order_by("at", "id"))
    photos = InspectionPhoto.objects.filter(inspection=inspection).defer("content").order_by("at", "id")
    outcome = InspectionResult.objects.filter(inspection=inspection).select_related("goods_line").first()
    done = frozenset(entry.code for entry in entries if entry.kind == CHECK)
    waived = {entry.code for entry in entries if entry.kind == WAIVED}
    wanted = called_for(inspection.referral.cause)
    timers = _timers(entries)
    return JointRecord(
        entries=entries,
        photos=tuple(photos),
        outcome=outcome,
        minutes=minutes_of(inspection.referral.opened_at, inspection.completed_at or clock.now(), timers),
        timers=timers,
        called_for=wanted,
        done=done,
        own=frozenset(entry.code for entry in entries if entry.kind == CHECK and entry.agency == actor.agency),
        missing=tuple(code for code in wanted if code not in done | waived),
    )


def photo_get(*, actor: Actor, photo_id: UUID) -> InspectionPhoto:
    """Give a photo of an inspection of the officer's own trips; raises NotFound."""
    found = (
        InspectionPhoto.objects.filter(pk=photo_id, inspection__trip__in=trips_for_officer(actor=actor))
        .select_related("inspection")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def photo_find(*, inspection_id: UUID, sha256: str) -> InspectionPhoto | None:
    return InspectionPhoto.objects.filter(inspection_id=inspection_id, sha256=sha256).first()


def goods_filed(trip: Trip) -> list[GoodsLine]:
    """Give the goods of the trip's current version in their order."""
    rows = GoodsLine.objects.filter(version__trip_id=trip.id, version__number=trip.current_version)
    return list(rows.order_by("shipment__position", "position")[:MOST_LINES])


def score_behind(trip: Trip) -> Score | None:
    """Give the last score of the version that is inspected."""
    return Score.objects.filter(trip_id=trip.id, version_number=trip.current_version).order_by("-run").first()
