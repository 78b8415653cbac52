"""A car looked up at the window is on record: whose numbers were asked about, by which agency, with what result."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from audit.trail.services import record
from clearance.selectors.cars import CarCheck, car_check
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_get

MOST_PEOPLE = 9


@transaction.atomic
def car_look_up(
    *, actor: Actor, crossing: str, direction: str, documents: Sequence[str], undocumented: int = 0
) -> CarCheck:
    """Look up everybody in a car and keep that it was done (R-02, R-13). Raises Invalid, NotFound."""
    people = len(documents) + undocumented
    if direction not in ("SB", "NB"):
        raise Invalid([DIRECTION])
    if not 0 < people <= MOST_PEOPLE:
        raise Invalid([PEOPLE])
    check = car_check(
        actor=actor, crossing=crossing, direction=direction, documents=documents, undocumented=undocumented
    )
    record(
        actor=actor,
        event="clearance.car.looked_up",
        subject=Subject("crossing", crossing_get(crossing).id),
        body={
            "direction": direction,
            "people": people,
            "members": [one.standing.number for one in check.occupants if one.standing.number],
            "lane": check.advice.lane,
        },
    )
    return check


DIRECTION = ErrorItem(
    "CLR_CAR_DIRECTION",
    Text("The direction is southbound or northbound.", "La direction est vers le sud ou vers le nord."),
    path="direction",
    fix=Text("Choose one of the two.", "Choisissez l'une des deux."),
)
PEOPLE = ErrorItem(
    "CLR_CAR_PEOPLE",
    Text("A car holds one to nine people.", "Une voiture compte d'une à neuf personnes."),
    path="documents",
    fix=Text("One number a line; count those without one.", "Un numéro par ligne; comptez ceux qui n'en ont pas."),
)
