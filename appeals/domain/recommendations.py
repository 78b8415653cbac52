"""Recommendations to agencies and advice to governments: who answers, by when, and when it is overdue (R-84, R-88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

RESPONSE_DAYS = 90
WORDS_AT_LEAST = 40
REASONS_AT_LEAST = 40
AGENCIES = ("CBP", "CBSA")
GOVERNMENTS = ("US", "CA")
ADVICE = "GOVERNMENTS"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a recommendation is addressed to, and the parties of whom each answers for itself."""

    code: str
    label: Text
    parties: tuple[str, ...]


ADDRESSEES: dict[str, Addressee] = {
    row.code: row
    for row in (
        Addressee("CBP", Text("CBP", "CBP"), ("CBP",)),
        Addressee("CBSA", Text("CBSA", "ASFC"), ("CBSA",)),
        Addressee("BOTH", Text("CBP and CBSA", "CBP et ASFC"), AGENCIES),
        Addressee(ADVICE, Text("Both governments (advice)", "Les deux gouvernements (avis)"), GOVERNMENTS),
    )
}
PARTIES: dict[str, Text] = {
    "CBP": Text("CBP", "CBP"),
    "CBSA": Text("CBSA", "ASFC"),
    "US": Text("Government of the United States", "Gouvernement des États-Unis"),
    "CA": Text("Government of Canada", "Gouvernement du Canada"),
}
ANSWERS: dict[str, Text] = {
    "accepted": Text("Accepted", "Acceptée"),
    "partly": Text("Partly accepted", "Acceptée en partie"),
    "rejected": Text("Rejected", "Rejetée"),
}
ACTIONS = {"accept": "accepted", "accept_partly": "partly", "reject": "rejected"}


def response_due(published_at: datetime) -> datetime:
    """Give by when an addressee answers: 90 days from publication (R-84)."""
    return published_at + timedelta(days=RESPONSE_DAYS)


def days_overdue(due_at: datetime, now: datetime) -> int:
    """Give for how many days an answer is overdue, counting one begun; 0 in time. Derived, never stored (R-84)."""
    late = now - due_at
    return 0 if late <= timedelta(0) else max(1, late.days)


def days_behind(act_by: date | None, today: date) -> int:
    """Give for how many days what was promised is behind its day; 0 in time or when no day was given."""
    return 0 if act_by is None else max(0, (today - act_by).days)


def _in_charge(response: Any, actor: Actor) -> ErrorItem | None:
    """An agency answers by its own supervisor; what a government answered is entered by the registrar."""
    if response.party in GOVERNMENTS:
        return None if actor.has("commission.registrar") else NOT_YOURS
    return None if actor.has("officer.supervisor") and actor.agency == response.party else NOT_YOURS


NOT_YOURS = ErrorItem(
    "APL_RESPONSE_PARTY",
    Text("This was not addressed to you.", "Ceci ne vous est pas adressé."),
    path="status",
    fix=Text(
        "The addressed agency's supervisor answers; the registrar enters what a government answered.",
        "Le superviseur de l'organisme visé répond; le greffe inscrit la réponse d'un gouvernement.",
    ),
)
ANSWERING = frozenset({"officer.supervisor", "commission.registrar"})


def _state(code: str, en: str, fr: str, icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(en, fr), Text(en, fr), icon, tone, final)


RESPONSE = Workflow(
    name="recommendation_response",
    initial="open",
    states=(
        _state("open", "To be answered", "À répondre", "hourglass", "info"),
        _state("accepted", "Accepted", "Acceptée", "check", "good"),
        _state("partly", "Partly accepted", "Acceptée en partie", "check", "warn"),
        _state("rejected", "Rejected", "Rejetée", "stop", "bad", True),
        _state("done", "Done", "Réalisée", "check-circle", "good", True),
    ),
    transitions=(
        *(
            Transition("open", action, target, ANSWERING, f"appeals.response.{target}", label, guard="in_charge")
            for action, target, label in (
                ("accept", "accepted", Text("Accept", "Accepter")),
                ("accept_partly", "partly", Text("Accept in part", "Accepter en partie")),
                ("reject", "rejected", Text("Reject with reasons", "Rejeter avec motifs")),
            )
        ),
        *(
            Transition(
                source,
                "finish",
                "done",
                ANSWERING,
                "appeals.response.done",
                Text("It is done", "C'est réalisé"),
                guard="in_charge",
            )
            for source in ("accepted", "partly")
        ),
    ),
    guards={"in_charge": _in_charge},
)
