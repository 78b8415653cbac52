"""What a ruling of the joint commission changes at the border: a record, a match (R-86, R-89)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.lookouts.closed_lists import COMMISSION
from clearance.domain.lookouts.workflow import COUNTS, SAME, WAITING
from clearance.models import LookoutMatch, Trip
from clearance.services.lookout_matches import do_not_match_add
from clearance.services.overturning import movement_overturned
from portal.core.domain.actors import Actor
from portal.core.domain.matching import Identity
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


@transaction.atomic
def trip_record_correct(*, actor: Actor, trip_id: UUID, docket: str, words: Text) -> None:
    """Note on a trip what the commission corrected: its finding counts against nobody any more (R-86).

    What was written stays as it was; the history that targeting reads leaves the trip's inspections out.
    """
    overturned = movement_overturned(actor=actor, trip_id=trip_id, docket=docket)
    record(
        actor=actor,
        event="clearance.trip.corrected",
        subject=Subject("trip", trip_id),
        body={"docket": docket, "correction": words.as_dict()},
        organisation_id=overturned.trip.carrier_id,
    )


@transaction.atomic
def misidentification_end(*, actor: Actor, trip_id: UUID, docket: str, grounds: str) -> int:
    """Write for every look-out the trip met that it does not mean who was filed; gives how many look-outs.

    The same input is never referred by the same look-out again, in this trip or in any other (R-89).
    """
    trip = Trip.objects.only("id", "carrier_id").get(pk=trip_id)
    matches = LookoutMatch.objects.filter(trip=trip, status__in=(WAITING, COUNTS, SAME)).order_by("created_at")
    known: set[tuple[UUID, str]] = set()
    for match in matches:
        if (match.lookout_id, match.mark) in known:
            continue
        known.add((match.lookout_id, match.mark))
        do_not_match_add(
            actor=actor,
            lookout_id=match.lookout_id,
            filed=Identity.from_dict(match.filed),
            grounds=grounds,
            source=COMMISSION,
            reference=docket,
            carrier_id=trip.carrier_id,
        )
    return len({lookout for lookout, _ in known})
