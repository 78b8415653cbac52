"""The stay of a case: begun by the table, excepted on a signed safety ground, reviewed within 72 hours (R-83)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.kinds import DECISION
from appeals.domain.stays import ENDED, EXCEPTED, GROUND_AT_LEAST, NONE, STAY, beginning, review_due
from appeals.models import Case, Stay
from appeals.selectors import Bundle, case_get
from appeals.services import refusals
from appeals.services.conflicts import judge_check
from appeals.services.telling import tell_case
from audit.trail.services import record
from enrollment.services import decision_except, decision_restay, decision_stay
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

REASONS_AT_LEAST = 30


def stay_begin(*, actor: Actor, case: Case, bundle: Bundle, timely: bool) -> str:
    """Begin what the table says for a new case, in the transaction that files it; gives how it began.

    A decision in whose favour a safety ground is signed stays in effect, and its review is due in 72 hours.
    """
    begun = beginning(case.kind, timely=timely, safety=bundle.safety is not None)
    if case.subject_type == DECISION and timely:
        decision_stay(actor=actor, decision_id=case.subject_id, docket=case.docket)
    if begun == NONE:
        return begun
    now = clock.now()
    signed: dict[str, Any] = {}
    if begun == EXCEPTED:
        signed = {
            "ground": bundle.safety,
            "signed_by_name": bundle.signed_by,
            "signed_at": bundle.told_at,
            "review_due": review_due(now),
        }
    case.stay = Stay.objects.create(case=case, status=begun, **signed)
    record(
        actor=actor,
        event="appeals.stay.begun",
        subject=Subject("appeal", case.id),
        body={"as": begun},
        organisation_id=case.organisation_id,
    )
    return begun


@transaction.atomic
def stay_except(*, actor: Actor, case_id: UUID, ground: Text, expected_version: int) -> Stay:
    """Sign a safety exception for the agency that decided: the decision is in effect until the ground is reviewed.

    Raises Invalid for a ground that says too little in either language, Conflict when nothing is stayed.
    """
    case = case_get(actor=actor, case_id=case_id)
    faults = [
        ErrorItem(
            "APL_SAFETY_GROUND", GROUND.format(n=GROUND_AT_LEAST), path=f"ground_{code}", value=words, fix=GROUND_FIX
        )
        for code, words in ground.as_dict().items()
        if len(words.strip()) < GROUND_AT_LEAST
    ]
    if faults:
        raise Invalid(faults)
    now = clock.now()
    stay = _move(
        actor,
        case,
        "except",
        expected_version,
        ground=ground.as_dict(),
        signed_by_id=actor.person,
        signed_by_name=actor.name,
        signed_at=now,
        review_due=review_due(now),
        reviewed_by_id=None,
        reviewed_by_name="",
        reviewed_at=None,
        review_reasons="",
    )
    decision_except(actor=actor, decision_id=case.subject_id, docket=case.docket, ground=ground)
    tell_case(actor, case, kind="stay", title=EXCEPTED_TITLE.format(docket=case.docket), body=ground)
    return stay


@transaction.atomic
def stay_review(*, actor: Actor, case_id: UUID, holds: bool, reasons: str, expected_version: int) -> Stay:
    """Review a safety ground as a member with no hand in the case; one that does not hold stays the decision again.

    Raises NotAllowed for whoever had a hand in it, Invalid without reasons, Conflict when nothing waits for review.
    """
    case = case_get(actor=actor, case_id=case_id)
    if len(reasons.strip()) < REASONS_AT_LEAST:
        raise refusals.thin("APL_REASONS", "reasons", reasons, REVIEW.format(n=REASONS_AT_LEAST))
    judge_check(actor=actor, case=case, person=actor.person)
    stay = _move(
        actor,
        case,
        "confirm" if holds else "lift",
        expected_version,
        reviewed_by_id=actor.person,
        reviewed_by_name=actor.name,
        reviewed_at=clock.now(),
        review_reasons=reasons.strip(),
    )
    if not holds:
        decision_restay(actor=actor, decision_id=case.subject_id, docket=case.docket)
    words = HOLDS if holds else HOLDS_NOT
    tell_case(actor, case, kind="stay", title=REVIEWED.format(docket=case.docket), body=words)
    return stay


def stay_end(actor: Actor, case: Case) -> None:
    """End the stay with its appeal, in the transaction that ends it."""
    stay = Stay.objects.filter(case=case).exclude(status=ENDED).first()
    if stay is not None:
        case.stay = apply(workflow=STAY, obj=stay, action="end", actor=actor, subject=Subject("appeal", case.id))


def _move(actor: Actor, case: Case, action: str, seen: int, **changes: Any) -> Stay:
    stay = Stay.objects.filter(case=case).first()
    if stay is None:
        raise NotFound
    return apply(
        workflow=STAY,
        obj=stay,
        action=action,
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=seen,
        changes=changes,
        body={"docket": case.docket},
        organisation_id=case.organisation_id,
    )


GROUND = Text(
    "Sign a ground of at least {n} characters: which danger, and how you know of it.",
    "Signez un motif d'au moins {n} caractères : quel danger, et comment vous le savez.",
)
GROUND_FIX = Text("Write it in both languages.", "Écrivez-le dans les deux langues.")
REVIEW = Text(
    "Say in at least {n} characters why the ground holds or does not.",
    "Dites en au moins {n} caractères pourquoi le motif tient ou ne tient pas.",
)
EXCEPTED_TITLE = Text(
    "Appeal {docket}: a safety ground was signed, the decision is in effect",
    "Appel {docket} : un motif de sécurité a été signé, la décision est en vigueur",
)
REVIEWED = Text(
    "Appeal {docket}: the safety ground was reviewed", "Appel {docket} : le motif de sécurité a été examiné"
)
HOLDS = Text(
    "It holds: the decision stays in effect until the ruling.",
    "Il tient : la décision reste en vigueur jusqu'à la décision de la commission.",
)
HOLDS_NOT = Text(
    "It does not hold: the decision is on hold until the ruling.",
    "Il ne tient pas : la décision est en suspens jusqu'à la décision de la commission.",
)
