"""What the booth decided without the server: kept as it came, then applied once or shown as a conflict.

Nothing is lost and nothing happens twice: the row with the booth's own number is the first step, the outcome the
second, and a task repeats the second when the process fell in between.
"""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.holds import HOLD_REASONS
from clearance.domain.offline import (
    ALREADY,
    APPLIED,
    CONFLICT,
    HOLD,
    NOT_THERE,
    NOTE,
    REFER,
    REFUSED,
    RELEASE,
    WITHDRAWN,
    Decision,
    cause_on_list,
    decision_of,
    meanwhile,
)
from clearance.domain.refusals import CHOOSE_HOLD_REASON
from clearance.models import AgencyLine, OfflineDecision, OfflineOutcome, Referral, Release, Trip, TripNote
from clearance.selectors.advice import advice_of
from clearance.selectors.booth import trips_for_officer
from clearance.selectors.offline import facts_found, found_of
from clearance.services.booth import booth_note, booth_release
from clearance.services.booth_stops import booth_refer
from clearance.services.holds import booth_hold
from clearance.services.officer_steps import trip_lock
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch

RECONCILING_TASK = "clearance.reconcile_offline"
RECONCILING_DELAY = 5
# The same key pressed before the line went dead may have arrived: within this time it is the same act.
SAME_ACT = timedelta(minutes=5)
ACTOR_FIELDS = ("name", "agency", "country", "port")


def offline_receive(*, actor: Actor, decision: Decision, raw: dict[str, Any]) -> OfflineOutcome:
    """Keep one decision of the officer and say what becomes of it; sent again, it gives the same answer."""
    return offline_reconcile(decision_id=offline_keep(actor=actor, decision=decision, raw=raw).id)


@transaction.atomic
def offline_keep(*, actor: Actor, decision: Decision, raw: dict[str, Any]) -> OfflineDecision:
    """Keep the decision as it came, before anything is made of it."""
    known = OfflineDecision.objects.filter(officer_id=actor.person, client_id=decision.id).first()
    if known is not None:
        return known
    trip = trips_for_officer(actor=actor).filter(pk=decision.trip).first()
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    kept = OfflineDecision.objects.create(
        client_id=decision.id,
        officer_id=actor.person,
        officer_as=actor.name,
        agency=actor.agency,
        actor={"roles": sorted(actor.roles), **{name: getattr(actor, name) for name in ACTOR_FIELDS}},
        kind=decision.kind,
        trip=trip,
        body=raw,
        sha256=sha256(text.encode()).hexdigest(),
        device_at=decision.device_at,
    )
    record(
        actor=actor,
        event="clearance.offline.kept",
        subject=_subject(kept),
        body={"decision": str(kept.id), "sha256": kept.sha256, "device_at": kept.device_at.isoformat()},
    )
    dispatch(RECONCILING_TASK, subject_id=kept.id, delay_seconds=RECONCILING_DELAY)
    return kept


def _subject(kept: OfflineDecision) -> Subject:
    return Subject("trip", kept.trip_id) if kept.trip_id else Subject("offline_decision", kept.id)


def actor_of(kept: OfflineDecision) -> Actor:
    """Give the officer in the capacity in which the decision was sent."""
    fields = {name: kept.actor[name] for name in ACTOR_FIELDS}
    return Actor(kind="officer", user_id=kept.officer_id, roles=frozenset(kept.actor["roles"]), mfa=True, **fields)


@transaction.atomic
def offline_reconcile(*, decision_id: UUID) -> OfflineOutcome:
    """Apply the decision once, or write down why not, with both facts. A second call gives the first outcome."""
    kept = OfflineDecision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    known = OfflineOutcome.objects.filter(decision_id=kept.id).first()
    if known is not None:
        return known
    actor, decision = actor_of(kept), decision_of(kept.body)
    found = facts_found(kept.trip)
    outcome, items = _outcome(actor, decision, kept) if decision else (REFUSED, (NOT_THERE,))
    facts = {"decided": _decided(kept), "found": found}
    row = OfflineOutcome.objects.create(
        decision=kept, outcome=outcome, facts=facts, errors=[item.as_dict() for item in items], at=clock.now()
    )
    _recorded(actor, kept, row)
    return row


