"""What a port itself does within the signed band: look closer for a while (R-45), and tell its FAST wait (R-42)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from audit.trail.services import record
from clearance.models import LaneWait, LocalAttention
from clearance.selectors.lane_waits import waits_measured
from clearance.selectors.policies import appetite_in_force
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_find, crossing_get

LONGEST_HOURS = 72
LEAST_GROUNDS = 20
LONGEST_WAIT = 600
READERS = system_actor("lane readers")


@transaction.atomic
def attention_set(*, actor: Actor, crossing: str, points: int, grounds: str, ends_at: datetime) -> LocalAttention:
    """Move the cut-off of the supervisor's own port within the band, for at most three days; 0 points take it back.

    Raises NotAllowed, NotFound, Conflict without a valid record, Invalid with each field that is wrong.
    """
    if not actor.has("officer.supervisor"):
        raise NotAllowed([SUPERVISORS])
    place = crossing_find(crossing)
    if place is None or (actor.port and actor.port != crossing):
        raise NotFound
    standing = appetite_in_force(crossing)
    if standing.expired or standing.record_id is None:
        raise Conflict([NO_BAND])
    items = _faults(points, grounds, ends_at, standing.appetite.local_band)
    if items:
        raise Invalid(items)
    made = LocalAttention.objects.create(
        crossing=crossing,
        points=points,
        grounds=grounds.strip(),
        appetite_id=standing.record_id,
        starts_at=clock.now(),
        ends_at=ends_at,
        officer_id=actor.person,
        officer_as=actor.name,
        agency=actor.agency,
    )
    record(
        actor=actor,
        event="clearance.attention.set",
        subject=Subject("crossing", place.id),
        body={"points": points, "grounds": made.grounds, "until": ends_at.isoformat(), "appetite": standing.label},
    )
    return made


def _faults(points: int, grounds: str, ends_at: datetime, band: int) -> list[ErrorItem]:
    found = []
    if abs(points) > band:
        found.append(ErrorItem("CLR_ATTENTION_BAND", BAND.format(n=band), "points", points, fix=LESS))
    if len(grounds.strip()) < LEAST_GROUNDS or len(grounds) > 500:
        found.append(ErrorItem("CLR_ATTENTION_GROUNDS", GROUNDS.format(n=LEAST_GROUNDS), "grounds", fix=SAY))
    if not clock.now() < ends_at <= clock.now() + timedelta(hours=LONGEST_HOURS):
        found.append(ErrorItem("CLR_ATTENTION_END", END.format(n=LONGEST_HOURS), "ends_at", fix=SOONER))
    return found


@transaction.atomic
def wait_report(*, actor: Actor, crossing: str, direction: str, minutes: int) -> LaneWait:
    """Keep how long trucks wait for the FAST lane now, as an officer of the port measured it."""
    if not actor.has("officer.primary", "officer.supervisor"):
        raise NotAllowed([OFFICERS])
    place = crossing_find(crossing)
    if place is None or (actor.port and actor.port != crossing):
        raise NotFound
    if direction not in ("SB", "NB") or not 0 <= minutes <= LONGEST_WAIT:
        raise Invalid([BAD_WAIT])
    made = LaneWait.objects.create(
        crossing=crossing,
        direction=direction,
        minutes=minutes,
        measured_at=clock.now(),
        measured_as=actor.name,
        officer_id=actor.person,
    )
    record(
        actor=actor,
        event="clearance.wait.reported",
        subject=Subject("crossing", place.id),
        body={"direction": direction, "minutes": minutes},
    )
    return made


@transaction.atomic
def waits_measure() -> int:
    """Keep what the lane readers show of the FAST wait; gives how many were new. Safe to repeat (R-42, R-47)."""
    made = 0
    for wait in waits_measured(clock.now()):
        known = {"crossing": wait.crossing, "direction": wait.direction, "measured_at": wait.at}
        if LaneWait.objects.filter(**known).exists():
            continue
        LaneWait.objects.create(**known, minutes=wait.minutes, measured_as=f"{READERS.name} ({wait.trucks})")
        record(
            actor=READERS,
            event="clearance.wait.measured",
            subject=Subject("crossing", crossing_get(wait.crossing).id),
            body={"direction": wait.direction, "minutes": wait.minutes, "trucks": wait.trucks},
        )
        made += 1
    return made


SUPERVISORS = ErrorItem(
    "CLR_ATTENTION_ROLE",
    Text("A supervisor of the port does this.", "Un superviseur du bureau s'en charge."),
    fix=Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
OFFICERS = ErrorItem(
    "CLR_WAIT_ROLE",
    Text("Officers of the port report the wait.", "Les agents du bureau signalent l'attente."),
    fix=Text("Ask the booth.", "Adressez-vous à la guérite."),
)
NO_BAND = ErrorItem(
    "CLR_ATTENTION_FROZEN",
    Text(
        "Without a valid appetite record there is no band.", "Sans déclaration d'appétit valide, il n'y a pas de marge."
    ),
    path="points",
    fix=Text("Both agencies sign a record first.", "Les deux organismes signent d'abord une déclaration."),
)
BAD_WAIT = ErrorItem(
    "CLR_WAIT_MINUTES",
    Text("The wait is given in minutes, 0 to 600.", "L'attente se donne en minutes, de 0 à 600."),
    path="minutes",
    fix=Text("Count from the end of the queue to the booth.", "Comptez de la fin de la file à la guérite."),
)
BAND = Text(
    "The record in force lets a port move {n} points.", "La déclaration en vigueur permet {n} points à un bureau."
)
LESS = Text("Choose fewer points.", "Choisissez moins de points.")
GROUNDS = Text("Grounds take {n} to 500 characters.", "Les motifs comptent de {n} à 500 caractères.")
SAY = Text(
    "Write what was seen or learned, and why it ends.", "Écrivez ce qui a été vu ou appris, et pourquoi cela cesse."
)
END = Text("It ends within {n} hours.", "Cela prend fin dans les {n} heures.")
SOONER = Text("Give an end that comes sooner.", "Donnez une fin plus proche.")
