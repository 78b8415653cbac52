"""Answers to recommendations and advice, each addressee for itself, and the word that it is done (R-84, R-88)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.recommendations import ACTIONS, GOVERNMENTS, REASONS_AT_LEAST, RESPONSE
from appeals.models import RecommendationResponse
from appeals.selectors import response_get
from appeals.services.refusals import in_both
from appeals.services.review_telling import tell_answered
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply


@transaction.atomic
def response_answer(
    *,
    actor: Actor,
    response_id: UUID,
    action: str,
    reasons: Text,
    expected_version: int,
    act_by: date | None = None,
    source: str = "",
) -> RecommendationResponse:
    """Accept, accept in part or reject, with reasons in both languages; what is accepted has a day.

    The agency's own supervisor answers; for a government the registrar enters what it said and where. Raises Invalid,
    Conflict, NotAllowed, NotFound for the other agency.
    """
    response = response_get(actor=actor, response_id=response_id)
    items = in_both("reasons", reasons, REASONS_AT_LEAST)
    if action not in ACTIONS:
        items.append(ErrorItem("APL_ANSWER", CHOOSE, path="action", value=action))
    if action != "reject" and (act_by is None or act_by < clock.now().date()):
        items.append(ErrorItem("APL_ACT_BY", ACT_BY, path="act_by", value=act_by.isoformat() if act_by else ""))
    if response.party in GOVERNMENTS and not source.strip():
        items.append(ErrorItem("APL_SOURCE", SOURCE, path="source"))
    if items:
        raise Invalid(items)
    return _move(
        actor,
        response,
        action,
        expected_version,
        answer=ACTIONS[action],
        reasons=reasons.as_dict(),
        act_by=None if action == "reject" else act_by,
        source=source.strip()[:200],
        answered_by_id=actor.person,
        answered_by_name=actor.name,
        answered_at=clock.now(),
    )


@transaction.atomic
def response_finish(
    *, actor: Actor, response_id: UUID, evidence: Text, expected_version: int
) -> RecommendationResponse:
    """Say that what was promised is done, and what shows it, in both languages. Raises Invalid, Conflict, NotAllowed."""
    response = response_get(actor=actor, response_id=response_id)
    items = in_both("evidence", evidence, REASONS_AT_LEAST)
    if items:
        raise Invalid(items)
    done = {"done": evidence.as_dict(), "done_by_name": actor.name, "done_at": clock.now()}
    return _move(actor, response, "finish", expected_version, **done)


def _move(
    actor: Actor, response: RecommendationResponse, action: str, seen: int, **changes: Any
) -> RecommendationResponse:
    recommendation = response.recommendation
    moved: RecommendationResponse = apply(
        workflow=RESPONSE,
        obj=response,
        action=action,
        actor=actor,
        subject=Subject("recommendation_response", response.id),
        expected_version=seen,
        changes=changes,
        body={
            "reference": recommendation.review.number,
            "number": recommendation.number,
            "party": response.party,
        },
    )
    tell_answered(actor, moved)
    return moved


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
ACT_BY = Text("Say by which day, today or later.", "Dites pour quel jour, aujourd'hui ou plus tard.")
SOURCE = Text("Say where the government said it.", "Dites où le gouvernement l'a dit.")
