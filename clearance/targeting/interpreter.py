"""Scoring: hold the rules against the facts, keep every hit with its evidence, add up two numbers that are never
added together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from clearance.targeting.conditions import Evidence
from clearance.targeting.facts import complete
from clearance.targeting.profile import COMPLIANCE, SECURITY, Profile, ProfileRule
from clearance.targeting.schema import SCHEMA, UNKNOWN, Facts
from portal.core.domain.text import Text

BORDER = "northern_land"
LOWEST, HIGHEST = 0, 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that applied: its points, its words and what made it true."""

    rule: str
    family: str
    target: str
    points: int
    reason_class: str
    reason: Text
    detail: Text
    evidence: tuple[Evidence, ...]
    stops: bool = False
    cause: str = ""

    def as_dict(self, *, for_member: bool = False) -> dict[str, Any]:
        """The stored form; a member sees the reason class and nothing of rule, points or threshold (R-37)."""
        public: dict[str, Any] = {"reason_class": self.reason_class, "reason": self.reason.as_dict()}
        if for_member:
            return public
        return public | {
            "rule": self.rule,
            "family": self.family,
            "target": self.target,
            "points": self.points,
            "detail": self.detail.as_dict(),
            "evidence": [item.as_dict() for item in self.evidence],
            "stops": self.stops,
            "cause": self.cause,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """Two scores from 0 to 100, the hits behind each, and the facts that were asked for but unknown."""

    security: int
    compliance: int
    hits: tuple[Hit, ...]
    unknown: tuple[str, ...]
    profile: str
    version: int

    @property
    def mandatory(self) -> tuple[Hit, ...]:
        """The hits that send the truck to secondary whatever the score says."""
        return tuple(hit for hit in self.hits if hit.stops)

    def points(self, target: str) -> int:
        """The plain sum of one target, before it is kept within 0 and 100."""
        return sum(hit.points for hit in self.hits if hit.target == target)

    def hits_as_json(self) -> list[dict[str, Any]]:
        """For the `contributions` of a stored score, heaviest first."""
        return [hit.as_dict() for hit in sorted(self.hits, key=lambda hit: (-abs(hit.points), hit.rule))]


def score(facts: Facts, profile: Profile, *, on: date, border: str = BORDER) -> Result:
    """Score one trip. `on` is the day of arrival, which decides whether a dated rule still applies.

    Raises ValueError when a fact of the schema is missing: a rule must never drop out in silence.
    """
    if not facts.keys() >= SCHEMA.keys():
        raise ValueError(f"facts missing: {', '.join(sorted(complete(facts)))}")
    plan = profile.kernel.plan(on, border, str(facts["direction"]), str(facts["crossing"]))
    hits = tuple([_hit(rule, witness(facts)) for check, witness, rule in plan.rules if check(facts)])
    return Result(
        _kept_within(sum([hit.points for hit in hits if hit.target == SECURITY])),
        _kept_within(sum([hit.points for hit in hits if hit.target == COMPLIANCE])),
        hits,
        tuple([name for name in plan.asked if facts[name] is UNKNOWN]),
        profile.id,
        profile.version,
    )


def _kept_within(points: int) -> int:
    return max(LOWEST, min(HIGHEST, points))


def _hit(rule: ProfileRule, why: tuple[Evidence, ...]) -> Hit:
    return Hit(
        rule.id,
        rule.family,
        rule.target,
        rule.points,
        rule.reason_class,
        rule.reason,
        rule.detail,
        why,
        rule.stops,
        rule.cause,
    )
