"""Shares with their uncertainty, and what stands out: for yield, fairness and consistency (R-38, R-90, R-99, R-104).

Every share keeps its base. Nothing here decides; a figure outside its bounds is listed for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, gamma, log, sqrt
from statistics import median
from typing import Any

Z95 = 1.959963984540054
LEAST_GROUP = 30
LEAST_DECISIONS, OUTLIER_MADS = 20, 3.0
MAD_TO_SIGMA = 1.4826
UNFAIR_RATIO = 1.25
PSI_WATCH, PSI_ACT = 0.1, 0.25


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, with the Wilson 95 % interval; all None without a base."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Wilson's interval: sensible for few cases and for shares near 0 and 1."""
        if not self.whole:
            return None
        share, spread = self.part / self.whole, Z95**2 / self.whole
        centre = (share + spread / 2) / (1 + spread)
        half = Z95 * sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole)) / (1 + spread)
        return max(0.0, centre - half), min(1.0, centre + half)


def share_as_json(share: Share, least: int = LEAST_GROUP) -> dict[str, Any]:
    """Give part and whole always, rate and interval only where there are `least` cases to stand on."""
    if share.whole < least or share.rate is None or share.bounds is None:
        return {"part": share.part, "whole": share.whole, "rate": None, "low": None, "high": None}
    low, high = share.bounds
    return {
        "part": share.part,
        "whole": share.whole,
        "rate": round(share.rate, 6),
        "low": round(low, 6),
        "high": round(high, 6),
    }


def below_floor(share: Share, floor: float) -> bool:
    """Say whether even the favourable end of the interval lies under the floor: listed for review (R-38)."""
    bounds = share.bounds
    return bounds is not None and bounds[1] < floor


def outliers(shares: Mapping[str, Share]) -> dict[str, float]:
    """Whose share lies more than three MADs from the median of those with enough cases, and how many (R-90)."""
    known = {name: share.part / share.whole for name, share in shares.items() if share.whole >= LEAST_DECISIONS}
    if len(known) < 4:
        return {}
    middle = median(known.values())
    spread = MAD_TO_SIGMA * median(abs(rate - middle) for rate in known.values())
    # With most colleagues exactly alike the MAD is 0: a binomial deviation then sets the scale.
    scale = {name: spread or sqrt(max(middle * (1 - middle), 1e-4) / shares[name].whole) for name in known}
    far = {name: abs(rate - middle) / scale[name] for name, rate in known.items()}
    return {name: distance for name, distance in far.items() if distance > OUTLIER_MADS}


@dataclass(frozen=True, slots=True)
class Matched:
    """What one port did beside what all ports together did to trips of the same kinds (indirect standardisation)."""

    name: str
    observed: int
    expected: float
    trips: int

    @property
    def ratio(self) -> float | None:
        return self.observed / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Spread:
    """The ports beside one another; `p` is the chance of differences this great if all ports acted alike."""

    ports: tuple[Matched, ...]
    statistic: float
    freedom: int
    p: float | None


def matched(cells: Iterable[tuple[str, str, int, int]]) -> Spread:
    """Compare ports on like trips: cells are (port, kind of trip, trips, referred).

    A kind seen at one port only says nothing about differences and is left out.
    """
    kinds: dict[str, list[tuple[str, int, int]]] = {}
    for port, kind, trips, referred in cells:
        kinds.setdefault(kind, []).append((port, trips, referred))
    totals: dict[str, list[float]] = {}
    for rows in (rows for rows in kinds.values() if len({port for port, _, _ in rows}) > 1):
        rate = sum(referred for _, _, referred in rows) / sum(trips for _, trips, _ in rows)
        for port, trips, referred in rows:
            held = totals.setdefault(port, [0.0, 0.0, 0.0, 0.0])
            for place, value in enumerate((referred, trips * rate, trips, trips * rate * (1 - rate))):
                held[place] += value
    ports = tuple(Matched(port, int(o), e, int(n)) for port, (o, e, n, _) in sorted(totals.items()))
    chi = sum((o - e) ** 2 / v for o, e, _, v in totals.values() if v)
    freedom = max(0, len(totals) - 1)
    return Spread(ports, chi, freedom, chance_above(chi, freedom) if freedom else None)


def chance_above(chi: float, freedom: int) -> float:
    """The upper tail of chi-square: the closed sum for whole degrees of freedom."""
    half, odd = chi / 2, freedom % 2
    powers = [place + (0.5 if odd else 0.0) for place in range(freedom // 2)]
    tail: float = exp(-half) * sum(half**power / gamma(power + 1) for power in powers)
    return tail + (erfc(sqrt(half)) if odd else 0.0)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of movements: how many were sent to secondary, and what the random draws among them found."""

    name: str
    referred: Share
    random: Share


@dataclass(frozen=True, slots=True)
class Fairness:
    """A group beside everybody. Flagged: clearly more often referred without a higher share found at random."""

    group: Group
    ratio: float | None
    flagged: bool


def fairness(groups: Sequence[Group]) -> tuple[Fairness, ...]:
    """targeting.md section 4 (5): the ratio to all; above 1.25 for certain, and the random draws do not say why."""
    whole = Share(sum(one.referred.part for one in groups), sum(one.referred.whole for one in groups))
    drawn = Share(sum(one.random.part for one in groups), sum(one.random.whole for one in groups))
    return tuple(_fairness(one, whole, drawn) for one in groups)


def _fairness(group: Group, whole: Share, drawn: Share) -> Fairness:
    if not whole.rate or group.referred.rate is None:
        return Fairness(group, None, False)
    bounds = group.referred.bounds or (0.0, 1.0)
    explained = (group.random.rate or 0.0) > (drawn.rate or 0.0)
    enough = group.referred.whole >= LEAST_DECISIONS
    often = enough and group.referred.rate / whole.rate > UNFAIR_RATIO and bounds[0] > whole.rate
    return Fairness(group, group.referred.rate / whole.rate, often and not explained)


def stability(before: Mapping[str, int], now: Mapping[str, int]) -> float | None:
    """The population-stability index of two counts by bin: 0.1 watch, 0.25 act (targeting.md section 4 (7)).

    Half a case is added to every bin, so that an empty one does not make it infinite. None without cases.
    """
    bins = sorted(before.keys() | now.keys())
    old, new = sum(before.values()), sum(now.values())
    if not old or not new:
        return None
    parts = [
        ((before.get(b, 0) + 0.5) / (old + 0.5 * len(bins)), (now.get(b, 0) + 0.5) / (new + 0.5 * len(bins)))
        for b in bins
    ]
    return sum((present - past) * log(present / past) for past, present in parts)
