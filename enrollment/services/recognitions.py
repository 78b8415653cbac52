"""Recognition rows: proposed by policy staff, signed by both agencies, counting by the clock, given an end (R-03)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.recognition import recognition_problems
from enrollment.domain.transitions import RECOGNITION
from enrollment.models import Recognition, RecognitionSignature
from enrollment.services import refusals
from enrollment.services.criteria import CORRECT, SAY_WHY, policy_check
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.reference.selectors import crossing_codes
from portal.workflow.domain.two_keys import document_digest
from portal.workflow.services import apply
from portal.workflow.services.two_keys import Register, body_of, document_sign, document_withdraw

BOOK = Register("recognition", RECOGNITION, Recognition, RecognitionSignature)


@transaction.atomic
def recognition_propose(
    *,
    actor: Actor,
    scheme: str,
    programme: str,
    tier: str,
    valid_from: datetime,
    direction: str = "",
    ports: Iterable[str] = (),
    note: str = "",
) -> Recognition:
    """Keep a row as a draft. `ports` are codes of crossings, none for all. Invalid names each field that cannot be."""
    policy_check(actor)
    document = {
        "scheme": scheme,
        "programme": programme,
        "tier": tier,
        "direction": direction,
        "ports": sorted(set(ports)),
        "valid_from": valid_from.isoformat(),
    }
    _check(document, note)
    row = Recognition.objects.create(
        number=next_number("recognition", 0),
        document=document,
        digest=document_digest(document),
        status=RECOGNITION.initial,
        note=note.strip()[:1000],
        valid_from=valid_from,
        author_id=actor.person,
        author_as=actor.name,
        scheme=scheme,
        programme=programme,
        tier=tier,
        direction=direction,
        ports=document["ports"],
    )
    record(
        actor=actor,
        event="enrollment.recognition.proposed",
        subject=BOOK.subject_of(row),
        body={**body_of(row), "scheme": scheme, "programme": programme, "tier": tier},
    )
    return row


def _check(document: dict[str, Any], note: str) -> None:
    items = [
        ErrorItem("ENR_RECOGNITION", said, path=path, value=document.get(path), fix=CORRECT)
        for path, said in recognition_problems(document, set(crossing_codes()))
    ]
    if not note.strip():
        items.append(SAY_WHY.item("note"))
    if items:
        raise Invalid(items)


def recognition_sign(*, actor: Actor, version_id: UUID, expected_version: int) -> Recognition:
    """Sign for the actor's agency; with the second key the row counts from its day (see `document_sign`)."""
    return document_sign(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)


def recognition_withdraw(*, actor: Actor, version_id: UUID, expected_version: int) -> Recognition:
    """Put away a row that is not agreed yet."""
    policy_check(actor)
    return document_withdraw(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def recognition_end(
    *, actor: Actor, version_id: UUID, ends_at: datetime, why: str, expected_version: int | None = None
) -> Recognition:
    """Set the moment a row stops counting; either agency may, with words. Raises Invalid, NotAllowed, Conflict."""
    policy_check(actor)
    row = BOOK.get(version_id)
    items = []
    if ends_at < clock.now() or ends_at <= row.valid_from:
        items.append(_PAST.item("ends_at", ends_at.isoformat()))
    if not why.strip():
        items.append(SAY_WHY.item("why"))
    if items:
        raise Invalid(items)
    return apply(
        workflow=RECOGNITION,
        obj=row,
        action="end",
        actor=actor,
        subject=BOOK.subject_of(row),
        expected_version=expected_version,
        changes={"ends_at": ends_at, "ended_at": clock.now(), "ended_why": why.strip()[:500]},
        body={**body_of(row), "ends_at": ends_at.isoformat(), "why": why.strip()[:500]},
    )


_PAST = refusals.Refusal(
    "ENR_RECOGNITION_END",
    Text(
        "The end lies in the future and after the first day.", "La fin se situe dans l'avenir et après le premier jour."
    ),
    Text("Give a later moment; holders plan by it.", "Indiquez un moment ultérieur; les titulaires s'y fient."),
)
