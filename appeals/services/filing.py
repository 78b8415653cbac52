"""File an appeal from the page of what it contests: docket number, record and stay by themselves (R-82, R-83)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from appeals.domain.transitions import APPEAL
from appeals.models import Case
from appeals.selectors import Bundle, bundle_for, case_get
from appeals.selectors.bundles import hands_of
from appeals.services import refusals
from appeals.services.hearings import hearings_lapse
from appeals.services.joinders import WITHDRAWN, joinder_leave
from appeals.services.stays import stay_begin, stay_end
from appeals.services.telling import tell_filed
from audit.trail.services import record
from enrollment.services import decision_stay_end
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.services import next_number
from portal.workflow.services import apply

GROUNDS_AT_LEAST = 20
LATE_AT_LEAST = 30
RESPONSE_DAYS = 30


@transaction.atomic
def case_file(
    *,
    actor: Actor,
    grounds: str,
    language: str,
    decision_id: UUID | None = None,
    subject: Subject | None = None,
    late_reasons: str = "",
) -> Case:
    """Open an appeal against something that was done to the actor or the actor's organisation.

    `subject` names what (a decision_id is short for a decision). The record is attached and a demotion is stayed
    in the same transaction. After the deadline it takes `late_reasons`, and the registrar's leave. Raises NotFound
    for what is not theirs, Invalid for missing grounds or reasons, Conflict when it is appealed already.
    """
    bundle = bundle_for(actor=actor, subject=subject or Subject("decision", _given(decision_id)))
    now = clock.now()
    late = now > bundle.due_at
    _check(grounds, late_reasons if late else None, bundle)
    case = _create(actor, bundle, now, grounds=grounds, language=language, late_reasons=late_reasons if late else "")
    about = Subject("appeal", case.id)
    if late:
        case = apply(workflow=APPEAL, obj=case, action="find_late", actor=actor, subject=about)
    begun = stay_begin(actor=actor, case=case, bundle=bundle, timely=not late)
    record(
        actor=actor,
        event="appeals.case.filed",
        subject=about,
        body={
            "docket": case.docket,
            "kind": case.kind,
            "about": str(bundle.subject),
            "stay": begun,
            "late": late,
            "digests": bundle.record["digests"],
        },
        organisation_id=case.organisation_id,
    )
    tell_filed(actor, case)
    return case


def _given(decision_id: UUID | None) -> UUID:
    if decision_id is None:
        raise ValueError("an appeal is about something")
    return decision_id


def _create(actor: Actor, bundle: Bundle, now: datetime, *, grounds: str, language: str, late_reasons: str) -> Case:
    return Case.objects.create(
        docket=f"JC-{now.year}-{next_number('JC', now.year):05d}",
        kind=bundle.kind,
        subject_type=bundle.subject.type,
        subject_id=bundle.subject.id,
        organisation_id=bundle.organisation_id,
        user_id=bundle.user_id,
        appellant=bundle.holder,
        agency=bundle.agency,
        filed_by_id=actor.person,
        grounds=grounds.strip(),
        language=language,
        record=bundle.record,
        touched=hands_of(bundle, actor.person),
        told_at=bundle.told_at,
        due_at=bundle.due_at,
        filed_at=now,
        late_reasons=late_reasons.strip(),
        respond_by=(now + timedelta(days=RESPONSE_DAYS)).date(),
    )


@transaction.atomic
def case_withdraw(*, actor: Actor, case_id: UUID, expected_version: int) -> Case:
    """Take the appeal back; the decision takes effect again."""
    case = apply(
        workflow=APPEAL,
        obj=case_get(actor=actor, case_id=case_id),
        action="withdraw",
        actor=actor,
        subject=Subject("appeal", case_id),
        expected_version=expected_version,
        changes={"closed_at": clock.now()},
    )
    stay_end(actor, case)
    hearings_lapse(actor, case)
    joinder_leave(actor, case, WITHDRAWN)
    if case.subject_type == "decision":
        decision_stay_end(actor=actor, decision_id=case.subject_id, upheld=True, docket=case.docket)
    return case


def _check(grounds: str, late_reasons: str | None, bundle: Bundle) -> None:
    items = []
    if len(grounds.strip()) < GROUNDS_AT_LEAST:
        items.append(
            ErrorItem(
                "APL_GROUNDS",
                refusals.GROUNDS.format(n=GROUNDS_AT_LEAST),
                path="grounds",
                value=grounds,
                fix=refusals.GROUNDS_FIX,
            )
        )
    if late_reasons is not None and len(late_reasons.strip()) < LATE_AT_LEAST:
        items.append(
            ErrorItem(
                "APL_LATE",
                refusals.LATE,
                path="late_reasons",
                value=late_reasons,
                fix=refusals.LATE_FIX.format(n=LATE_AT_LEAST),
            )
        )
    if items:
        raise Invalid(items)
    if Case.objects.filter(subject_type=bundle.subject.type, subject_id=bundle.subject.id).exists():
        item = ErrorItem(
            "APL_ALREADY",
            refusals.ALREADY,
            path="decision",
            value=str(bundle.subject.id),
            fix=refusals.ALREADY_FIX,
        )
        raise Conflict([item])
