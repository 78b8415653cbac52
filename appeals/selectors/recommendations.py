"""Recommendations and advice with their answers: the public register and the queue of who answers (R-84, R-88)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from appeals.domain.recommendations import GOVERNMENTS
from appeals.models import Recommendation, RecommendationResponse
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

OVERDUE = "overdue"


def _in_order(rows: QuerySet[RecommendationResponse]) -> QuerySet[RecommendationResponse]:
    """Order by what presses: overdue first and the longest before, then open by day, then the newest answers."""
    rank = Case(
        When(status="open", due_at__lt=clock.now(), then=Value(0)),
        When(status="open", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    open_since = Case(When(status="open", then=F("due_at")))
    rows = rows.select_related("recommendation__review").annotate(rank=rank, pressing=open_since)
    return rows.order_by("rank", "pressing", "-answered_at", "recommendation__number", "party", "id")


def responses_public(*, status: str = "", party: str = "") -> QuerySet[RecommendationResponse]:
    """Give the register everybody reads, overdue on top; `status` is one of the workflow, or overdue.

    An open one that is overdue is not listed under open too.
    """
    rows = RecommendationResponse.objects.filter(recommendation__review__status="published")
    if status == OVERDUE:
        rows = rows.filter(status="open", due_at__lt=clock.now())
    elif status == "open":
        rows = rows.filter(status="open", due_at__gte=clock.now())
    elif status:
        rows = rows.filter(status=status)
    return _in_order(rows.filter(party=party) if party else rows)


def responses_overdue() -> int:
    """Give how many answers are overdue now."""
    return RecommendationResponse.objects.filter(
        recommendation__review__status="published", status="open", due_at__lt=clock.now()
    ).count()


def _visible(actor: Actor) -> QuerySet[RecommendationResponse]:
    rows = RecommendationResponse.objects.all()
    if actor.has("commission.registrar", "commission.member"):
        return rows
    if actor.has("officer.supervisor") and actor.agency:
        return rows.filter(party=actor.agency)
    return rows.none()


def response_list(*, actor: Actor, waiting: bool = False) -> QuerySet[RecommendationResponse]:
    """Give what the actor's agency was asked, or for the commission everything. `waiting`: what this actor has to do."""
    rows = _visible(actor)
    if waiting:
        rows = rows.filter(Q(status="open") & (Q(party=actor.agency) if actor.agency else Q(party__in=GOVERNMENTS)))
    return _in_order(rows)


def response_get(*, actor: Actor, response_id: UUID) -> RecommendationResponse:
    """Give one; NotFound for the other agency, strangers and missing ids alike."""
    found = _visible(actor).select_related("recommendation__review").filter(pk=response_id).first()
    if found is None:
        raise NotFound
    return found


def recommendation_get(*, actor: Actor, recommendation_id: UUID) -> Recommendation:
    """Give one recommendation for the commission, of a draft report too. Raises NotFound."""
    rows = Recommendation.objects.select_related("review")
    found = (
        rows.filter(pk=recommendation_id).first() if actor.has("commission.registrar", "commission.member") else None
    )
    if found is None:
        raise NotFound
    return found
