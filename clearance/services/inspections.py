"""Secondary inspection: one joint record, a structured result, then release by both agencies (4.7, R-30, R-38)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from clearance.domain.agency_workflow import HOLD
from clearance.domain.inspection_record import ENDED, STARTED, WAIVED, clock_runs
from clearance.domain.inspection_refusals import BAY_TAKEN, not_checked
from clearance.domain.inspection_words import CHECKS, CLEAN, FINDING, PAPER, RESULTS
from clearance.domain.refusals import (
    CHOOSE_RESULT,
    NO_FINDING,
    NOT_IN_SECONDARY,
    NOT_INSPECTED,
    OWN_HOLD,
    in_state,
)
from clearance.domain.transitions import INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.domain.trip_workflow import HELD, REFERRED
from clearance.models import Inspection, Release, Trip
from clearance.selectors.secondary import joint_record
from clearance.services.announcing import tell_status
from clearance.services.bays import bay_free
from clearance.services.booth import RELEASE, RELEASE_AUDIT, booth_officer, release_lines
from clearance.services.findings import NOTHING, Found, finding_check, outcome_keep
from clearance.services.holds import hold_closed, hold_reason
from clearance.services.inspection_record import Entry, checks_keep, entry_keep, inspection_lock
from clearance.services.officer_steps import its_own_booth, lines_lock, own_line, seen, settle, trip_lock, trip_move
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply


@transaction.atomic
def inspection_start(*, actor: Actor, inspection_id: UUID, bay: str, expected_version: int) -> Inspection:
    """Take the truck into a free bay; the work's own clock starts.

    Raises NotFound, NotAllowed, Invalid for a bay that is not listed, or Conflict.
    """
    inspection, trip = inspection_lock(actor, inspection_id)
    changes = {
        "crossing": trip.crossing,
        "direction": trip.direction,
        "bay": bay_free(trip, bay),
        "started_at": clock.now(),
    }
    try:
        with transaction.atomic():
            inspection = _move(actor, inspection, "start", expected_version, changes)
    except IntegrityError as error:
        raise Conflict([BAY_TAKEN]) from error
    entry_keep(actor, inspection, Entry(STARTED))
    return inspection


@transaction.atomic
def inspection_complete(
    *,
    actor: Actor,
    inspection_id: UUID,
    result: str,
    checks: list[str],
    summary: str,
    expected_version: int,
    not_done: str = "",
    found: Found = NOTHING,
) -> Inspection:
    """Record the joint result; the referral closes and the member is told class and minutes (R-37, R-38).

    `checks` are those of this officer; they join what every agency has entered. What the cause calls for and
    nobody made needs the reason `not_done`. A finding says what, how serious and which check showed it. The
    minutes run from the referral: that is the delay the member had. Raises Invalid, NotFound, NotAllowed or
    Conflict.
    """
    if result not in RESULTS or any(check not in CHECKS for check in checks):
        raise Invalid([CHOOSE_RESULT])
    inspection, trip = inspection_lock(actor, inspection_id)
    known = joint_record(actor=actor, inspection=inspection)
    done = known.done | frozenset(checks)
    if not done:
        raise Invalid([CHOOSE_RESULT])
    missing = [code for code in known.missing if code not in done]
    if missing and not not_done.strip():
        raise Invalid([not_checked(missing)])
    finding_check(result, found, done, trip)
    inspection = _move(
        actor, inspection, "complete", expected_version, _result(actor, inspection, result, done, summary)
    )
    checks_keep(actor, inspection, checks, known.own)
    for code in missing:
        entry_keep(actor, inspection, Entry(WAIVED, code, not_done))
    if clock_runs(known.timers):
        entry_keep(actor, inspection, Entry(ENDED))
    outcome_keep(inspection=inspection, trip=trip, found=found)
    referral = inspection.referral
    referral.closed_at = inspection.completed_at
    referral.save(update_fields=["closed_at"])
    _tell(actor, inspection)
    return inspection


def _result(actor: Actor, inspection: Inspection, result: str, done: frozenset[str], summary: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "result": result,
        "finding_class": result if result != CLEAN else "",
        "checklist": {check: check in done for check in CHECKS},
        "summary": summary.strip(),
        "officer_id": actor.user_id,
        "officer_as": actor.name,
        "completed_at": now,
        "minutes": max(0, int((now - inspection.referral.opened_at).total_seconds() // 60)),
    }


@transaction.atomic
def secondary_release(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Give the agency's release after a completed inspection; the trip goes when both agencies have (R-30).

    A second press gives the same answer. Raises NotFound, NotAllowed or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    booth_officer(actor)
    lines = lines_lock(trip)
    own = own_line(actor, lines)
    if Release.objects.filter(
        trip_id=trip.id, agency=actor.agency, officer_id=actor.user_id, cancelled_at=None
    ).exists():
        return trip
    inspection = _inspected(trip)
    seen(trip, expected_version)
    if own.status == HOLD:
        raise Conflict([OWN_HOLD])
    mode = RELEASE_AUDIT if inspection.result == PAPER else RELEASE
    release_lines(actor, trip, lines, mode, undo_seconds=0)
    return settle(actor, trip, lines)


@transaction.atomic
def secondary_refuse(*, actor: Actor, trip_id: UUID, text: Text, expected_version: int) -> Trip:
    """Refuse entry after an inspection with a finding; the reason goes to the member (R-37).

    Only the country of arrival refuses entry. Whatever hold there was ends. Raises NotFound, NotAllowed or
    Conflict.
    """
    trip = trip_lock(actor, trip_id)
    if _inspected(trip, (REFERRED, HELD)).result != FINDING:
        raise Conflict([NO_FINDING])
    its_own_booth(actor, trip)
    seen(trip, expected_version)
    reason = replace(hold_reason(text, trip), code="REFUSED", fix=REFUSED_FIX).check()
    trip = trip_move(actor, trip, "refuse", {"reason": reason.as_dict()})
    hold_closed(trip)
    notice_send(
        actor=actor,
        organisation_id=trip.carrier_id,
        kind="trip_refused",
        title=Text(f"Trip {trip.trip_number} refused", f"Voyage {trip.trip_number} refusé"),
        body=reason.text,
        subject=Subject("trip", trip.id),
        reason=reason,
        link=f"/clearance/trips/{trip.id}/",
    )
    tell_status(trip)
    return trip


def _inspected(trip: Trip, states: tuple[str, ...] = (REFERRED,)) -> Inspection:
    if trip.status not in states:
        raise Conflict([in_state(NOT_IN_SECONDARY, TRIP_WORKFLOW.state(trip.status).staff)])
    inspection = trip.inspections.order_by("-created_at").first()
    if inspection is None or inspection.status != "completed":
        raise Conflict([NOT_INSPECTED])
    return inspection


def _move(
    actor: Actor, inspection: Inspection, action: str, expected_version: int, changes: dict[str, Any]
) -> Inspection:
    moved = apply(
        workflow=INSPECTION_WORKFLOW,
        obj=inspection,
        action=action,
        actor=actor,
        subject=Subject("trip", inspection.trip_id),
        expected_version=expected_version,
        changes=changes,
        body={"inspection": str(inspection.id), "result": changes.get("result", "")},
        organisation_id=inspection.trip.carrier_id,
    )
    tell_status(inspection.trip)
    return moved


def _tell(actor: Actor, inspection: Inspection) -> None:
    trip, words = inspection.trip, RESULTS[inspection.result]
    notice_send(
        actor=actor,
        organisation_id=trip.carrier_id,
        kind="inspection_result",
        title=Text(f"Inspection of trip {trip.trip_number}", f"Inspection du voyage {trip.trip_number}"),
        body=Text(
            f"Result: {words.en}. Delay since the booth: {inspection.minutes} min.",
            f"Résultat : {words.fr}. Retard depuis la guérite : {inspection.minutes} min.",
        ),
        subject=Subject("inspection", inspection.id),
        link=f"/clearance/trips/{trip.id}/",
    )


REFUSED_FIX = Text(
    "Turn back with the load as the officer directs, then file again once the reason is gone.",
    "Faites demi-tour avec le chargement selon les directives de l'agent, puis déclarez de nouveau une fois le motif levé.",
)
