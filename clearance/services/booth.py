"""Release at the booth, and what an officer does there besides: note and undo (R-29, R-41, requirements 5.4).

Every act is one transaction: lock, check, write, trail. The screen shows an act as done only after its commit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.agency_workflow import YES
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW, joint_outcome
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER
from clearance.models import AgencyLine, Release, Trip, TripNote
from clearance.selectors.booth import acting_for, trip_for_officer
from clearance.services.announcing import tell_status
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.services import apply

UNDO_SECONDS = 10
SETTLE_SECONDS = UNDO_SECONDS + 2
RELEASE, RELEASE_AUDIT = "release", "release_audit"


@transaction.atomic
def booth_release(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Give the officer's agency's release; the truck may go once every agency has said yes.

    An officer also answers for a partner agency whose powers they hold tonight (R-41). While another agency
    has not agreed, the release is kept and the trip stays at the border, saying who is waited for. Raises
    NotFound, NotAllowed or Conflict.
    """
    trip = at_border(actor, trip_for_officer(actor=actor, trip_id=trip_id), expected_version)
    lines = {line.agency: line for line in AgencyLine.objects.select_for_update().filter(trip_id=trip.id)}
    own = lines.get(actor.agency)
    if own is None:
        raise NotAllowed([NO_LINE])
    now = clock.now()
    mode = RELEASE_AUDIT if _audit_advised(trip) else RELEASE
    stand_ins = acting_for(actor=actor, agencies=[name for name, line in lines.items() if line.status not in YES])
    for agency in (actor.agency, *sorted(stand_ins)):
        lines[agency] = say_yes(actor, trip, lines[agency], stand_ins.get(agency, ""), mode, now)
    return settle(actor, trip, {name: line.status for name, line in lines.items()})


def settle(actor: Actor, trip: Trip, statuses: dict[str, str]) -> Trip:
    """Let the trip go when every agency has said yes; otherwise tell the boards that one more has answered."""
    if trip.status in BEFORE_BORDER or joint_outcome(statuses, ("CBP", "CBSA")) not in YES:
        tell_status(trip)
        return trip
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="release",
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={"updated_at": clock.now()},
        body={"agencies": statuses},
        organisation_id=trip.carrier_id,
    )
    dispatch("clearance.release_settled", subject_id=trip.id, key=str(trip.row_version), delay_seconds=SETTLE_SECONDS)
    tell_status(trip)
    return trip


