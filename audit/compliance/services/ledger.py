"""Fill the benefit ledger from movements that ended: each once, however often it is told (R-39)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.ledger_shortfall import promised_minutes
from audit.compliance.models import Movement
from audit.trail.services import record
from clearance.selectors.ended import EndedTrip, trips_ended, trips_ended_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

KNOWN_TIERS = ("T0", "T1", "T2", "T3")
BATCH = 2000


@transaction.atomic
def movement_count(*, trip_id: UUID) -> bool:
    """Count one trip that ended; says whether it had not been counted before. The cells follow by themselves."""
    return movements_keep(trips_ended([trip_id])) == 1


@transaction.atomic
def movements_fill(*, first: date, last: date) -> int:
    """Count every trip expected on these days that ended and was not counted yet; gives how many were new."""
    return sum(movements_keep(batch) for batch in trips_ended_of(first, last))


@transaction.atomic
def movements_past_keep(*, actor: Actor, past: Sequence[EndedTrip], subject: Subject, why: str) -> int:
    """Count movements that have no trip on record here, for a demonstration; gives how many. System only.

    One entry of the trail says how many there are and where they come from.
    """
    if actor.kind != "system":
        raise NotAllowed([SYSTEM_ONLY])
    kept = sum(movements_keep(past[start : start + BATCH]) for start in range(0, len(past), BATCH))
    record(actor=actor, event="compliance.movements.past_kept", subject=subject, body={"why": why, "movements": kept})
    return kept


def movements_keep(trips: Sequence[EndedTrip]) -> int:
    """Write the trips that are not there yet; gives how many. At most BATCH at a time."""
    ids = [trip.trip_id for trip in trips]
    known = set(Movement.objects.filter(trip_id__in=ids).values_list("trip_id", flat=True))
    new = [_row(trip) for trip in trips if trip.trip_id not in known]
    # Somebody may have counted the same trip a moment ago: what is there stays, and its cell is not counted twice.
    Movement.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    return len(new)


def _row(trip: EndedTrip) -> Movement:
    tier = trip.tier if trip.tier in KNOWN_TIERS else KNOWN_TIERS[0]
    return Movement(
        trip_id=trip.trip_id,
        trip_number=trip.trip_number,
        organisation_id=trip.carrier_id,
        tier=tier,
        day=trip.day,
        crossing=trip.crossing,
        direction=trip.direction,
        chapter=trip.chapter,
        band=trip.band,
        inspected=trip.inspected,
        minutes=trip.minutes,
        promised=promised_minutes(tier),
        loop_number=trip.loop_number,
        goods=sorted(trip.goods),
    )


SYSTEM_ONLY = ErrorItem(
    "CMP_SYSTEM_ONLY",
    Text("Only the system counts movements of the past.", "Seul le système compte des passages du passé."),
    fix=Text("File the trip.", "Déclarez le voyage."),
)
