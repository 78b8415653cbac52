"""The lane policy: numbers and crossings two governments agree on, read from data and checked (R-36, R-09)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clearance.domain.links import TIERS

DATA = Path(__file__).resolve().parent / "data"
HIGHEST_RANDOM_RATE = 0.1


@dataclass(frozen=True, slots=True)
class Opening:
    """Where something is allowed: a set of crossings (empty: everywhere) and directions, or switched off."""

    on: bool
    crossings: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset({"SB", "NB"})

    def allows(self, crossing: str, direction: str) -> bool:
        return self.on and direction in self.directions and (not self.crossings or crossing in self.crossings)


@dataclass(frozen=True, slots=True)
class LanePolicy:
    """One version. Scores run from 0 to 100; a score at the cut-off counts as above it.

    `mixed_share` is the share of a less-than-truckload's shipments whose importers hold `mixed_tier` or
    better. `random_rate` is per advised lane.
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


def lane_policy_from_dict(data: Mapping[str, Any]) -> LanePolicy:
    """Read a policy; KeyError for what is missing, ValueError for what cannot be."""
    policy = LanePolicy(
        version=int(data["version"]),
        security_cut=int(data["security_cut"]),
        audit_cut=int(data["audit_cut"]),
        green_fast=_opening(data["green_fast"]),
        partial_fast=_opening(data["partial_fast"]),
        empty_trucks=_opening(data["empty_trucks"]),
        mixed_loads=_opening(data["mixed_loads"]),
        mixed_share=float(data["mixed_loads"]["share"]),
        mixed_tier=str(data["mixed_loads"]["tier"]),
        random_rate={lane: float(rate) for lane, rate in data["random_rate"].items()},
    )
    if not (0 < policy.security_cut <= 100 and 0 < policy.audit_cut <= 100):
        raise ValueError("cut-offs lie between 1 and 100")
    if not 0 < policy.mixed_share <= 1 or policy.mixed_tier not in TIERS:
        raise ValueError("the share of a mixed load lies above 0 and at most at 1, its tier is T0 to T3")
    if not all(0 <= rate <= HIGHEST_RANDOM_RATE for rate in policy.random_rate.values()):
        raise ValueError(f"a random rate lies between 0 and {HIGHEST_RANDOM_RATE}")
    return policy


def _opening(data: Mapping[str, Any]) -> Opening:
    return Opening(
        bool(data["on"]),
        frozenset(data.get("crossings", ())),
        frozenset(data.get("directions", ("SB", "NB"))),
    )


def default_policy_document() -> dict[str, Any]:
    """The shipped policy, version 1, as JSON."""
    document: dict[str, Any] = json.loads((DATA / "lane_policy_v1.json").read_text(encoding="utf-8"))
    return document


@cache
def default_policy() -> LanePolicy:
    """The shipped policy, read and checked."""
    return lane_policy_from_dict(default_policy_document())
