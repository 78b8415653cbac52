"""Release at the booth, and what an officer does there besides: note and undo (R-29, R-41, requirements 5.4).

Every act is one transaction: lock, check, write, trail. The screen shows an act as done only after its commit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.agency_workflow import HOLD, REJECTED, RELEASED, YES
from clearance.domain.officers import BORDER, UNDO_SECONDS
from clearance.domain.refusals import (
    AGREED,
    BOOTH_ROLE,
    BY_ANOTHER,
    EMPTY_NOTE,
    NOT_AT_BOOTH,
    OWN_HOLD,
    TOO_LATE,
    in_state,
)
from clearance.domain.transitions import INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, PRIMARY, REFERRED
from clearance.domain.trip_workflow import RELEASED as GONE
from clearance.models import AgencyLine, Referral, Release, Trip, TripNote
from clearance.selectors.advice import advice_of
from clearance.selectors.booth import acting_for, trip_for_officer
from clearance.selectors.trips import manifest_data
from clearance.services.announcing import tell_status
from clearance.services.officer_steps import (
    Lines,
    arrive,
    line_move,
    lines_lock,
    own_line,
    receives,
    release_take_back,
    seen,
    settle,
    trip_lock,
    trip_move,
)
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.workflow.services import apply

RELEASE, RELEASE_AUDIT = "release", "release_audit"


@transaction.atomic
def booth_release(*, actor: Actor, trip_id: UUID, expected_version: int, undo_seconds: int = UNDO_SECONDS) -> Trip:
    """Give the officer's agency's release; the truck may go once every agency has said yes.

    An officer also answers for a partner agency under a delegation order in force (R-41), never over its hold.
    While another agency has not agreed, the release is kept and the trip stays at the booth. A second press
    gives the same answer. Raises NotFound, NotAllowed or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    booth_officer(actor)
    lines = lines_lock(trip)
    own = own_line(actor, lines)
    if own.status == RELEASED:
        return _again(actor, trip)
    _releasable(actor, trip, own, expected_version)
    trip = arrive(actor, trip)
    mode = RELEASE_AUDIT if advice_of(trip).audit else RELEASE
    release_lines(actor, trip, lines, mode, undo_seconds=undo_seconds)
    return settle(actor, trip, lines)


def _releasable(actor: Actor, trip: Trip, own: AgencyLine, expected_version: int) -> None:
    at_booth(trip)
    seen(trip, expected_version)
    if own.status == HOLD:
        raise Conflict([OWN_HOLD])
    if own.status in YES and not receives(actor, trip):
        raise Conflict([AGREED])


def _again(actor: Actor, trip: Trip) -> Trip:
    """Give the same answer to a second press; tell a colleague who has released already."""
    entry = Release.objects.get(trip_id=trip.id, agency=actor.agency, cancelled_at=None)
    if entry.officer_id != actor.user_id:
        raise Conflict([replace(BY_ANOTHER, message=BY_ANOTHER.message.format(name=entry.released_as))])
    return trip


def booth_officer(actor: Actor) -> None:
    """Only officers of the two border agencies decide on a truck."""
    if actor.agency not in BORDER or not actor.has(*PRIMARY):
        raise NotAllowed([BOOTH_ROLE])


def at_booth(trip: Trip) -> None:
    """Refuse what only the booth may do once the trip is elsewhere."""
    if trip.status not in (*BEFORE_BORDER, AT_BORDER):
        raise Conflict([in_state(NOT_AT_BOOTH, TRIP_WORKFLOW.state(trip.status).staff)])


