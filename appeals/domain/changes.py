"""The life of a recommended change: a new version of the rule or a reasoned refusal ends it, nothing else (3.1, 17)."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

RESPONSE_DAYS = 90
REFUSAL_AT_LEAST = 40
OWNERS = frozenset({"officer.targeting"})


def response_due(since: datetime) -> datetime:
    """Give by when the agencies respond to a recommended change."""
    return since + timedelta(days=RESPONSE_DAYS)


CHANGE = Workflow(
    name="change_request",
    initial="open",
    states=(
        State("open", Text("To be answered", "À répondre"), Text("To be answered", "À répondre"), "hourglass", "warn"),
        State(
            "changed",
            Text("Rule changed", "Règle modifiée"),
            Text("Rule changed", "Règle modifiée"),
            "check-circle",
            "good",
            True,
        ),
        State(
            "refused",
            Text("Refused with reasons", "Refusée, motifs à l'appui"),
            Text("Refused with reasons", "Refusée, motifs à l'appui"),
            "stop",
            "bad",
            True,
        ),
    ),
    transitions=(
        Transition(
            "open",
            "change",
            "changed",
            OWNERS,
            "appeals.change.made",
            Text("Close by the version in force", "Clore par la version en vigueur"),
        ),
        Transition(
            "open",
            "refuse",
            "refused",
            OWNERS,
            "appeals.change.refused",
            Text("Refuse with reasons", "Refuser avec motifs"),
        ),
    ),
)
