"""The life of a programme review, from its terms to a report two countries stand behind (R-84)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

REGISTRAR = frozenset({"commission.registrar"})
MEMBER = frozenset({"commission.member"})
COMMENTING = ("comments", "hearing", "heard")
FINAL = ("published", "withdrawn")
TITLE_AT_LEAST = 10
TERMS_AT_LEAST = 60
REPORT_AT_LEAST = 100
REASON_AT_LEAST = 20
LONGEST_COMMENTS_DAYS = 180


def comments_open(status: str, until: datetime | None, now: datetime) -> bool:
    """Say whether the public may comment now: until the announced moment, a hearing or not."""
    return status in COMMENTING and until is not None and now < until


def is_public(status: str, terms_published_at: datetime | None) -> bool:
    """Say whether everybody may read of it: once its terms were published, withdrawn or not."""
    return status != "draft" and terms_published_at is not None


def _second_country(review: Any, actor: Actor) -> ErrorItem | None:
    """A report is confirmed by another member, of the other country, than who wrote it."""
    if review.report_by_id == actor.user_id:
        return SAME_HAND
    return SAME_COUNTRY if not actor.country or review.report_country == actor.country else None


SAME_HAND = ErrorItem(
    "APL_REPORT_SAME_HAND",
    Text(
        "You wrote this report; somebody else confirms it.", "Vous avez rédigé ce rapport; quelqu'un d'autre l'atteste."
    ),
    path="status",
    fix=Text("Ask a member for the other country.", "Adressez-vous à un membre de l'autre pays."),
)
SAME_COUNTRY = ErrorItem(
    "APL_REPORT_SAME_COUNTRY",
    Text(
        "A member for the other country than the writer's confirms the report.",
        "Un membre de l'autre pays que celui de l'auteur atteste le rapport.",
    ),
    path="status",
    fix=Text("Ask a member for the other country.", "Adressez-vous à un membre de l'autre pays."),
)


def _state(code: str, en: str, fr: str, icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(en, fr), Text(en, fr), icon, tone, final)


def _move(source: str, action: str, target: str, roles: frozenset[str], label: Text, guard: str = "") -> Transition:
    return Transition(source, action, target, roles, f"appeals.programme_review.{EVENTS[action]}", label, guard=guard)


# What the trail calls each act.
EVENTS = {
    "publish_terms": "terms_published",
    "open_comments": "comments_opened",
    "schedule": "hearing_scheduled",
    "hold": "hearing_held",
    "begin_report": "report_begun",
    "submit": "report_submitted",
    "send_back": "report_returned",
    "confirm": "report_confirmed",
    "publish": "report_published",
    "withdraw": "withdrawn",
}
_SCHEDULE = Text("Schedule a hearing", "Fixer une audience")
_BEGIN = Text("Begin the report", "Commencer le rapport")

PROGRAMME_REVIEW = Workflow(
    name="programme_review",
    initial="draft",
    states=(
        _state("draft", "Draft", "Ébauche", "draft", "neutral"),
        _state("terms", "Terms published", "Mandat publié", "document", "info"),
        _state("comments", "Public comments", "Commentaires publics", "person", "info"),
        _state("hearing", "Hearing scheduled", "Audience fixée", "calendar", "info"),
        _state("heard", "Hearing held", "Audience tenue", "people", "info"),
        _state("drafting", "Report in drafting", "Rapport en rédaction", "hourglass", "info"),
        _state("checking", "Report to be confirmed", "Rapport à attester", "eye", "warn"),
        _state("confirmed", "Report confirmed", "Rapport attesté", "double-check", "good"),
        _state("published", "Report published", "Rapport publié", "check-circle", "good", True),
        _state("withdrawn", "Withdrawn", "Retiré", "undo", "neutral", True),
    ),
    transitions=(
        _move("draft", "publish_terms", "terms", REGISTRAR, Text("Publish the terms", "Publier le mandat")),
        _move("terms", "open_comments", "comments", REGISTRAR, Text("Open for comments", "Ouvrir aux commentaires")),
        *(_move(source, "schedule", "hearing", REGISTRAR, _SCHEDULE) for source in COMMENTING),
        _move("hearing", "hold", "heard", REGISTRAR, Text("The hearing was held", "L'audience a eu lieu")),
        *(_move(source, "begin_report", "drafting", MEMBER, _BEGIN) for source in ("comments", "heard")),
        _move("drafting", "submit", "checking", MEMBER, Text("Hand the report over", "Remettre le rapport")),
        _move(
            "checking",
            "confirm",
            "confirmed",
            MEMBER,
            Text("Confirm for my country", "Attester pour mon pays"),
            "second_country",
        ),
        _move("checking", "send_back", "drafting", MEMBER, Text("Send it back", "Le renvoyer"), "second_country"),
        _move("confirmed", "publish", "published", REGISTRAR, Text("Publish the report", "Publier le rapport")),
        *(
            _move(source, "withdraw", "withdrawn", REGISTRAR, Text("Withdraw the review", "Retirer l'examen"))
            for source in ("draft", "terms", *COMMENTING, "drafting", "checking", "confirmed")
        ),
    ),
    guards={"second_country": _second_country},
)