def release_lines(actor: Actor, trip: Trip, lines: Lines, mode: str, *, undo_seconds: int) -> None:
    """Release the officer's own line and those of silent agencies the officer stands in for; updates `lines`."""
    silent = [name for name, line in lines.items() if line.status not in {*YES, HOLD, REJECTED}]
    stand_ins = acting_for(actor=actor, trip=trip, agencies=silent, filing=lambda: manifest_data(trip))
    now = clock.now()
    for agency in (actor.agency, *sorted(stand_ins)):
        order = stand_ins.get(agency, "")
        by = actor.agency if order else ""
        lines[agency] = line_move(replace(actor, agency=agency), trip, lines[agency], "release", order=order, by=by)
        Release.objects.create(
            trip=trip,
            agency=agency,
            officer_id=actor.user_id,
            released_as=actor.name,
            acting_for=order,
            mode=mode,
            released_at=now,
            undo_until=now + timedelta(seconds=undo_seconds) if undo_seconds else None,
        )


@transaction.atomic
def booth_note(*, actor: Actor, trip_id: UUID, text: str, restricted_reason: str = "") -> TripNote:
    """Leave a note both agencies read; one that gives a reason for restriction only its own agency (R-50)."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    if not text.strip() or actor.user_id is None:
        raise Invalid([EMPTY_NOTE])
    note = TripNote.objects.create(
        trip=trip,
        agency=actor.agency,
        author_id=actor.user_id,
        author_name=actor.name,
        text=text.strip(),
        restricted_reason=restricted_reason.strip(),
    )
    record(
        actor=actor,
        event="clearance.trip.noted",
        subject=Subject("trip", trip.id),
        body={"note": str(note.id), "restricted": bool(note.restricted_reason)},
        organisation_id=trip.carrier_id,
    )
    return note


@transaction.atomic
def booth_undo(*, actor: Actor, trip_id: UUID) -> Trip:
    """Take back the officer's own release or referral within ten seconds; the trip stands at the booth again.

    It names its own target, so that no version is compared: what others did meanwhile stays done. Raises
    Conflict when nothing of the officer's is young enough.
    """
    trip = trip_lock(actor, trip_id)
    lines = lines_lock(trip)
    now = clock.now()
    mine = Release.objects.filter(trip_id=trip.id, officer_id=actor.user_id, cancelled_at=None, undo_until__gt=now)
    agencies = sorted(mine.values_list("agency", flat=True))
    if agencies and trip.status in (AT_BORDER, GONE):
        for agency in agencies:
            release_take_back(actor, trip, lines[agency])
        if trip.status == GONE:
            trip = trip_move(actor, trip, "undo", {"agencies": agencies})
    else:
        trip = _referral_undo(actor, trip)
    tell_status(trip)
    return trip


def _referral_undo(actor: Actor, trip: Trip) -> Trip:
    now = clock.now()
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("inspection")
        .filter(trip_id=trip.id, officer_id=actor.user_id, closed_at=None, cancelled_at=None)
        .filter(opened_at__gt=now - timedelta(seconds=UNDO_SECONDS), inspection__status="waiting")
        .first()
    )
    if referral is None or trip.status != REFERRED:
        raise Conflict([TOO_LATE])
    referral.cancelled_at = now
    referral.save(update_fields=["cancelled_at"])
    apply(
        workflow=INSPECTION_WORKFLOW,
        obj=referral.inspection,
        action="call_off",
        actor=actor,
        subject=Subject("trip", trip.id),
        body={"inspection": str(referral.inspection.id)},
        organisation_id=trip.carrier_id,
    )
    return trip_move(actor, trip, "undo", {"referral": str(referral.id)})


@transaction.atomic
def release_settled(*, trip_id: UUID) -> bool:
    """Hand a trip whose release stands to the audit pool; says whether it was.

    An undone release is left alone, and so is a trip released anew whose ten seconds are not over: that
    release brings its own task.
    """
    trip = Trip.objects.select_for_update(of=("self",)).filter(pk=trip_id, status=GONE).first()
    if trip is None or trip.releases.filter(cancelled_at=None, undo_until__gt=clock.now()).exists():
        return False
    dispatch("compliance.trip_released", subject_id=trip_id)
    return True
