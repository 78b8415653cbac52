"""\"Do I need to stop?\" No, yes and where first and second, or not decided yet (requirements 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearance.domain.agency_workflow import HOLD, YES
from clearance.domain.officers import BORDER, arrival_agency
from clearance.domain.trip_workflow import (
    CANCELLED,
    CLOSED,
    HELD,
    NEEDS_FIXING,
    REFERRED,
    REFUSED,
    RELEASED,
)
from clearance.targeting.lanes import SECONDARY
from portal.core.domain.text import Text

NO_STOP, STOP, UNDECIDED, DO_NOT_GO = "no", "yes", "undecided", "stay"


@dataclass(frozen=True, slots=True)
class Stop:
    """The answer, in words, and the places in the order to go to them."""

    code: str
    title: Text
    text: Text
    places: tuple[Text, ...] = ()
    icon: str = "info"
    tone: str = "info"


_NO = Stop(
    NO_STOP,
    Text("No inspection expected", "Aucune inspection prévue"),
    Text(
        "Stop at the booth only, and show this sheet.", "Arrêtez-vous seulement à la guérite et montrez cette feuille."
    ),
    icon="check-circle",
    tone="good",
)
_OUT = Stop(
    NO_STOP,
    Text("Released", "Mainlevée accordée"),
    Text("You may leave. Keep this sheet as your receipt.", "Vous pouvez partir. Gardez cette feuille comme reçu."),
    icon="check-circle",
    tone="good",
)
_UNDECIDED = Stop(
    UNDECIDED,
    Text("Not decided yet", "Pas encore décidé"),
    Text(
        "The booth will tell you. Open the link again before you reach the border.",
        "La guérite vous le dira. Rouvrez le lien avant d'arriver à la frontière.",
    ),
    icon="hourglass",
    tone="neutral",
)
_FIX = Stop(
    DO_NOT_GO,
    Text("Not ready: the filing was returned", "Pas prêt : la déclaration est retournée"),
    Text(
        "Do not drive to the border yet. Your dispatcher must fix the filing first.",
        "N'allez pas encore à la frontière. Votre répartiteur doit d'abord corriger la déclaration.",
    ),
    icon="warning",
    tone="bad",
)
_ENDED = {
    CANCELLED: Stop(
        DO_NOT_GO,
        Text("Cancelled", "Annulé"),
        Text(
            "This trip is cancelled. Do not use this sheet; ask your dispatcher.",
            "Ce voyage est annulé. N'utilisez pas cette feuille; demandez à votre répartiteur.",
        ),
        icon="cross",
        tone="bad",
    ),
    REFUSED: Stop(
        DO_NOT_GO,
        Text("Entry refused", "Entrée refusée"),
        Text(
            "Follow the officer's directions. Your dispatcher has the reason and the way to contest it.",
            "Suivez les directives de l'agent. Votre répartiteur a le motif et la façon de le contester.",
        ),
        icon="stop",
        tone="bad",
    ),
    NEEDS_FIXING: _FIX,
    RELEASED: _OUT,
    CLOSED: _OUT,
}


def stop_of(status: str, lane: str, agencies: Mapping[str, str], direction: str, bay: str = "") -> Stop:
    """Work the answer out of the trip's status, the lane in force and where each agency stands.

    `agencies` maps agency to line status. A partner agency that is still silent leaves it undecided: its
    silence is no yes (R-29).
    """
    if status in _ENDED:
        return _ENDED[status]
    holding = sorted(agency for agency, line in agencies.items() if line == HOLD)
    if status in (REFERRED, HELD) or lane == SECONDARY or holding:
        return _stop(status, lane, holding, direction, bay)
    silent = [agency for agency, line in agencies.items() if agency not in BORDER and line not in YES]
    return _UNDECIDED if not lane or silent else _NO


def _stop(status: str, lane: str, holding: list[str], direction: str, bay: str) -> Stop:
    """Put the places in order: booth, secondary, then each agency that holds."""
    own = arrival_agency(direction)
    places = [Text(f"Booth ({own})", f"Guérite ({own})")]
    if status in (REFERRED, HELD) or lane == SECONDARY or own in holding:
        where = Text(f", bay {bay}", f", quai {bay}") if bay else Text("", "")
        places.append(Text(f"Secondary inspection{where.en}", f"Inspection secondaire{where.fr}"))
    places += [Text(f"Inspection by {name}", f"Inspection : {name}") for name in holding if name != own]
    return Stop(
        STOP,
        Text("Yes: inspection expected", "Oui : inspection prévue"),
        Text("Go to these places in this order:", "Présentez-vous à ces endroits, dans cet ordre :"),
        tuple(places),
        "magnifier",
        "warn",
    )
