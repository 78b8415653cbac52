"""The ladder of trust: T0 (no lane privilege) to T3 (Green-FAST); NEXUS stands beside it (R-08)."""

from __future__ import annotations

LADDER = ("T0", "T1", "T2", "T3")
NEXUS = "NEXUS"
TIERS = (*LADDER, NEXUS)
NO_TIER = "T0"


def rank(tier: str) -> int:
    """Give the height of a tier; NEXUS counts as one rung above none, since it has no ladder of its own."""
    return 1 if tier == NEXUS else LADDER.index(tier)


def is_below(tier: str, other: str) -> bool:
    """Say whether moving from `other` to `tier` loses trust."""
    return rank(tier) < rank(other)


def tier_below(tier: str) -> str:
    """Give the next lower tier; T0 stays T0 and NEXUS has nothing below but T0."""
    return LADDER[max(rank(tier) - 1, 0)]


def tier_above(tier: str) -> str | None:
    """Give the next higher tier, or None at the top and for NEXUS."""
    place = rank(tier) + 1
    return None if tier == NEXUS or place >= len(LADDER) else LADDER[place]