@transaction.atomic
def agency_clear(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """A partner agency's officer says that its goods may proceed; the trip goes when this was the last yes."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    line = AgencyLine.objects.select_for_update().filter(trip_id=trip.id, agency=actor.agency).first()
    if line is None:
        raise NotAllowed([NO_LINE])
    _move_line(actor, trip, line, "clear", "", clock.now(), expected_version)
    return settle_again(actor, trip)


def settle_again(actor: Actor, trip: Trip) -> Trip:
    """Count the yeses again after one line changed: a trip already released by its own agency may now go."""
    statuses = dict(AgencyLine.objects.filter(trip_id=trip.id).values_list("agency", "status"))
    arrival = "CBP" if trip.direction == "SB" else "CBSA"
    if trip.status == AT_BORDER and statuses.get(arrival) == "released":
        return settle(replace(actor, roles=actor.roles | {"system"}), trip, statuses)
    tell_status(trip)
    return trip


@transaction.atomic
def booth_note(*, actor: Actor, trip_id: UUID, text: str, restricted_reason: str = "") -> TripNote:
    """Leave a note both agencies read; a restricted one says why (R-50)."""
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
def booth_undo(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Take the officer's own release back within ten seconds, before the gate opens. Raises Conflict later."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    now = clock.now()
    mine = list(
        Release.objects.select_for_update().filter(trip_id=trip.id, officer_id=actor.user_id, cancelled_at=None)
    )
    if not mine or any(entry.undo_until is None or entry.undo_until < now for entry in mine):
        raise Conflict([TOO_LATE])
    for entry in mine:
        entry.cancelled_at = now
        entry.save(update_fields=["cancelled_at"])
        line = AgencyLine.objects.select_for_update().get(trip_id=trip.id, agency=entry.agency)
        _move_line(replace(actor, agency=entry.agency), trip, line, "undo", "", now)
    if trip.status == "released":
        trip = apply(
            workflow=TRIP_WORKFLOW,
            obj=trip,
            action="undo",
            actor=actor,
            subject=Subject("trip", trip.id),
            expected_version=expected_version,
            changes={"updated_at": now},
            organisation_id=trip.carrier_id,
        )
    tell_status(trip)
    return trip


def release_settled(*, trip_id: UUID) -> bool:
    """Hand a trip whose release stands to the audit pool; says whether it was. An undone release is left alone."""
    if not Trip.objects.filter(pk=trip_id, status="released").exists():
        return False
    dispatch("compliance.trip_released", subject_id=trip_id)
    return True


def at_border(actor: Actor, trip: Trip, expected_version: int | None) -> Trip:
    """Note that the truck stands at the booth, when nobody has yet; compares the version the officer saw."""
    if trip.status not in BEFORE_BORDER:
        if expected_version is not None and trip.row_version != expected_version:
            raise Conflict([CHANGED])
        return trip
    return apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="arrive",
        actor=actor,
        subject=Subject("trip", trip.id),
        expected_version=expected_version,
        changes={"updated_at": clock.now()},
        organisation_id=trip.carrier_id,
    )


def _audit_advised(trip: Trip) -> bool:
    score = trip.scores.filter(version_number=trip.current_version).only("audit").first()
    return bool(score and score.audit)


def say_yes(actor: Actor, trip: Trip, line: AgencyLine, order: str, mode: str, now: datetime) -> AgencyLine:
    """Release one agency's line and keep who did it, for whom and until when it may be undone."""
    officer = replace(actor, agency=line.agency)
    line = _move_line(officer, trip, line, "release", order, now)
    Release.objects.create(
        trip=trip,
        agency=line.agency,
        officer_id=actor.user_id,
        released_as=actor.name,
        acting_for=order,
        mode=mode,
        released_at=now,
        undo_until=now + timedelta(seconds=UNDO_SECONDS),
    )
    return line


def _move_line(
    actor: Actor,
    trip: Trip,
    line: AgencyLine,
    action: str,
    order: str,
    now: datetime,
    expected_version: int | None = None,
) -> AgencyLine:
    return apply(
        workflow=AGENCY_WORKFLOW,
        obj=line,
        action=action,
        actor=actor,
        subject=Subject("trip", trip.id),
        expected_version=expected_version,
        changes={
            "updated_at": now,
            "decided_by_id": actor.user_id,
            "decided_as": actor.name,
            "acting_for": order,
            "reason": None,
        },
        body={"agency": line.agency, "acting_for": order},
        organisation_id=trip.carrier_id,
    )


CHANGED = ErrorItem(
    "WORKFLOW_STALE",
    Text("This trip changed after you opened it.", "Ce voyage a changé après que vous l'avez ouvert."),
    path="expected_version",
    fix=Text("Look at it again, then decide.", "Regardez-le de nouveau, puis décidez."),
)
NO_LINE = ErrorItem(
    "CLR_NO_LINE",
    Text("Your agency has no decision to take on this trip.", "Votre organisme n'a rien à décider pour ce voyage."),
    path="agency",
    fix=Text("Leave it to the agencies listed.", "Laissez décider les organismes indiqués."),
)
TOO_LATE = ErrorItem(
    "CLR_UNDO_LATE",
    Text("The ten seconds to undo have passed.", "Les dix secondes pour annuler sont écoulées."),
    path="undo",
    fix=Text("Call secondary, or leave a note.", "Appelez le secondaire ou laissez une note."),
)
EMPTY_NOTE = ErrorItem(
    "CLR_NOTE_EMPTY",
    Text("A note needs words.", "Une note doit contenir du texte."),
    path="text",
    fix=Text("Write what the next officer should know.", "Écrivez ce que le prochain agent doit savoir."),
)
