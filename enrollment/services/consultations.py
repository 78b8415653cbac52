"""Consultation on a flagged change, and the gate every activating service asks (R-51).

This file knows no fee, criteria or profile: their owners lock the version, ask, and call the gate under that lock.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.consultation_comments import undecided_fault
from enrollment.domain.consultations import (
    ANSWER_AT_LEAST,
    COMMENT_AT_LEAST,
    CONSULTATION,
    SUMMARY_AT_LEAST,
    closing,
    comments_open,
    days_fault,
    gate_fault,
    holds_key,
)
from enrollment.models import Consultation, ConsultationComment
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send
from portal.workflow.domain.public_comments import RECEIVED
from portal.workflow.domain.two_keys import ONE_SIGNED
from portal.workflow.services import apply
from portal.workflow.services.two_keys import Register

SYSTEM = system_actor("consultations")


def consultation_open(
    *, actor: Actor, kind: str, subject_id: UUID, label: Text, summary: Text, closes_on: date
) -> Consultation:
    """Flag a change in the transaction in which its owner locked it. Once for each version; nobody takes it back.

    Raises NotAllowed without a key of this kind, Invalid, Conflict when it is flagged already.
    """
    if not holds_key(kind, actor):
        raise refusals.not_allowed(NO_KEY)
    now = clock.now()
    items = _in_both("summary", summary, SUMMARY_AT_LEAST)
    late = days_fault(closes_on, now)
    if items or late:
        raise Invalid([*items, *([late] if late else [])])
    if Consultation.objects.filter(kind=kind, subject_id=subject_id).exists():
        raise refusals.conflict(ONCE)
    made = Consultation.objects.create(
        number=f"PC-{now.year}-{next_number('PC', now.year):04d}",
        kind=kind,
        subject_id=subject_id,
        label=label.as_dict(),
        summary={code: words.strip() for code, words in summary.as_dict().items()},
        agency=actor.agency,
        asked_by_id=actor.person,
        asked_by_name=actor.name,
        opened_at=now,
        closes_at=closing(closes_on),
    )
    body = {"number": made.number, "kind": kind, "about": str(subject_id), "closes": made.closes_at.isoformat()}
    record(actor=actor, event="enrollment.consultation.opened", subject=_subject(made), body=body)
    return made


@transaction.atomic
def consultation_comment(*, actor: Actor, number: str, words: str, language: str) -> ConsultationComment:
    """Take a member's comment while comments are open. Raises NotFound, Conflict, Invalid."""
    row = _locked(number)
    if not comments_open(row.status, row.closes_at, clock.now()):
        raise refusals.conflict(CLOSED, "status", row.status)
    if len(words.strip()) < COMMENT_AT_LEAST:
        raise Invalid([ErrorItem("ENR_CONSULT_WORDS", SAY.format(n=COMMENT_AT_LEAST), path="words", value=words)])
    made = ConsultationComment.objects.create(
        consultation=row,
        number=row.comments.count() + 1,
        user_id=actor.person,
        organisation_id=actor.organisation_id,
        name=actor.name,
        language=language,
        words=words.strip(),
        received_at=clock.now(),
    )
    body = {"number": made.number, "reference": row.number}
    record(actor=actor, event="enrollment.consultation.commented", subject=_subject(row), body=body)
    return made


@transaction.atomic
def consultation_answer(*, actor: Actor, number: str, answer: Text, expected_version: int) -> Consultation:
    """Publish the answer in both languages once comments are closed and decided on, and tell everybody who commented.

    Raises NotFound, Invalid, NotAllowed, Conflict for another agency and while comments are open or undecided.
    """
    row = _locked(number)
    CONSULTATION.check(row, row.status, "answer", actor)
    if clock.now() < row.closes_at:
        raise refusals.conflict(STILL_OPEN, "status", row.closes_at.isoformat())
    undecided = undecided_fault(row.comments.filter(status=RECEIVED).count())
    if undecided:
        raise Conflict([undecided])
    items = _in_both("answer", answer, ANSWER_AT_LEAST)
    if items:
        raise Invalid(items)
    row = apply(
        workflow=CONSULTATION,
        obj=row,
        action="answer",
        actor=actor,
        subject=_subject(row),
        expected_version=expected_version,
        changes={
            "answer": {code: words.strip() for code, words in answer.as_dict().items()},
            "answered_by_id": actor.person,
            "answered_by_name": actor.name,
            "answered_at": clock.now(),
        },
        body={"number": row.number},
    )
    _tell(actor, row, answer)
    return row


