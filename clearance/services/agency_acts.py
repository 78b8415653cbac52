"""What an officer decides on one agency's line: of the own agency, or of another under an order (R-29, R-41)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from clearance.domain.agency_workflow import HOLD, REJECTED, YES
from clearance.domain.holds import EXAMINE_REASON
from clearance.domain.partners.orders import HOLD as POWER_HOLD
from clearance.domain.partners.orders import RELEASE
from clearance.domain.refusals import AGENCY_HOLDS, NO_LINE, NO_ORDER, SETTLED, for_agency, in_state
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED
from clearance.models import AgencyLine, Hold, Trip
from clearance.selectors.orders import stand_ins
from clearance.selectors.trips import manifest_data
from clearance.services.holds import booth_hold
from clearance.services.officer_steps import (
    Lines,
    line_move,
    lines_lock,
    seen,
    settle_by_system,
    trip_lock,
)
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotAllowed
from portal.core.domain.text import Text


@transaction.atomic
def agency_clear_for(*, actor: Actor, trip_id: UUID, agency: str, expected_version: int) -> Trip:
    """Let another agency's goods proceed under its delegation order; the line and the trail name the order.

    Without an order in force, or outside its limits, the act is refused. Never over a hold of that agency.
    Raises NotFound, NotAllowed or Conflict.
    """
    trip, lines, line, order = _under_order(actor, trip_id, agency, RELEASE)
    if line.status in YES:
        return trip
    if line.status in {HOLD, REJECTED}:
        raise Conflict([for_agency(AGENCY_HOLDS, agency)])
    seen(trip, expected_version)
    lines[agency] = line_move(replace(actor, agency=agency), trip, line, "clear", order=order, by=actor.agency)
    return settle_by_system(trip, lines)


@transaction.atomic
def agency_hold_for(*, actor: Actor, trip_id: UUID, agency: str, text: Text, expected_version: int) -> Hold:
    """Hold a trip for another agency under its order; the hold is that agency's, put on by this officer."""
    _trip, _lines, _line, order = _under_order(actor, trip_id, agency, POWER_HOLD)
    return booth_hold(
        actor=replace(actor, agency=agency),
        trip_id=trip_id,
        text=text,
        expected_version=expected_version,
        order=order,
        by=actor.agency,
    )


def agency_inspect(*, actor: Actor, trip_id: UUID, expected_version: int) -> Hold:
    """Ask for an examination of the agency's goods: a hold whose reason says so, until the agency lifts it."""
    return booth_hold(actor=actor, trip_id=trip_id, text=EXAMINE_REASON, expected_version=expected_version)


def _under_order(actor: Actor, trip_id: UUID, agency: str, power: str) -> tuple[Trip, Lines, AgencyLine, str]:
    """Lock the trip and its lines, and give the order the officer acts under; the refusal names the limit."""
    trip = trip_lock(actor, trip_id)
    lines = lines_lock(trip)
    line = lines.get(agency)
    if line is None:
        raise NotAllowed([NO_LINE])
    if trip.status not in (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD):
        raise Conflict([in_state(SETTLED, TRIP_WORKFLOW.state(trip.status).staff)])
    found = stand_ins(actor=actor, trip=trip, agencies=[agency], manifest=lambda: manifest_data(trip), power=power).get(
        agency
    )
    if found is None or not found.allowed:
        raise NotAllowed([found.refused if found and found.refused else for_agency(NO_ORDER, agency)])
    return trip, lines, line, found.order
