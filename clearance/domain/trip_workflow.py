"""The life of a filed trip (requirements 5.2). A draft is no trip yet; the lane is advice, not a status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

FILERS = frozenset({"trader.admin", "trader.filer", "partner", "system"})
SYSTEM = frozenset({"system"})
PRIMARY = frozenset({"officer.primary", "officer.secondary", "officer.supervisor"})
SECONDARY = frozenset({"officer.secondary", "officer.supervisor"})

FILED, NEEDS_FIXING, ACCEPTED, AT_BORDER = "filed", "needs_fixing", "accepted", "at_border"
REFERRED, HELD, RELEASED, REFUSED = "referred", "held", "released", "refused"
CANCELLED, CLOSED = "cancelled", "closed"
BEFORE_BORDER = (FILED, NEEDS_FIXING, ACCEPTED)

STATES = (
    State(
        FILED,
        Text("Filed, awaiting answers", "Déclaré, en attente de réponses"),
        Text("Sent to both agencies", "Transmis aux deux organismes"),
        "sent",
        "info",
    ),
    State(
        NEEDS_FIXING,
        Text("Returned, needs fixing", "Retourné, à corriger"),
        Text("Needs fixing", "À corriger"),
        "warning",
        "warn",
    ),
    State(
        ACCEPTED,
        Text("On file with both agencies", "Au dossier des deux organismes"),
        Text("Accepted by both agencies", "Accepté par les deux organismes"),
        "double-check",
        "good",
    ),
    State(AT_BORDER, Text("At the booth", "À la guérite"), Text("At the border", "À la frontière"), "bridge", "info"),
    State(
        REFERRED,
        Text("Referred to secondary", "Renvoyé au secondaire"),
        Text("Go to inspection", "Passez à l'inspection"),
        "magnifier",
        "warn",
    ),
    State(
        HELD,
        Text("Held by an agency", "Retenu par un organisme"),
        Text("On hold; the owner will contact you", "Retenu; le responsable vous contactera"),
        "hold",
        "warn",
    ),
    State(
        RELEASED, Text("Released", "Mainlevée accordée"), Text("Released", "Mainlevée accordée"), "check-circle", "good"
    ),
    State(REFUSED, Text("Refused entry", "Entrée refusée"), Text("Refused", "Refusé"), "stop", "bad", True),
    State(
        CANCELLED,
        Text("Cancelled by the filer", "Annulé par le déclarant"),
        Text("Cancelled", "Annulé"),
        "cross",
        "neutral",
        True,
    ),
    State(CLOSED, Text("Closed", "Clos"), Text("Closed", "Clos"), "lock", "neutral", True),
)

_LABELS = {
    "accept": Text("Accept for both agencies", "Accepter pour les deux organismes"),
    "reject": Text("Return for fixing", "Retourner pour correction"),
    "amend": Text("Amend", "Modifier"),
    "cancel": Text("Cancel the trip", "Annuler le voyage"),
    "arrive": Text("Open at the booth", "Ouvrir à la guérite"),
    "release": Text("Release", "Accorder la mainlevée"),
    "refer": Text("Refer to secondary", "Renvoyer au secondaire"),
    "hold": Text("Hold", "Retenir"),
    "let_go": Text("Let go after the last yes", "Laisser partir après le dernier accord"),
    "lift": Text("Lift the hold", "Lever la retenue"),
    "lift_back": Text("Lift the hold, back to inspection", "Lever la retenue, retour à l'inspection"),
    "refuse": Text("Refuse entry", "Refuser l'entrée"),
    "undo": Text("Undo", "Annuler l'action"),
    "close": Text("Close", "Clore"),
}
_EVENTS = {
    "accept": "accepted",
    "reject": "returned",
    "amend": "amended",
    "cancel": "cancelled",
    "arrive": "arrived",
    "release": "released",
    "let_go": "released",
    "refer": "referred",
    "hold": "held",
    "lift": "hold_lifted",
    "lift_back": "hold_lifted",
    "refuse": "refused",
    "undo": "undone",
    "close": "closed",
}


def _moves(action: str, sources: Iterable[str], target: str, roles: frozenset[str]) -> Iterator[Transition]:
    for source in sources:
        event = f"clearance.trip.{_EVENTS[action]}"
        yield Transition(source, action, target, roles, event, _LABELS[action])


TRIP_WORKFLOW = Workflow(
    name="trip",
    initial=FILED,
    states=STATES,
    transitions=(
        *_moves("accept", (FILED,), ACCEPTED, SYSTEM),
        *_moves("reject", (FILED, ACCEPTED), NEEDS_FIXING, SYSTEM),
        *_moves("amend", BEFORE_BORDER, FILED, FILERS),
        *_moves("cancel", BEFORE_BORDER, CANCELLED, FILERS),
        # A truck may reach the booth before every answer is in: the booth then decides with what is there.
        *_moves("arrive", BEFORE_BORDER, AT_BORDER, PRIMARY | SYSTEM),
        *_moves("release", (AT_BORDER,), RELEASED, PRIMARY),
        *_moves("release", (REFERRED,), RELEASED, SECONDARY),
        # The officer who says the last yes may be of an agency that releases no trucks: then the system lets go.
        *_moves("let_go", (AT_BORDER, REFERRED), RELEASED, SYSTEM),
        *_moves("refer", (AT_BORDER, HELD), REFERRED, PRIMARY),
        *_moves("hold", (AT_BORDER, REFERRED), HELD, PRIMARY | {"officer.pga"}),
        *_moves("lift", (HELD,), AT_BORDER, PRIMARY | {"officer.pga"}),
        *_moves("lift_back", (HELD,), REFERRED, PRIMARY | {"officer.pga"}),
        *_moves("refuse", (AT_BORDER, REFERRED, HELD), REFUSED, SECONDARY),
        *_moves("undo", (RELEASED, REFERRED, HELD), AT_BORDER, PRIMARY),
        *_moves("close", (RELEASED,), CLOSED, SYSTEM),
    ),
)
