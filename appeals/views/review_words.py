"""Reviews, hearings and recommendations as pages show them, to the commission and to everybody (R-84, R-88)."""

from __future__ import annotations

from typing import Any

from appeals.domain.recommendations import (
    ADDRESSEES,
    ADVICE,
    ANSWERS,
    PARTIES,
    RESPONSE,
    days_behind,
    days_overdue,
)
from appeals.domain.review_hearings import CLOCKS, INTERPRETERS, LANGUAGES, ends_at
from appeals.models import ProgrammeReview, Recommendation, RecommendationResponse, ReviewHearing
from enrollment.domain.programmes import PROGRAMMES
from portal.core import clock
from portal.core.domain.text import Text

NO_PROGRAMME = Text("Another subject", "Autre sujet")
OVERDUE = {
    "public": Text("Overdue", "En retard"),
    "staff": Text("Overdue", "En retard"),
    "icon": "stop",
    "tone": "bad",
}


def programme_name(review: ProgrammeReview) -> Text:
    return PROGRAMMES[review.programme].name if review.programme in PROGRAMMES else NO_PROGRAMME


def hearing_words(row: ReviewHearing) -> dict[str, Any]:
    """Give a hearing with the clocks of both countries."""
    clocks = CLOCKS[row.clocks]
    return {
        "row": row,
        "clocks": clocks,
        "ends_at": ends_at(row.starts_at, row.minutes),
        "over": ends_at(row.starts_at, row.minutes) < clock.now(),
        "languages": LANGUAGES[row.languages],
        "interpreter": INTERPRETERS[row.interpreter],
    }


def reference(recommendation: Recommendation, review: ProgrammeReview) -> str:
    """Give the number one quotes, for example PR-2026-0001-R2."""
    return f"{review.number}-R{recommendation.number}"


def asked_of(row: Recommendation) -> dict[str, Any]:
    """Give a recommendation with the answer of each addressee; costs no query when answers are prefetched."""
    order = ADDRESSEES[row.addressee].parties
    answers = sorted(row.responses.all(), key=lambda answer: order.index(answer.party))
    return {
        "row": row,
        "addressee": ADDRESSEES[row.addressee].label,
        "advice": row.addressee == ADVICE,
        "answers": [answer_words(answer) for answer in answers],
    }


def answer_words(row: RecommendationResponse) -> dict[str, Any]:
    """Give one answer: state, days overdue, days it came late, days behind what was promised, all worked out now."""
    now = clock.now()
    overdue = days_overdue(row.due_at, now) if row.status == "open" else 0
    promised = row.act_by if row.status in ("accepted", "partly") else None
    return {
        "row": row,
        "party": PARTIES[row.party],
        "state": OVERDUE if overdue else RESPONSE.state(row.status),
        "overdue": overdue,
        "late": days_overdue(row.due_at, row.answered_at) if row.answered_at else 0,
        "behind": days_behind(promised, now.date()),
        "answer": ANSWERS[row.answer] if row.answer else None,
    }
