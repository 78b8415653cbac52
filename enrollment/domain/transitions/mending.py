"""How an answer to a notice, a corrective plan and an override above the matrix move (R-10)."""

from __future__ import annotations

from typing import Any

from enrollment.domain.transitions.application import ADVERSE, MEMBERS, OFFICERS, SYSTEM, holder_only
from enrollment.domain.transitions.reports import DESK
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

ANSWER = Workflow(
    name="enrollment_answer",
    initial="filed",
    states=(
        State(
            "filed",
            Text("Answered, to be read", "Répondu, à lire"),
            Text(
                "Sent; nothing takes effect while it is open", "Envoyée; rien ne prend effet tant qu'elle est ouverte"
            ),
            "sent",
            "info",
        ),
        State("accepted", Text("Accepted", "Acceptée"), Text("Accepted", "Acceptée"), "check-circle", "good", True),
        State(
            "refused",
            Text("Not enough", "Insuffisante"),
            Text("Not enough", "Insuffisante"),
            "cross-circle",
            "bad",
            True,
        ),
    ),
    transitions=(
        Transition("filed", "accept", "accepted", OFFICERS, "enrollment.answer.accepted", Text("Accept", "Accepter")),
        Transition(
            "filed", "refuse", "refused", OFFICERS, "enrollment.answer.refused", Text("Not enough", "Insuffisant")
        ),
    ),
)

_PROPOSE = Text("Propose steps", "Proposer des étapes")
_CLOSE = Text("Close: carried out", "Clore : exécuté")

PLAN = Workflow(
    name="enrollment_plan",
    initial="awaited",
    states=(
        State(
            "awaited",
            Text("Steps awaited", "Étapes attendues"),
            Text("Propose your steps", "Proposez vos étapes"),
            "draft",
            "warn",
        ),
        State(
            "proposed",
            Text("Proposed, to be read", "Proposé, à lire"),
            Text("Sent; an officer will read it", "Envoyé; un agent le lira"),
            "sent",
            "info",
        ),
        State(
            "accepted",
            Text("Accepted, under way", "Accepté, en cours"),
            Text("Accepted; carry it out", "Accepté; à exécuter"),
            "hourglass",
            "info",
        ),
        State("done", Text("Carried out", "Exécuté"), Text("Carried out", "Exécuté"), "check-circle", "good", True),
    ),
    transitions=(
        Transition("awaited", "propose", "proposed", MEMBERS, "enrollment.plan.proposed", _PROPOSE, guard="holder"),
        Transition(
            "proposed",
            "send_back",
            "awaited",
            DESK,
            "enrollment.plan.sent_back",
            Text("Send back", "Renvoyer"),
        ),
        Transition("proposed", "accept", "accepted", DESK, "enrollment.plan.accepted", Text("Accept", "Accepter")),
        *(
            Transition(state, "close", "done", ADVERSE, "enrollment.plan.closed", _CLOSE)
            for state in ("awaited", "proposed", "accepted")
        ),
    ),
    guards={"holder": holder_only},
)


def second_officer(row: Any, actor: Actor) -> ErrorItem | None:
    """Another person than the first, and of the other agency or a supervisor."""
    if actor.user_id is not None and actor.user_id == row.proposed_by_id:
        return _SAME_PERSON
    if actor.agency and actor.agency != row.agency:
        return None
    return None if actor.has("officer.supervisor") else _SAME_AGENCY


OVERRIDE = Workflow(
    name="enrollment_override",
    initial="proposed",
    states=(
        State(
            "proposed",
            Text("Awaiting the second officer", "En attente du second agent"),
            Text("Not decided", "Pas décidée"),
            "key",
            "warn",
        ),
        State(
            "signed",
            Text("Signed by both", "Signée par les deux"),
            Text("In force", "En vigueur"),
            "double-check",
            "bad",
            True,
        ),
        State(
            "refused",
            Text("Refused by the second officer", "Refusée par le second agent"),
            Text("Refused", "Refusée"),
            "cross",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            "proposed",
            "sign",
            "signed",
            OFFICERS,
            "enrollment.override.signed",
            Text("Sign as second officer", "Signer comme second agent"),
            guard="second",
        ),
        Transition(
            "proposed",
            "refuse",
            "refused",
            OFFICERS | SYSTEM,
            "enrollment.override.refused",
            Text("Refuse", "Refuser"),
            guard="second",
        ),
    ),
    guards={"second": second_officer},
)

_SAME_PERSON = ErrorItem(
    "ENR_SECOND_PERSON",
    Text("The second signature is another officer's.", "La seconde signature est celle d'un autre agent."),
    path="second",
    fix=Text("Ask an officer of the other agency.", "Adressez-vous à un agent de l'autre organisme."),
)
_SAME_AGENCY = ErrorItem(
    "ENR_SECOND_AGENCY",
    Text(
        "The second officer is of the other agency, or a supervisor.",
        "Le second agent relève de l'autre organisme, ou est superviseur.",
    ),
    path="second",
    fix=Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
