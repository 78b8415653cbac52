"""How a reported change and a voluntary disclosure move (R-44)."""

from __future__ import annotations

from enrollment.domain.transitions.application import MEMBERS, OFFICERS, SYSTEM, holder_only
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

DESK = OFFICERS | frozenset({"auditor"})

CHANGE = Workflow(
    name="enrollment_change",
    initial="reported",
    states=(
        State(
            "reported",
            Text("Reported, to be read", "Signalé, à lire"),
            Text("Sent; an officer will read it", "Envoyé; un agent le lira"),
            "sent",
            "info",
        ),
        State(
            "acknowledged",
            Text("Acknowledged", "Pris en compte"),
            Text("On file", "Au dossier"),
            "check-circle",
            "good",
            True,
        ),
    ),
    transitions=(
        Transition(
            "reported",
            "acknowledge",
            "acknowledged",
            OFFICERS | SYSTEM,
            "enrollment.change.acknowledged",
            Text("Acknowledge", "Prendre en compte"),
        ),
    ),
)

DISCLOSURE = Workflow(
    name="enrollment_disclosure",
    initial="filed",
    states=(
        State(
            "filed",
            Text("Filed, to be decided", "Déposée, à trancher"),
            Text("Sent; an officer will decide", "Envoyée; un agent tranchera"),
            "sent",
            "info",
        ),
        State(
            "accepted",
            Text("Accepted", "Acceptée"),
            Text("Accepted as your own report", "Acceptée comme votre propre signalement"),
            "check-circle",
            "good",
            True,
        ),
        State(
            "closed",
            Text("Closed: no infraction", "Close : aucune infraction"),
            Text("Closed: there was nothing to report", "Close : il n'y avait rien à signaler"),
            "check",
            "neutral",
            True,
        ),
        State(
            "withdrawn",
            Text("Withdrawn", "Retirée"),
            Text("Withdrawn by you", "Retirée par vous"),
            "undo",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition("filed", "accept", "accepted", DESK, "enrollment.disclosure.accepted", Text("Accept", "Accepter")),
        Transition(
            "filed",
            "close",
            "closed",
            DESK,
            "enrollment.disclosure.closed",
            Text("Close: no infraction", "Clore : aucune infraction"),
        ),
        Transition(
            "filed",
            "withdraw",
            "withdrawn",
            MEMBERS | SYSTEM,
            "enrollment.disclosure.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="holder",
        ),
    ),
    guards={"holder": holder_only},
)
