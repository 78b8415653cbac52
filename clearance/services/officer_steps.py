"""The steps every act of an officer is made of. Locks are taken in one order: trip, lines, then what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from clearance.domain.agency_workflow import HOLD, RELEASED, YES
from clearance.domain.officers import BORDER, SETTLE_SECONDS, arrival_agency
from clearance.domain.refusals import CHANGED, NO_LINE, NOT_YOUR_BOOTH
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW, joint_outcome
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, REFERRED
from clearance.models import AgencyLine, Inspection, Release, Trip
from clearance.selectors.booth import trips_for_officer
from clearance.services.announcing import tell_status
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.workflow.services import apply

Lines = dict[str, AgencyLine]


def trip_lock(actor: Actor, trip_id: UUID) -> Trip:
    """Lock the trip first, whatever follows; raises NotFound for a trip the officer does not see."""
    trip = trips_for_officer(actor=actor).select_for_update(of=("self",)).filter(pk=trip_id).first()
    if trip is None:
        raise NotFound
    return trip


def seen(trip: Trip, expected_version: int) -> None:
    """Refuse an act on a screen that is out of date."""
    if trip.row_version != expected_version:
        raise Conflict([CHANGED])


def lines_lock(trip: Trip) -> Lines:
    """Lock the line of every agency of a trip that is locked already."""
    return {line.agency: line for line in AgencyLine.objects.select_for_update().filter(trip_id=trip.id).order_by("id")}


def own_line(actor: Actor, lines: Lines) -> AgencyLine:
    line = lines.get(actor.agency)
    if line is None:
        raise NotAllowed([NO_LINE])
    return line


def trip_move(actor: Actor, trip: Trip, action: str, body: dict[str, Any] | None = None) -> Trip:
    """Take the trip one step on, in the one way that is recorded."""
    return apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action=action,
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={"updated_at": clock.now()},
        body=body,
        organisation_id=trip.carrier_id,
    )


def line_move(
    actor: Actor,
    trip: Trip,
    line: AgencyLine,
    action: str,
    *,
    order: str = "",
    by: str = "",
    reason: dict[str, Any] | None = None,
) -> AgencyLine:
    """Decide one agency's line and keep who did it, under which order and why.

    `by` is the officer's own agency when the line is another's: the trail names both (R-41).
    """
    return apply(
        workflow=AGENCY_WORKFLOW,
        obj=line,
        action=action,
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={
            "updated_at": clock.now(),
            "decided_by_id": actor.user_id,
            "decided_as": actor.name,
            "acting_for": order,
            "reason": reason,
        },
        body={"agency": line.agency, "acting_for": order, **({"by": by} if by else {})},
        organisation_id=trip.carrier_id,
    )


def receives(actor: Actor, trip: Trip) -> bool:
    """Say whether the truck drives up to this officer's agency: CBP southbound, CBSA northbound."""
    return actor.agency == arrival_agency(trip.direction)


def its_own_booth(actor: Actor, trip: Trip) -> None:
    """Refuse an officer of the agency of departure what only the agency of arrival decides."""
    if not receives(actor, trip):
        agency = arrival_agency(trip.direction)
        raise Conflict([replace(NOT_YOUR_BOOTH, message=NOT_YOUR_BOOTH.message.format(agency=agency), value=agency)])


def arrive(actor: Actor, trip: Trip) -> Trip:
    """Note that the truck stands at the booth, when nobody has yet. Only the agency of arrival can know that."""
    if trip.status not in BEFORE_BORDER:
        return trip
    its_own_booth(actor, trip)
    return trip_move(actor, trip, "arrive")


def release_take_back(actor: Actor, trip: Trip, line: AgencyLine) -> AgencyLine:
    """Cancel a release that stands, for whichever agency it was given; the line is on file again."""
    now = clock.now()
    for entry in Release.objects.select_for_update().filter(trip_id=trip.id, agency=line.agency, cancelled_at=None):
        entry.cancelled_at = now
        entry.save(update_fields=["cancelled_at"])
    return line_move(replace(actor, agency=line.agency), trip, line, "undo")


def may_go(trip: Trip, statuses: Mapping[str, str]) -> bool:
    """Say whether the truck may leave: every agency said yes, and the booth, or both after an inspection, released.

    At the booth the agency of arrival releases; the agency of departure agreed by the joint profile, or by
    its own officer. After a referral that agreement is not enough: both border agencies release (R-29, R-30).
    """
    if joint_outcome(statuses, BORDER) not in YES:
        return False
    if trip.status == AT_BORDER:
        return statuses[arrival_agency(trip.direction)] == RELEASED
    if trip.status != REFERRED or any(statuses[agency] != RELEASED for agency in BORDER):
        return False
    latest = Inspection.objects.filter(trip_id=trip.id).order_by("-created_at").values_list("status", flat=True)
    return latest.first() == "completed"


def settle(actor: Actor, trip: Trip, lines: Lines, *, action: str = "release") -> Trip:
    """Let the trip go when it may; otherwise tell the boards that one more agency has answered."""
    statuses = {agency: line.status for agency, line in lines.items()}
    if may_go(trip, statuses):
        trip = trip_move(actor, trip, action, {"agencies": statuses})
        key = str(trip.row_version)
        dispatch("clearance.release_settled", subject_id=trip.id, key=key, delay_seconds=SETTLE_SECONDS)
    tell_status(trip)
    return trip


def settle_by_system(trip: Trip, lines: Lines) -> Trip:
    """One line changed: a trip whose own agency released it earlier may now go, by the system's hand."""
    return settle(system_actor("release"), trip, lines, action="let_go")


def on_hold(line: AgencyLine) -> bool:
    return line.status == HOLD
