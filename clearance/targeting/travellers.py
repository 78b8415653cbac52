"""Which lane a traveller's car may take: the NEXUS lane only when everybody in it is a member (R-02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clearance.targeting.lane_policy import LanePolicy
from portal.core.domain.text import Text

NEXUS, GENERAL = "NEXUS", "GENERAL"


@dataclass(frozen=True, slots=True)
class CarAdvice:
    """The lane of a car and why."""

    lane: str
    reason: Text


def car_lane(
    occupants: Sequence[bool | None],
    *,
    crossing: str,
    direction: str,
    minute: int | None,
    nexus_open: bool,
    policy: LanePolicy,
) -> CarAdvice:
    """Advise a lane. `occupants` says of each person whether a valid membership was found; None: not looked up.

    One person without a membership, or about whom nothing is known, sends the whole car to the general lane.
    """
    if not nexus_open or not policy.nexus.allows(crossing, direction, minute):
        return CarAdvice(GENERAL, NOT_OPEN)
    members = sum(found is True for found in occupants)
    if not occupants or members < len(occupants):
        return CarAdvice(
            GENERAL,
            Text(
                f"{members} of {len(occupants)} people in the car are members; the NEXUS lane needs all of them",
                f"{members} des {len(occupants)} occupants sont membres; la voie NEXUS les exige tous",
            ),
        )
    return CarAdvice(NEXUS, ALL)


NOT_OPEN = Text("No NEXUS lane is open here", "Aucune voie NEXUS n'est ouverte ici")
ALL = Text("Everybody in the car is a member", "Tous les occupants sont membres")
