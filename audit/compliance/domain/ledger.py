"""What joining is worth, in figures with their base: rates per 100 movements, minutes, promises (R-39, R-05, R-99).

Pure arithmetic. A rate stands with Wilson's interval, a difference of two rates with Newcombe's (method 10 of his
paper of 1998); a comparison with others is made on like movements only: same port, direction, HS chapter, hour band.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
PER = 100
NO_TIER = "T0"
BAND_HOURS = 6
# Below that many movements on either side nothing is concluded, however far apart the rates are.
LEAST = 30


def wilson(share: float, n: float) -> tuple[float, float]:
    """Give the 95 % interval of a share seen in `n` cases; `n` need not be whole. (0, 1) without a case."""
    if n <= 0:
        return 0.0, 1.0
    spread = Z95**2 / n
    centre = (share + spread / 2) / (1 + spread)
    half = Z95 * sqrt(max(0.0, share * (1 - share)) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share from 0 to 1 with its interval, `part` of `n` cases. `weight` is the base the interval rests on: smaller
    than `n` where cases were weighted to match somebody else's."""

    share: float
    part: int
    n: int
    weight: float

    @classmethod
    def of(cls, part: int, whole: int) -> Rate | None:
        """Give the rate of a plain count; None without a base."""
        return cls(part / whole, part, whole, whole) if whole else None

    @property
    def bounds(self) -> tuple[float, float]:
        return wilson(self.share, self.weight)

    @property
    def enough(self) -> bool:
        return self.weight >= LEAST


@dataclass(frozen=True, slots=True)
class Difference:
    """One value less another with its 95 % interval. Shares from -1 to 1, or minutes."""

    value: float
    low: float
    high: float

    @property
    def rose(self) -> bool:
        """Say whether no difference lies outside the interval, on the side of more."""
        return self.low > 0

    @property
    def fell(self) -> bool:
        return self.high < 0


def difference(one: Rate | None, other: Rate | None) -> Difference | None:
    """Give `one` less `other` with Newcombe's interval of two independent rates; None when one is missing."""
    if one is None or other is None:
        return None
    (low, high), (less, more) = one.bounds, other.bounds
    value = one.share - other.share
    down = sqrt((one.share - low) ** 2 + (more - other.share) ** 2)
    up = sqrt((high - one.share) ** 2 + (other.share - less) ** 2)
    return Difference(value, value - down, value + up)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of some movements: all, inspected; those with a measured time, their minutes and minutes squared; those
    with a promised time, and those released within it."""

    movements: int = 0
    inspected: int = 0
    timed: int = 0
    minutes: int = 0
    squares: int = 0
    promised: int = 0
    kept: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(mine + theirs for mine, theirs in zip(self.figures, other.figures, strict=True)))

    @property
    def figures(self) -> tuple[int, ...]:
        return (
            self.movements, self.inspected, self.timed, self.minutes, self.squares, self.promised, self.kept,
        )  # fmt: skip

    @property
    def rate(self) -> Rate | None:
        return Rate.of(self.inspected, self.movements)

    @property
    def promise(self) -> Rate | None:
        return Rate.of(self.kept, self.promised)

    @property
    def mean_minutes(self) -> float | None:
        return self.minutes / self.timed if self.timed else None

    @property
    def variance(self) -> float:
        """The variance of one movement's minutes, from 0 with fewer than two."""
        if self.timed < 2:
            return 0.0
        return max(0.0, (self.squares - self.minutes**2 / self.timed) / (self.timed - 1))


def total(tallies: Iterable[Tally]) -> Tally:
    found = Tally()
    for one in tallies:
        found = found.plus(one)
    return found


@dataclass(frozen=True, slots=True)
class Stratum:
    """Movements that are alike (port, direction, HS chapter, hour band): a member's own in one tier, and the others'."""

    tier: str
    own: Tally
    peers: Tally


@dataclass(frozen=True, slots=True)
class Comparison:
    """A member beside matched non-members. `own` counts movements that found a like one, `alone` those that did not."""

    own: Rate | None
    peers: Rate | None
    alone: int

    @property
    def difference(self) -> Difference | None:
        return difference(self.own, self.peers)


def compare(strata: Sequence[Stratum]) -> Comparison:
    """Weigh the non-members' rates by the member's own movements (direct standardisation).

    The interval of the weighted rate rests on Kish's effective base, 1 / sum(w² / n): never larger than the number of
    movements behind it.
    """
    alike = [one for one in strata if one.peers.movements and one.own.movements]
    own = total(one.own for one in alike)
    alone = sum(one.own.movements for one in strata) - own.movements
    if not alike:
        return Comparison(None, None, alone)
    parts = [(one.own.movements / own.movements, one.peers) for one in alike]
    share = sum(weight * peers.inspected / peers.movements for weight, peers in parts)
    base = 1 / sum(weight**2 / peers.movements for weight, peers in parts)
    seen = total(peers for _, peers in parts)
    return Comparison(own.rate, Rate(share, seen.inspected, seen.movements, base), alone)


@dataclass(frozen=True, slots=True)
class Saved:
    """Minutes the member's timed movements took less than like ones of non-members; negative when they took more.

    `each` is per movement with its interval, `all` their sum over `movements`. None each way without a base.
    """

    movements: int
    each: Difference | None

    @property
    def all(self) -> int | None:
        return None if self.each is None else round(self.each.value * self.movements)


def saved(strata: Sequence[Stratum]) -> Saved:
    """Compare mean minutes stratum by stratum, weighted by the member's own timed movements."""
    alike = [one for one in strata if one.own.timed and one.peers.timed]
    timed = sum(one.own.timed for one in alike)
    if not timed:
        return Saved(0, None)
    mean = variance = 0.0
    for one in alike:
        weight = one.own.timed / timed
        mean += weight * (one.peers.minutes / one.peers.timed - one.own.minutes / one.own.timed)
        variance += weight**2 * (one.own.variance / one.own.timed + one.peers.variance / one.peers.timed)
    half = Z95 * sqrt(variance)
    return Saved(timed, Difference(mean, mean - half, mean + half))
