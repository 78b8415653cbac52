"""A lane is open or closed; supervisors of the receiving agency and administrators switch it (R-42)."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.reference.domain.directions import border_agency
from portal.workflow.domain import State, Transition, Workflow

OPEN = "open"
CLOSED = "closed"
MAY_SWITCH = frozenset({"officer.supervisor", "administrator"})


def own_side(lane: Any, actor: Actor) -> ErrorItem | None:
    """Refuse an officer who does not work on the side that receives this traffic, or is posted elsewhere.

    An administrator switches any lane. `lane` has a `direction` and a `crossing` with a `code`.
    """
    if actor.has("administrator"):
        return None
    if actor.agency != border_agency(lane.direction):
        return ErrorItem(
            "REF_LANE_OTHER_AGENCY",
            Text(
                "This lane is run by {agency}.",
                "Cette voie relève de {agency}.",
            ).format(agency=border_agency(lane.direction)),
            path="lane",
            fix=Text("Ask a supervisor of that agency.", "Adressez-vous à un superviseur de cet organisme."),
        )
    if actor.port and actor.port != lane.crossing.code:
        return ErrorItem(
            "REF_LANE_OTHER_CROSSING",
            Text("You are posted to another crossing.", "Vous êtes affecté à un autre poste frontalier."),
            path="lane",
            value=actor.port,
            fix=Text("Ask a supervisor of this crossing.", "Adressez-vous à un superviseur de ce poste."),
        )
    return None


LANE = Workflow(
    name="lane",
    initial=OPEN,
    states=(
        State(OPEN, Text("Open", "Ouverte"), Text("Open", "Ouverte"), icon="check-circle", tone="good"),
        State(CLOSED, Text("Closed", "Fermée"), Text("Closed", "Fermée"), icon="stop", tone="neutral"),
    ),
    transitions=(
        Transition(
            OPEN,
            "close",
            CLOSED,
            MAY_SWITCH,
            "reference.lane.closed",
            Text("Close lane", "Fermer la voie"),
            guard="own_side",
        ),
        Transition(
            CLOSED,
            "open",
            OPEN,
            MAY_SWITCH,
            "reference.lane.opened",
            Text("Open lane", "Ouvrir la voie"),
            guard="own_side",
        ),
    ),
    guards={"own_side": own_side},
)
