"""The lane policy: who may use which lane, where and when; a document both agencies sign (R-09, R-11, R-42).

How much risk is accepted is not said here but in the appetite record, whose numbers the engine reads with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from clearance.domain.links import TIERS
from clearance.targeting.appetite import Appetite, default_appetite
from clearance.targeting.loops import LoopCap, cap_of
from portal.core.domain.text import Text

DATA = Path(__file__).resolve().parent / "data"
DAY = 24 * 60
ALWAYS = (0, DAY)
DIRECTIONS = ("SB", "NB")
OPENINGS = ("green_fast", "partial_fast", "empty_trucks", "mixed_loads", "others", "nexus")
LONGEST_WAIT = 120


@dataclass(frozen=True, slots=True)
class Opening:
    """Where and when something is allowed: crossings (empty: everywhere), directions, minutes of the port's day.

    `hours` may run past midnight. `guarded`: only while the wait for the FAST lane is known to be short.
    """

    on: bool
    crossings: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset(DIRECTIONS)
    hours: tuple[int, int] = ALWAYS
    guarded: bool = False

    def allows(self, crossing: str, direction: str, minute: int | None = None) -> bool:
        """Say whether it is allowed there; at an unknown time only when it is allowed all day."""
        here = self.on and direction in self.directions and (not self.crossings or crossing in self.crossings)
        return here and self._within(minute)

    def _within(self, minute: int | None) -> bool:
        start, end = self.hours
        if (start, end) == ALWAYS:
            return True
        if minute is None:
            return False
        return start <= minute < end if start < end else minute >= start or minute < end


@dataclass(frozen=True, slots=True)
class LanePolicy:
    """One version, with the numbers of the appetite it is read under. Scores run from 0 to 100.

    A score at the cut-off counts as above it. `mixed_share` is the share of a less-than-truckload's shipments whose
    importers hold `mixed_tier` or better. `others` opens the FAST lane to every truck. A FAST wait counts as short
    below `wait_below` minutes, and as known when it was measured at most `wait_age` minutes ago. `random_rate` is by
    tier of the movement. `loop_cap` limits routine checks of a value-chain loop; None in versions before there was one.
    """

    version: int
    security_cut: int
    audit_cut: int
    green_fast: Opening
    partial_fast: Opening
    empty_trucks: Opening
    mixed_loads: Opening
    mixed_share: float
    mixed_tier: str
    random_rate: Mapping[str, float]
    others: Opening = Opening(False)
    nexus: Opening = Opening(True)
    wait_below: int = 10
    wait_age: int = 15
    loop_cap: LoopCap | None = None
    visit_days: int = 0


def lane_policy_from_dict(
    data: Mapping[str, Any], appetite: Appetite | None = None, *, checked: bool = True
) -> LanePolicy:
    """Read a policy under an appetite (the shipped one when none is given).

    KeyError for what is missing, ValueError for what cannot be unless `checked` is off.
    """
    limits = appetite or default_appetite()
    openings = {name: _opening(data[name]) for name in OPENINGS}
    policy = LanePolicy(
        version=int(data["version"]),
        security_cut=limits.security_cut,
        audit_cut=int(data["audit_cut"]),
        mixed_share=float(data["mixed_loads"]["share"]),
        mixed_tier=str(data["mixed_loads"]["tier"]),
        random_rate=limits.random_rate,
        visit_days=limits.visit_days,
        wait_below=int(data["fast_wait"]["below"]),
        wait_age=int(data["fast_wait"]["age"]),
        loop_cap=cap_of(data.get("loop_cap")),
        **openings,
    )
    problem = next(iter(policy_problems(policy)), None)
    if problem and checked:
        raise ValueError(problem[1].en)
    return policy


def under(policy: LanePolicy, appetite: Appetite) -> LanePolicy:
    """Give the policy with the numbers of another appetite."""
    return replace(
        policy,
        security_cut=appetite.security_cut,
        random_rate=appetite.random_rate,
        visit_days=appetite.visit_days,
    )


def _opening(data: Mapping[str, Any]) -> Opening:
    start, end = data.get("hours", ALWAYS)
    return Opening(
        bool(data["on"]),
        frozenset(data.get("crossings", ())),
        frozenset(data.get("directions", DIRECTIONS)),
        (int(start), int(end)),
        bool(data.get("guarded", False)),
    )


Problem = tuple[str, Text]


def policy_problems(policy: LanePolicy) -> list[Problem]:
    """Say what cannot be, as (field, sentence)."""
    found: list[Problem] = []
    if not 0 < policy.audit_cut <= 100:
        found.append(("audit_cut", CUT))
    if not 0 < policy.mixed_share <= 1:
        found.append(("mixed_share", SHARE))
    if policy.mixed_tier not in TIERS:
        found.append(("mixed_tier", TIER))
    if not 0 < policy.wait_below <= LONGEST_WAIT or not 0 < policy.wait_age <= LONGEST_WAIT:
        found.append(("wait_below", WAIT))
    if policy.loop_cap is not None and not policy.loop_cap.possible:
        found.append(("loop_checks", LOOP_CAP))
    for name in OPENINGS:
        found += _opening_problems(name, getattr(policy, name))
    if policy.green_fast.hours != ALWAYS or policy.green_fast.guarded:
        found.append(("green_fast_from", PRESUMPTION))
    if policy.green_fast.on and not policy.green_fast.crossings:
        found.append(("green_fast_crossings", PILOT))
    if policy.others.on and not policy.others.guarded:
        found.append(("others_guarded", GUARD))
    return found


def _opening_problems(name: str, opening: Opening) -> list[Problem]:
    found: list[Problem] = []
    if not opening.directions <= frozenset(DIRECTIONS) or (opening.on and not opening.directions):
        found.append((f"{name}_directions", DIRECTION))
    start, end = opening.hours
    if not (0 <= start < DAY and 0 < end <= DAY and start != end):
        found.append((f"{name}_from", HOURS))
    return found


def default_policy_document() -> dict[str, Any]:
    """The shipped policy, version 1, as JSON."""
    document: dict[str, Any] = json.loads((DATA / "lane_policy_v1.json").read_text(encoding="utf-8"))
    return document


@cache
def default_policy() -> LanePolicy:
    """The shipped policy under the shipped appetite, read and checked."""
    return lane_policy_from_dict(default_policy_document())


CUT = Text("The audit cut-off lies between 1 and 100.", "Le seuil de vérification se situe entre 1 et 100.")
SHARE = Text(
    "The share of a mixed load lies above 0 and at most at 100 %.",
    "La part d'un chargement mixte est supérieure à 0 et d'au plus 100 %.",
)
TIER = Text("Tiers are T0 to T3.", "Les niveaux vont de T0 à T3.")
WAIT = Text("Waits and their age lie between 1 and 120 minutes.", "Attentes et âges se situent entre 1 et 120 minutes.")
LOOP_CAP = Text(
    "The cap of a loop is 1 to 50 routine checks in 1 to 365 days; leave both empty for none.",
    "Le plafond d'une boucle va de 1 à 50 contrôles courants en 1 à 365 jours; laissez les deux vides pour aucun.",
)
DIRECTION = Text("Choose a direction.", "Choisissez une direction.")
HOURS = Text("Give two different times of the day.", "Donnez deux heures différentes de la journée.")
PRESUMPTION = Text(
    "The Green-FAST presumption has no hours: it belongs to the member.",
    "La présomption FAST verte n'a pas d'heures : elle appartient au membre.",
)
PILOT = Text("Green-FAST is a pilot: name its crossings.", "FAST verte est un projet pilote : nommez ses passages.")
GUARD = Text(
    "The FAST lane opens to everybody only while its wait is short: set the guard.",
    "La voie EXPRES ne s'ouvre à tous que si l'attente y est courte : activez la garde.",
)
