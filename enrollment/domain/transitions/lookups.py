"""How a drawn look-up is reviewed (R-13, R-90)."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

DRAWN, FITTING, OUT_OF_PURPOSE, FOLLOWED_UP = "drawn", "fitting", "out_of_purpose", "followed_up"
_SUPERVISORS = frozenset({"officer.supervisor"})


def _somebody_else(review: Any, actor: Actor) -> ErrorItem | None:
    if review.agency == actor.agency and review.lookup.officer_id != actor.user_id:
        return None
    return ErrorItem(
        "ENR_OWN_LOOKUP",
        Text(
            "Another supervisor of the agency reviews this look-up.",
            "Un autre superviseur de l'organisme examine cette consultation.",
        ),
        path="status",
        fix=Text("Leave it to a colleague.", "Laissez-la à un collègue."),
    )


def _state(code: str, label: Text, icon: str, tone: str, final: bool = False) -> State:
    return State(code, label, label, icon, tone, final)


def _move(source: str, action: str, target: str, label: Text) -> Transition:
    event = f"enrollment.lookup_review.{target}"
    return Transition(source, action, target, _SUPERVISORS, event, label, guard="somebody_else")


LOOKUP_REVIEW = Workflow(
    name="lookup_review",
    initial=DRAWN,
    states=(
        _state(DRAWN, Text("To be reviewed", "À examiner"), "hourglass", "info"),
        _state(FITTING, Text("Within its purpose", "Conforme au motif"), "check-circle", "good", True),
        _state(OUT_OF_PURPOSE, Text("Out of purpose", "Hors motif"), "warning", "bad"),
        _state(FOLLOWED_UP, Text("Followed up", "Suivi fait"), "double-check", "neutral", True),
    ),
    transitions=(
        _move(DRAWN, "accept", FITTING, Text("Within its purpose", "Conforme au motif")),
        _move(DRAWN, "object", OUT_OF_PURPOSE, Text("Out of purpose", "Hors motif")),
        _move(OUT_OF_PURPOSE, "follow_up", FOLLOWED_UP, Text("Record the follow-up", "Consigner le suivi")),
    ),
    guards={"somebody_else": _somebody_else},
)
