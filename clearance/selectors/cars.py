"""A car at the port: who in it is a member, and which lane that gives (R-02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.selectors.policies import lane_policy_in_force
from clearance.targeting.travellers import NEXUS, CarAdvice, car_lane
from enrollment.domain.eligibility import Eligibility
from enrollment.selectors import traveller_eligible
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.reference.selectors import crossing_find, open_lane_kinds


@dataclass(frozen=True, slots=True)
class Occupant:
    """One person as told at the window: the number read, and what it is worth here."""

    document: str
    standing: Eligibility


@dataclass(frozen=True, slots=True)
class CarCheck:
    """The advice for the whole car and everybody in it; the ones without a document are counted only."""

    advice: CarAdvice
    occupants: tuple[Occupant, ...]
    undocumented: int = 0

    @property
    def people(self) -> int:
        return len(self.occupants) + self.undocumented


def car_check(
    *,
    actor: Actor,
    crossing: str,
    direction: str,
    documents: Sequence[str],
    undocumented: int = 0,
    at: datetime | None = None,
) -> CarCheck:
    """Look everybody up and advise the lane. Raises NotFound for a crossing that is not the officer's port."""
    place = crossing_find(crossing)
    if place is None or (actor.port and actor.port != crossing):
        raise NotFound
    moment = at or clock.now()
    occupants = tuple(
        Occupant(
            document,
            traveller_eligible(actor=actor, document=document, crossing=crossing, direction=direction, at=moment),
        )
        for document in documents
    )
    local = moment.astimezone(ZoneInfo(place.timezone_for(direction)))
    advice = car_lane(
        [one.standing.eligible for one in occupants] + [None] * undocumented,
        crossing=crossing,
        direction=direction,
        minute=local.hour * 60 + local.minute,
        nexus_open=NEXUS in open_lane_kinds(crossing, direction, moment),
        policy=lane_policy_in_force(crossing, direction),
    )
    return CarCheck(advice, occupants, undocumented)
