"""The point standard and mutual recognitions: proposed by one, signed by both agencies, counting by the clock (R-04)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.joint import AGENCIES
from enrollment.domain.transitions import MUTUAL, STANDARD
from enrollment.domain.transitions.agreements import AGREEMENT_KEYS
from enrollment.domain.vetting.mutual import mutual_faults
from enrollment.domain.vetting.standard import standard_faults
from enrollment.models import (
    MutualRecognition,
    MutualRecognitionSignature,
    VettingStandard,
    VettingStandardSignature,
)
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.domain.two_keys import document_digest
from portal.workflow.services import apply
from portal.workflow.services.two_keys import Register, body_of, document_sign, document_withdraw

STANDARDS = Register("vetting_standard", STANDARD, VettingStandard, VettingStandardSignature)
MUTUALS = Register("mutual_recognition", MUTUAL, MutualRecognition, MutualRecognitionSignature)
A = TypeVar("A", VettingStandard, MutualRecognition)


@transaction.atomic
def standard_propose(*, actor: Actor, document: Mapping[str, Any], valid_from: datetime, note: str) -> VettingStandard:
    """Keep a new point standard as a draft. Raises NotAllowed, Invalid naming each value that cannot be."""
    _keys(actor)
    number = next_number("vetting_standard", 0)
    kept = {**document, "version": number}
    _check([*_late(valid_from), *standard_faults(kept)], note)
    row = VettingStandard.objects.create(**_draft(actor, number, kept, valid_from, note))
    record(actor=actor, event="enrollment.standard.proposed", subject=STANDARDS.subject_of(row), body=body_of(row))
    return row


@transaction.atomic
def mutual_propose(
    *,
    actor: Actor,
    programme: str,
    from_agency: str,
    most_points: int,
    conditions: Text,
    valid_from: datetime,
    ends_at: datetime,
    note: str,
) -> MutualRecognition:
    """Keep a mutual recognition as a draft: a decision of `from_agency` will satisfy the other. As `standard_propose`."""
    _keys(actor)
    to_agency = next((agency for agency in AGENCIES if agency != from_agency), "")
    document = {
        "programme": programme,
        "from_agency": from_agency,
        "to_agency": to_agency,
        "most_points": most_points,
        "conditions": conditions.as_dict(),
        "valid_from": valid_from.isoformat(),
        "ends_at": ends_at.isoformat(),
    }
    _check([*_late(valid_from), *mutual_faults(document, clock.now())], note)
    row = MutualRecognition.objects.create(
        **_draft(actor, next_number("mutual_recognition", 0), document, valid_from, note),
        programme=programme,
        from_agency=from_agency,
        to_agency=to_agency,
        most_points=most_points,
        ends_at=ends_at,
    )
    record(actor=actor, event="enrollment.mutual.proposed", subject=MUTUALS.subject_of(row), body=body_of(row))
    return row


def agreement_sign(register: Register[A], *, actor: Actor, version_id: UUID, expected_version: int) -> A:
    """Sign for the actor's agency; with the second key it counts from its day. NotAllowed, Conflict."""
    return document_sign(register, actor=actor, version_id=version_id, expected_version=expected_version)


def agreement_withdraw(register: Register[A], *, actor: Actor, version_id: UUID, expected_version: int) -> A:
    """Put away a draft, or one signed by one agency only."""
    _keys(actor)
    return document_withdraw(register, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def agreement_end(
    register: Register[A], *, actor: Actor, version_id: UUID, why: str, expected_version: int | None = None
) -> A:
    """End an agreement at once; either agency may, since nobody is bound to trust. Raises Invalid without words."""
    _keys(actor)
    row = register.get(version_id)
    if not why.strip():
        raise refusals.invalid(SAY_WHY, path="why", value=why)
    now = clock.now()
    changes: dict[str, Any] = {"ended_at": now, "ended_why": why.strip()[:500]}
    if isinstance(row, MutualRecognition):
        changes["ends_at"] = max(min(row.ends_at, now), row.valid_from + timedelta(seconds=1))
    return apply(
        workflow=register.workflow,
        obj=row,
        action="end",
        actor=actor,
        subject=register.subject_of(row),
        expected_version=expected_version,
        changes=changes,
        body={**body_of(row), "why": why.strip()[:500]},
    )


def _draft(actor: Actor, number: int, document: dict[str, Any], valid_from: datetime, note: str) -> dict[str, Any]:
    return {
        "number": number,
        "document": document,
        "digest": document_digest(document),
        "status": "draft",
        "note": note.strip()[:1000],
        "valid_from": valid_from,
        "author_id": actor.person,
        "author_as": actor.name,
    }


def _late(valid_from: datetime) -> list[tuple[str, Text]]:
    return [("valid_from", _PAST)] if valid_from.date() < clock.now().date() else []


def _check(problems: list[tuple[str, Text]], note: str) -> None:
    items = [ErrorItem("ENR_AGREEMENT", said, path=path, fix=_CORRECT) for path, said in problems]
    if not note.strip():
        items.append(SAY_WHY.item("note", note))
    if items:
        raise Invalid(items)


def _keys(actor: Actor) -> None:
    if not actor.has(*AGREEMENT_KEYS) or (actor.kind == "officer" and actor.agency not in AGENCIES):
        raise refusals.not_allowed(_NOT_A_KEY)


_CORRECT = Text("Correct this field.", "Corrigez ce champ.")
_PAST = Text("It begins today or later.", "Elle commence aujourd'hui ou plus tard.")
SAY_WHY = refusals.Refusal(
    "ENR_SAY_WHY",
    Text("Say why.", "Dites pourquoi."),
    Text("One sentence is enough; it is kept.", "Une phrase suffit; elle est conservée."),
)
_NOT_A_KEY = refusals.Refusal(
    "ENR_AGREEMENT_ROLE",
    Text(
        "Supervisors of the two agencies and administrators keep this.",
        "Cela relève des superviseurs des deux organismes et des administrateurs.",
    ),
    Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
