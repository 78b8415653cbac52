"""A partner agency's answer on its goods: may proceed (R-29, R-41, requirements 4.9)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from clearance.domain.agency_workflow import YES
from clearance.domain.officers import BORDER
from clearance.domain.refusals import PARTNER_ONLY, SETTLED, in_state
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED
from clearance.models import Trip
from clearance.services.holds import hold_end
from clearance.services.officer_steps import (
    line_move,
    lines_lock,
    on_hold,
    own_line,
    seen,
    settle_by_system,
    trip_lock,
)
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotAllowed


@transaction.atomic
def agency_clear(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Say that the agency's goods may proceed, lifting its own hold if it has one.

    `expected_version` is the trip's: an amendment is a new load to look at. The truck goes when this was
    the last yes. A second press gives the same answer. Raises NotFound, NotAllowed or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    if actor.agency in BORDER:
        raise NotAllowed([PARTNER_ONLY])
    lines = lines_lock(trip)
    own = own_line(actor, lines)
    if own.status in YES:
        return trip
    if trip.status not in (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD):
        raise Conflict([in_state(SETTLED, TRIP_WORKFLOW.state(trip.status).staff)])
    if on_hold(own):
        return hold_end(actor, trip, lines, expected_version)
    seen(trip, expected_version)
    lines[actor.agency] = line_move(actor, trip, own, "clear")
    return settle_by_system(trip, lines)
