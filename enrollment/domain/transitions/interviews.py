"""How an appointment, a wish for an earlier one and an offer of one move (requirements 4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from enrollment.domain.interviews.centres import PARTS
from enrollment.domain.transitions.application import MEMBERS, OFFICERS, SYSTEM
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

BOOKED, HELD, NO_SHOW, CANCELLED = "booked", "held", "no_show", "cancelled"
WAITING, FULFILLED, WITHDRAWN = "waiting", "fulfilled", "withdrawn"
OFFERED, ACCEPTED, DECLINED, LAPSED = "offered", "accepted", "declined", "lapsed"


def _moves(name: str, rows: Iterable[tuple[str, str, str, frozenset[str], Text, str]]) -> tuple[Transition, ...]:
    return tuple(
        Transition(source, action, target, roles, f"enrollment.{name}.{action}", label, guard=guard)
        for source, action, target, roles, label, guard in rows
    )


def _state(code: str, staff: tuple[str, str], icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(*staff), Text(*staff), icon, tone, final)


def part_of_agency(booking: Any, actor: Actor) -> ErrorItem | None:
    """An officer acts in the interviews the own agency takes part in."""
    if not actor.is_staff or actor.agency in PARTS[booking.part]:
        return None
    return ErrorItem(
        "ENR_INTERVIEW_AGENCY",
        Text("Your agency is not part of this interview.", "Votre organisme ne participe pas à cette entrevue."),
        path="agency",
        value=actor.agency,
        fix=Text("Leave it to the agency it is with.", "Laissez-la à l'organisme concerné."),
    )


INTERVIEW = Workflow(
    name="enrollment_interview",
    initial=BOOKED,
    states=(
        _state(BOOKED, ("Booked", "Réservée"), "calendar", "info"),
        _state(HELD, ("Held", "Tenue"), "check-circle", "good", True),
        _state(NO_SHOW, ("Nobody came", "Personne ne s'est présenté"), "minus-circle", "warn", True),
        _state(CANCELLED, ("Cancelled", "Annulée"), "cross", "neutral", True),
    ),
    transitions=_moves(
        "interview",
        (
            (BOOKED, "move", BOOKED, MEMBERS | SYSTEM, Text("Change the time", "Changer l'heure"), ""),
            (BOOKED, "cancel", CANCELLED, MEMBERS | SYSTEM, Text("Cancel", "Annuler"), ""),
            (BOOKED, "call_off", CANCELLED, OFFICERS | SYSTEM, Text("Call off", "Décommander"), "agency"),
            (BOOKED, "miss", NO_SHOW, OFFICERS, Text("Nobody came", "Absence"), "agency"),
            (BOOKED, "hold", HELD, OFFICERS, Text("Record the result", "Consigner le résultat"), "agency"),
        ),
    ),
    guards={"agency": part_of_agency},
)
WISH = Workflow(
    name="enrollment_earlier_wish",
    initial=WAITING,
    states=(
        _state(WAITING, ("On the waiting list", "Sur la liste d'attente"), "hourglass", "info"),
        _state(FULFILLED, ("Fulfilled", "Exaucé"), "check-circle", "good", True),
        _state(WITHDRAWN, ("Taken back", "Retiré"), "undo", "neutral", True),
    ),
    transitions=_moves(
        "wish",
        (
            (WAITING, "fulfil", FULFILLED, MEMBERS | SYSTEM, Text("Fulfil", "Exaucer"), ""),
            (WAITING, "withdraw", WITHDRAWN, MEMBERS | SYSTEM, Text("Take back", "Retirer"), ""),
        ),
    ),
)
OFFER = Workflow(
    name="enrollment_slot_offer",
    initial=OFFERED,
    states=(
        _state(OFFERED, ("Offered, held for you", "Offerte, retenue pour vous"), "bell", "warn"),
        _state(ACCEPTED, ("Accepted", "Acceptée"), "check-circle", "good", True),
        _state(DECLINED, ("Declined", "Refusée"), "cross", "neutral", True),
        _state(LAPSED, ("Not answered in time", "Sans réponse à temps"), "clock", "neutral", True),
    ),
    transitions=_moves(
        "offer",
        (
            (OFFERED, "accept", ACCEPTED, MEMBERS, Text("Take this time", "Prendre cette heure"), ""),
            (OFFERED, "decline", DECLINED, MEMBERS | SYSTEM, Text("No, thank you", "Non, merci"), ""),
            (OFFERED, "lapse", LAPSED, SYSTEM, Text("Let it lapse", "Laisser expirer"), ""),
        ),
    ),
)
INTERVIEW_EVENTS: dict[str, Text] = {
    "enrollment.centre.registered": Text("Centre registered", "Centre inscrit"),
    "enrollment.centre.hours_set": Text("Opening hours set", "Heures d'ouverture fixées"),
    "enrollment.centre.desks_set": Text("Desks set", "Guichets fixés"),
    "enrollment.centre.closure_added": Text("Closure announced", "Fermeture annoncée"),
    "enrollment.centre.closure_lifted": Text("Closure lifted", "Fermeture levée"),
    "enrollment.interview.booked": Text("Interview booked", "Entrevue réservée"),
    "enrollment.interview.recorded": Text("Result recorded", "Résultat consigné"),
    "enrollment.interview.reminded": Text("Reminder sent", "Rappel envoyé"),
    "enrollment.wish.made": Text("Wish for an earlier time", "Souhait d'une date plus proche"),
    "enrollment.offer.made": Text("Earlier time offered", "Date plus proche offerte"),
}
