"""Holds: one per trip, with one owner at any moment; other agencies join it and leave it (R-30, R-37)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.agency_workflow import RELEASED
from clearance.domain.holds import EXAMINE_REASON
from clearance.domain.refusals import NO_LINE, NOT_OWNER
from clearance.domain.trip_workflow import BEFORE_BORDER, HELD
from clearance.models import Hold, Trip
from clearance.services.announcing import tell_status
from clearance.services.booth_stops import CONTEST
from clearance.services.officer_steps import (
    Lines,
    arrive,
    line_move,
    lines_lock,
    on_hold,
    own_line,
    receives,
    release_take_back,
    seen,
    settle_by_system,
    trip_lock,
    trip_move,
)
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotAllowed
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


@transaction.atomic
def booth_hold(
    *, actor: Actor, trip_id: UUID, text: Text, expected_version: int, order: str = "", by: str = ""
) -> Hold:
    """Hold the trip for the officer's agency. A second agency joins the hold that exists (R-30).

    A partner agency, or that of departure, may hold a truck that is still on its way: its line is on hold
    and the truck will not leave the booth before that is lifted. `order` and `by` are given when an officer of
    `by` holds for the agency under its delegation order (R-41). Raises NotFound, NotAllowed or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    if actor.user_id is None:
        raise NotAllowed([NO_LINE])
    lines = lines_lock(trip)
    own = own_line(actor, lines)
    hold = Hold.objects.select_for_update().filter(trip_id=trip.id, closed_at=None).first()
    if hold is not None and on_hold(own):
        return hold
    seen(trip, expected_version)
    reason = hold_reason(text, trip).check()
    if own.status == RELEASED:
        own = release_take_back(actor, trip, own)
    if hold is None:
        trip, hold = _open(actor, trip, reason)
    else:
        _join(actor, trip, hold)
    line_move(actor, trip, own, "hold", order=order, by=by, reason=reason.as_dict())
    tell_status(trip)
    return hold


@transaction.atomic
def hold_lift(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Lift the agency's part of the hold. The last part closes it; an owner that leaves passes it on (R-30).

    Raises NotFound, NotAllowed for an agency without a part in it, or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    lines = lines_lock(trip)
    return hold_end(actor, trip, lines, expected_version)


def hold_end(actor: Actor, trip: Trip, lines: Lines, expected_version: int) -> Trip:
    """Take the agency out of the hold of a trip that is locked with its lines."""
    hold = Hold.objects.select_for_update().filter(trip_id=trip.id, closed_at=None).first()
    own = own_line(actor, lines)
    if hold is None or not on_hold(own):
        raise NotAllowed([NOT_OWNER])
    seen(trip, expected_version)
    lines[actor.agency] = line_move(actor, trip, own, "clear")
    if hold.agency == actor.agency and not hold.joined:
        trip = _close(actor, trip, hold)
    else:
        _leave(actor, trip, hold)
    return settle_by_system(trip, lines)


def _open(actor: Actor, trip: Trip, reason: Reason) -> tuple[Trip, Hold]:
    if receives(actor, trip):
        trip = arrive(actor, trip)
    hold = Hold.objects.create(
        trip=trip,
        agency=actor.agency,
        owner_id=actor.person,
        owner_as=actor.name,
        reason=reason.as_dict(),
        opened_at=clock.now(),
    )
    body = {"hold": str(hold.id), "agency": actor.agency}
    if trip.status not in BEFORE_BORDER:
        trip = trip_move(actor, trip, "hold", body)
    return trip, hold


def _join(actor: Actor, trip: Trip, hold: Hold) -> None:
    hold.joined = [*hold.joined, {"agency": actor.agency, "officer": actor.name, "id": str(actor.user_id)}]
    hold.save(update_fields=["joined"])
    _told(actor, trip, hold, "joined")


def _leave(actor: Actor, trip: Trip, hold: Hold) -> None:
    """Leave a hold that others keep; when its owner leaves, the agency that joined first owns it."""
    event = "left"
    if hold.agency == actor.agency:
        heir, *hold.joined = hold.joined
        hold.agency, hold.owner_as, hold.owner_id = heir["agency"], heir["officer"], UUID(heir["id"])
        event = "passed_on"
    else:
        hold.joined = [entry for entry in hold.joined if entry["agency"] != actor.agency]
    hold.save(update_fields=["agency", "owner_id", "owner_as", "joined"])
    _told(actor, trip, hold, event)


def _close(actor: Actor, trip: Trip, hold: Hold) -> Trip:
    """Close the hold; the truck is where it was before: on its way, at the booth or in secondary."""
    hold.closed_at = clock.now()
    hold.save(update_fields=["closed_at"])
    if trip.status != HELD:
        return trip
    in_secondary = trip.inspections.exclude(status="cancelled").exists()
    return trip_move(actor, trip, "lift_back" if in_secondary else "lift", {"hold": str(hold.id)})


def _told(actor: Actor, trip: Trip, hold: Hold, event: str) -> None:
    record(
        actor=actor,
        event=f"clearance.hold.{event}",
        subject=Subject("trip", trip.id),
        body={"hold": str(hold.id), "owner": hold.agency, "joined": [entry["agency"] for entry in hold.joined]},
        organisation_id=trip.carrier_id,
    )


def hold_reason(text: Text, trip: Trip) -> Reason:
    return Reason(
        "EXAMINE" if text is EXAMINE_REASON else "HOLD",
        text,
        f"trip:{trip.trip_number}",
        Text(
            "Wait for the agency that owns the hold; it will say what it needs.",
            "Attendez l'organisme responsable de la retenue; il vous dira ce qu'il lui faut.",
        ),
        CONTEST,
    )


def hold_closed(trip: Trip) -> None:
    """End whatever hold there is on a trip that is refused."""
    Hold.objects.filter(trip_id=trip.id, closed_at=None).update(closed_at=clock.now())
