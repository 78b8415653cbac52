"""Carry out what a granted appeal makes happen: each act by the service it concerns, kept as it came out (4.12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from appeals.domain import acts
from appeals.domain.kinds import DECISION, INSPECTION, PENALTY
from appeals.domain.remedies import Order, orders_of
from appeals.models import Case, Remedy, Ruling
from appeals.services.changes import change_open
from audit.compliance.services import finding_set_aside
from clearance.selectors import trip_of_inspection, trip_of_score
from clearance.services import misidentification_end, trip_record_correct
from enrollment.services import applicant_not_the_same, invoice_refund, membership_reinstate, sanction_expunge
from portal.core import clock
from portal.core.domain.actors import Actor

Done = dict[str, Any]


def remedies_carry_out(*, actor: Actor, case: Case, ruling: Ruling, ordered: Sequence[Order]) -> list[Remedy]:
    """Carry the orders out in the transaction of the ruling; any that cannot be undoes the ruling with it."""
    if case.subject_type == DECISION:
        finding_set_aside(actor=actor, decision_id=case.subject_id, docket=case.docket)
    return [
        Remedy.objects.create(
            ruling=ruling,
            act=order.act,
            given=dict(order.given),
            result=HANDS[order.act](actor, case, ruling, order),
            done_at=clock.now(),
        )
        for order in orders_of(case.kind, ordered)
    ]


def _reinstate(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    day = order.given.get("from_date", "")
    since = datetime.combine(date.fromisoformat(day), time(0), UTC) if day else None
    found = membership_reinstate(actor=actor, decision_id=case.subject_id, docket=case.docket, from_date=since)
    return {"act": found.act, "id": str(found.id), "tier": found.tier}


def _expunge(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    if case.subject_type == PENALTY:
        return {"points": sanction_expunge(actor=actor, sanction_id=case.subject_id, docket=case.docket)}
    return {"points": sanction_expunge(actor=actor, decision_id=case.subject_id, docket=case.docket)}


def _correct(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    trip_id = _trip(case)
    trip_record_correct(actor=actor, trip_id=trip_id, docket=case.docket, words=order.words)
    return {"trip": str(trip_id)}


def _tell_apart(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    grounds = order.given["grounds"].strip()
    if case.subject_type == DECISION:
        count = applicant_not_the_same(actor=actor, decision_id=case.subject_id, docket=case.docket, grounds=grounds)
    else:
        count = misidentification_end(actor=actor, trip_id=_trip(case), docket=case.docket, grounds=grounds)
    return {"told_apart": count}


def _refund(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    invoice = invoice_refund(actor=actor, invoice_id=case.subject_id, docket=case.docket)
    return {"invoice": invoice.number, "status": invoice.status}


def _recommend(actor: Actor, case: Case, ruling: Ruling, order: Order) -> Done:
    request = change_open(
        actor=actor, ruling=ruling, docket=case.docket, rule=order.given["rule"].strip(), words=order.words
    )
    return {"request": request.number, "id": str(request.id)}


def _trip(case: Case) -> UUID:
    if case.subject_type == INSPECTION:
        return trip_of_inspection(case.subject_id)
    return trip_of_score(case.subject_id)


HANDS: dict[str, Callable[[Actor, Case, Ruling, Order], Done]] = {
    acts.RESTORE_TIER: _reinstate,
    acts.RESTORE_MEMBERSHIP: _reinstate,
    acts.REMIT: _reinstate,
    acts.EXPUNGE_POINTS: _expunge,
    acts.CORRECT_RECORD: _correct,
    acts.DO_NOT_MATCH: _tell_apart,
    acts.REFUND: _refund,
    acts.RECOMMEND_CHANGE: _recommend,
}