def consultation_gate(kind: str, subject_id: UUID) -> None:
    """Refuse what would let a flagged change take effect before its answer is published. Raises Conflict.

    Called by the owner while it holds the lock of the version: a flag and an activation at once see each other.
    """
    row = Consultation.objects.filter(kind=kind, subject_id=subject_id).first()
    fault = gate_fault(row.number, row.kind, row.status) if row else None
    if fault:
        raise Conflict([fault])


def signing_gate(register: Register[Any], version_id: UUID) -> None:
    """Lock a version that counts by its own date once both signed it; before its second signature ask the gate."""
    version = register.model._default_manager.select_for_update(of=("self",)).filter(pk=version_id).first()
    if version is not None and version.status in ONE_SIGNED:
        consultation_gate(register.subject, version.id)


def consultation_lapse(kind: str, subject_id: UUID) -> None:
    """End an open consultation with the change it is about, in the transaction that withdraws it."""
    row = Consultation.objects.filter(kind=kind, subject_id=subject_id, status="open").first()
    if row is not None:
        body = {"number": row.number}
        apply(workflow=CONSULTATION, obj=row, action="lapse", actor=SYSTEM, subject=_subject(row), body=body)


def _tell(actor: Actor, row: Consultation, answer: Text) -> None:
    label = Text.from_dict(row.label)
    for user_id in sorted(set(row.comments.values_list("user_id", flat=True))):
        notice_send(
            actor=actor,
            user_id=user_id,
            kind="consultation",
            title=Text(f"Answer to the comments on {label.en}", f"Réponse aux commentaires : {label.fr}"),
            body=answer,
            subject=_subject(row),
            link=f"/membership/proposals/{row.number}/",
        )


def _subject(row: Consultation) -> Subject:
    return Subject("consultation", row.id)


def _locked(number: str) -> Consultation:
    row = Consultation.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def _in_both(path: str, words: Text, least: int) -> list[ErrorItem]:
    return [
        ErrorItem("ENR_CONSULT_WORDS", SAY.format(n=least), path=f"{path}_{code}", value=text)
        for code, text in words.as_dict().items()
        if len(text.strip()) < least
    ]


SAY = Text("Say it in at least {n} characters.", "Dites-le en au moins {n} caractères.")
NO_KEY = refusals.Refusal(
    "ENR_CONSULT_KEY",
    Text("Only who holds a key of this change asks the public.", "Seul qui détient une clé consulte le public."),
    Text("Ask somebody who may sign it.", "Adressez-vous à une personne qui peut le signer."),
)
ONCE = refusals.Refusal(
    "ENR_CONSULT_ONCE",
    Text("The public is already asked about this version.", "Le public est déjà consulté sur cette version."),
    Text("Open its page under Proposals.", "Ouvrez sa page sous Propositions."),
)
CLOSED = refusals.Refusal(
    "ENR_CONSULT_CLOSED",
    Text("Comments are closed.", "Les commentaires sont clos."),
    Text("Your text is still here: copy it if you want.", "Votre texte est encore ici : copiez-le au besoin."),
)
STILL_OPEN = refusals.Refusal(
    "ENR_CONSULT_STILL_OPEN",
    Text("Comments are still open.", "Les commentaires sont encore ouverts."),
    Text("Publish the answer after the last day.", "Publiez la réponse après le dernier jour."),
)
