"""What an appeal does meanwhile: a table of beginnings, and the life of a stay (R-83).

A timely appeal of a demotion, suspension or revocation holds it without anybody's decision. An agency may sign a
safety ground; then the decision is in effect, and a member of the commission reviews the ground within 72 hours.
The exception stands until it is reviewed: a review that is late is shown as late to everybody on the case.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from appeals.domain.kinds import KINDS
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

REVIEW_HOURS = 72
GROUND_AT_LEAST = 30
NONE, STAYED, EXCEPTED, CONFIRMED, ENDED = "", "stayed", "excepted", "confirmed", "ended"
SUPERVISOR = frozenset({"officer.supervisor"})
MEMBER = frozenset({"commission.member"})
ENDING = frozenset({"commission.member", "commission.registrar", "trader.admin", "trader.filer", "traveller", "driver"})


def beginning(kind: str, *, timely: bool, safety: bool) -> str:
    """Give how the stay of a new appeal begins; empty when there is none. Raises KeyError."""
    if not KINDS[kind].stays or not timely:
        return NONE
    return EXCEPTED if safety else STAYED


def review_due(since: datetime) -> datetime:
    """Give by when a signed safety ground has to be reviewed."""
    return since + timedelta(hours=REVIEW_HOURS)


_END = Text("End with the appeal", "Prendre fin avec l'appel")
STAY = Workflow(
    name="appeal_stay",
    initial=STAYED,
    states=(
        State(
            STAYED,
            Text("Stayed", "Suspendue"),
            Text("On hold until the ruling", "En suspens jusqu'à la décision"),
            "scale",
            "good",
        ),
        State(
            EXCEPTED,
            Text("Safety exception, to be reviewed", "Exception de sécurité, à examiner"),
            Text("In effect: the safety ground is under review", "En vigueur : le motif de sécurité est à l'examen"),
            "hourglass",
            "warn",
        ),
        State(
            CONFIRMED,
            Text("Safety exception confirmed", "Exception de sécurité confirmée"),
            Text("In effect: the safety ground was reviewed", "En vigueur : le motif de sécurité a été examiné"),
            "stop",
            "bad",
        ),
        State(ENDED, Text("Ended", "Terminée"), Text("Ended", "Terminée"), "check", "neutral", True),
    ),
    transitions=(
        Transition(
            STAYED,
            "except",
            EXCEPTED,
            SUPERVISOR,
            "appeals.stay.excepted",
            Text("Sign a safety exception", "Signer une exception de sécurité"),
        ),
        Transition(
            EXCEPTED,
            "confirm",
            CONFIRMED,
            MEMBER,
            "appeals.stay.confirmed",
            Text("The ground holds", "Le motif tient"),
        ),
        Transition(
            EXCEPTED,
            "lift",
            STAYED,
            MEMBER,
            "appeals.stay.lifted",
            Text("The ground does not hold: stay the decision", "Le motif ne tient pas : suspendre la décision"),
        ),
        *(
            Transition(state, "end", ENDED, ENDING, "appeals.stay.ended", _END)
            for state in (STAYED, EXCEPTED, CONFIRMED)
        ),
    ),
)
