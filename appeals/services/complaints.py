"""Complaints: a number at once, an answer within the published standard, and a way further (R-81)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.complaints import AGENCIES, CATEGORIES, COMPLAINT, answer_due
from appeals.models import Complaint
from appeals.selectors import complaint_get
from appeals.services.telling import tell_complaint
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply

WORDS_AT_LEAST = 20
ANSWER_AT_LEAST = 40


@transaction.atomic
def complaint_file(
    *, actor: Actor, category: str, words: str, language: str, place: str = "", happened_on: date | None = None
) -> Complaint:
    """Take a complaint: it has a number and a day by which it is answered from its first moment. Raises Invalid."""
    _check(category, words, happened_on)
    now = clock.now()
    complaint = Complaint.objects.create(
        number=f"C-{now.year}-{next_number('C', now.year):05d}",
        category=category,
        organisation_id=actor.organisation_id,
        user_id=actor.person,
        complainant=actor.name,
        language=language,
        place=place.strip()[:120],
        happened_on=happened_on,
        words=words.strip(),
        received_at=now,
        due_at=answer_due(category, now),
    )
    record(
        actor=actor,
        event="appeals.complaint.received",
        subject=Subject("complaint", complaint.id),
        body={"number": complaint.number, "category": category, "due": complaint.due_at.isoformat()},
        organisation_id=complaint.organisation_id,
    )
    label, day = CATEGORIES[category].label, complaint.due_at.date().isoformat()
    tell_complaint(
        actor,
        complaint,
        title=Text(f"Complaint {complaint.number} received", f"Plainte {complaint.number} reçue"),
        body=Text(
            f"{label.en}: you have an answer by {day}, or the page shows that it is overdue.",
            f"{label.fr} : vous aurez une réponse d'ici le {day}, sinon la page indique le retard.",
        ),
    )
    return complaint


@transaction.atomic
def complaint_send(*, actor: Actor, complaint_id: UUID, agency: str, expected_version: int) -> Complaint:
    """Send a complaint to the agency that has to answer it. The clock does not begin again. Raises Invalid."""
    if agency not in AGENCIES:
        raise Invalid([ErrorItem("APL_AGENCY", CHOOSE, path="agency", value=agency)])
    return _move(actor, complaint_id, "send", expected_version, agency=agency)


@transaction.atomic
def complaint_answer(*, actor: Actor, complaint_id: UUID, answer: str, expected_version: int) -> Complaint:
    """Answer a complaint: the agency it was sent to, or the registrar where none was concerned. Raises Invalid."""
    said = _said(answer, "answer", ANSWER_AT_LEAST)
    complaint = _move(
        actor,
        complaint_id,
        "answer",
        expected_version,
        answer=said,
        answered_by_id=actor.person,
        answered_by_name=actor.name,
        answered_at=clock.now(),
    )
    title = Text(f"Complaint {complaint.number} is answered", f"La plainte {complaint.number} a reçu une réponse")
    tell_complaint(actor, complaint, title=title, body=Text(said, said))
    return complaint


@transaction.atomic
def complaint_escalate(*, actor: Actor, complaint_id: UUID, why: str, expected_version: int) -> Complaint:
    """Take a complaint to the commission: the answer does not satisfy, or the standard has run out without one."""
    complaint = complaint_get(actor=actor, complaint_id=complaint_id)
    now = clock.now()
    if complaint.status == "with_agency" and now <= complaint.due_at:
        fix = TOO_EARLY_FIX.format(day=complaint.due_at.date().isoformat())
        raise Invalid([ErrorItem("APL_COMPLAINT_EARLY", TOO_EARLY, path="why", fix=fix)])
    said = _said(why, "why", WORDS_AT_LEAST)
    return _move(
        actor,
        complaint_id,
        "escalate",
        expected_version,
        escalated_at=now,
        escalated_why=said,
        settle_due=answer_due(complaint.category, now, escalated=True),
    )


@transaction.atomic
def complaint_settle(*, actor: Actor, complaint_id: UUID, settlement: str, expected_version: int) -> Complaint:
    """Give the commission's own answer, by somebody who did not give the first one. Raises Conflict, Invalid."""
    said = _said(settlement, "settlement", ANSWER_AT_LEAST)
    complaint = _move(actor, complaint_id, "settle", expected_version, settlement=said, closed_at=clock.now())
    title = Text(
        f"Complaint {complaint.number}: the commission's answer",
        f"Plainte {complaint.number} : réponse de la commission",
    )
    tell_complaint(actor, complaint, title=title, body=Text(said, said))
    return complaint


@transaction.atomic
def complaint_accept(*, actor: Actor, complaint_id: UUID, expected_version: int) -> Complaint:
    """Close a complaint whose answer satisfies."""
    return _move(actor, complaint_id, "accept", expected_version, closed_at=clock.now())


@transaction.atomic
def complaint_withdraw(*, actor: Actor, complaint_id: UUID, expected_version: int) -> Complaint:
    """Take a complaint back."""
    return _move(actor, complaint_id, "withdraw", expected_version, withdrawn_at=clock.now())


def _move(actor: Actor, complaint_id: UUID, action: str, seen: int, **changes: Any) -> Complaint:
    complaint = complaint_get(actor=actor, complaint_id=complaint_id)
    return apply(
        workflow=COMPLAINT,
        obj=complaint,
        action=action,
        actor=actor,
        subject=Subject("complaint", complaint.id),
        expected_version=seen,
        changes=changes,
        body={"number": complaint.number},
        organisation_id=complaint.organisation_id,
    )


def _check(category: str, words: str, happened_on: date | None) -> None:
    items = []
    if category not in CATEGORIES:
        items.append(ErrorItem("APL_CATEGORY", CHOOSE, path="category", value=category))
    if len(words.strip()) < WORDS_AT_LEAST:
        items.append(ErrorItem("APL_WORDS", SAY.format(n=WORDS_AT_LEAST), path="words", value=words))
    if happened_on and happened_on > clock.now().date():
        items.append(ErrorItem("APL_FUTURE", FUTURE, path="happened_on", value=happened_on.isoformat(), fix=FUTURE_FIX))
    if items:
        raise Invalid(items)


def _said(words: str, path: str, least: int) -> str:
    said = words.strip()
    if len(said) < least:
        raise Invalid([ErrorItem("APL_WORDS", SAY.format(n=least), path=path, value=words)])
    return said


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")
FUTURE = Text("This day has not come yet.", "Ce jour n'est pas encore venu.")
FUTURE_FIX = Text("Give today or an earlier day.", "Donnez aujourd'hui ou un jour antérieur.")
TOO_EARLY = Text("The agency still has time to answer.", "L'organisme a encore le temps de répondre.")
TOO_EARLY_FIX = Text(
    "Once {day} has passed without an answer you can take it further.",
    "Si aucune réponse n'est donnée d'ici le {day}, vous pourrez la porter plus loin.",
)