def _outcome(actor: Actor, decision: Decision, kept: OfflineDecision) -> tuple[str, tuple[ErrorItem, ...]]:
    """Try the act in a savepoint: a refusal takes everything back but its own record."""
    if decision.undone:
        return WITHDRAWN, ()
    try:
        with transaction.atomic():
            trip = trip_lock(actor, decision.trip)
            if _done_already(actor, decision, trip):
                return ALREADY, ()
            changes = meanwhile(decision.kind, decision.seen, found_of(trip))
            if changes:
                raise Conflict(changes)
            _act(actor, decision, trip)
    except NotFound:
        return REFUSED, (NOT_THERE,)
    except Conflict as conflict:
        return CONFLICT, conflict.items
    except DomainError as refusal:
        return REFUSED, refusal.items
    return APPLIED, ()


def _act(actor: Actor, decision: Decision, trip: Trip) -> None:
    """Do what the officer decided, through the same services as at a booth with a line. Nothing is left to undo."""
    seen: dict[str, Any] = {"actor": actor, "trip_id": trip.id, "expected_version": trip.row_version}
    if decision.kind == RELEASE:
        booth_release(**seen, undo_seconds=0)
    elif decision.kind == REFER:
        cause = decision.cause
        if decision.seen.by_sheet:
            cause = cause_on_list(cause, presumed=advice_of(trip).presumption)
        booth_refer(**seen, cause=cause, note=decision.note)
    elif decision.kind == HOLD:
        words = HOLD_REASONS.get(decision.reason)
        if words is None:
            raise Invalid([CHOOSE_HOLD_REASON])
        booth_hold(**seen, text=words)
    else:
        booth_note(actor=actor, trip_id=trip.id, text=decision.text)


def _done_already(actor: Actor, decision: Decision, trip: Trip) -> bool:
    """Say whether the same key had reached the server before the line went dead."""
    since = decision.device_at - SAME_ACT
    mine: Any
    if decision.kind == RELEASE:
        mine = Release.objects.filter(
            trip_id=trip.id, officer_id=actor.user_id, agency=actor.agency, cancelled_at=None, released_at__gte=since
        )
    elif decision.kind == REFER:
        mine = Referral.objects.filter(
            trip_id=trip.id, officer_id=actor.user_id, cause=decision.cause, cancelled_at=None, opened_at__gte=since
        )
    elif decision.kind == NOTE:
        mine = TripNote.objects.filter(
            trip_id=trip.id, author_id=actor.user_id, text=decision.text.strip(), created_at__gte=since
        )
    else:
        mine = AgencyLine.objects.filter(
            trip_id=trip.id, agency=actor.agency, status="hold", decided_by_id=actor.user_id, updated_at__gte=since
        )
    return bool(mine.exists())


def _decided(kept: OfflineDecision) -> dict[str, Any]:
    """The officer's side of the facts."""
    body = kept.body
    return {
        "kind": kept.kind,
        "officer": kept.officer_as,
        "agency": kept.agency,
        "device_at": kept.device_at.isoformat(),
        "received_at": kept.received_at.isoformat(),
        "seen": body.get("seen"),
        "sheet": body.get("sheet", ""),
        **{name: body[name] for name in ("cause", "reason") if body.get(name)},
    }


def _recorded(actor: Actor, kept: OfflineDecision, row: OfflineOutcome) -> None:
    """One entry says what was decided without the server, at which time of the booth, and what came of it."""
    applied = row.outcome in (APPLIED, ALREADY)
    record(
        actor=actor,
        event="clearance.trip.decided_offline" if applied or not kept.trip_id else "clearance.trip.offline_conflict",
        subject=_subject(kept),
        body={
            "decision": str(kept.id),
            "outcome": row.outcome,
            "offline": True,
            "device_at": kept.device_at.isoformat(),
            "codes": [item["code"] for item in row.errors],
            "decided": row.facts["decided"],
            "found": row.facts["found"],
        },
        organisation_id=kept.trip.carrier_id if applied and kept.trip else None,
    )
