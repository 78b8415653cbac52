"""Whether as many trips were drawn as was signed: exact binomial limits, no approximation (R-43)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

LEVEL = 0.999
_NEGLIGIBLE = 1e-25


def limits(trials: int, rate: float, level: float = LEVEL) -> tuple[int, int]:
    """Give the least and greatest number of hits that are no surprise: each tail outside holds at most half the rest.

    Raises ValueError for a negative number of trials or a rate outside 0..1.
    """
    if trials < 0 or not 0 <= rate <= 1:
        raise ValueError("trials from 0, a rate from 0 to 1")
    if rate in (0, 1) or trials == 0:
        return (trials, trials) if rate == 1 else (0, 0)
    first, weights = _weights(trials, rate)
    tail = (1 - level) / 2
    return first + _outside(weights, tail), first + len(weights) - 1 - _outside(weights[::-1], tail)


def _outside(weights: list[float], tail: float) -> int:
    """Give how many weights from the left together hold at most `tail`."""
    held = 0.0
    for place, weight in enumerate(weights):
        held += weight
        if held > tail:
            return place
    return len(weights) - 1


def _weights(trials: int, rate: float) -> tuple[int, list[float]]:
    """Give the probabilities around the most likely number, and the number the first of them belongs to."""
    mode = min(int((trials + 1) * rate), trials)
    apart = lgamma(trials + 1) - lgamma(mode + 1) - lgamma(trials - mode + 1)
    at_mode = exp(apart + mode * log(rate) + (trials - mode) * log(1 - rate))
    odds = rate / (1 - rate)
    up, count = [at_mode], mode
    while count < trials and up[-1] > _NEGLIGIBLE:
        up.append(up[-1] * (trials - count) / (count + 1) * odds)
        count += 1
    down, weight, count = [], at_mode, mode
    while count > 0 and weight > _NEGLIGIBLE:
        weight *= count / (trials - count + 1) / odds
        down.append(weight)
        count -= 1
    return count, [*reversed(down), *up]


@dataclass(frozen=True, slots=True)
class Observed:
    """What was drawn in one tier at one signed rate, and between which numbers that is no surprise."""

    tier: str
    rate: float
    trials: int
    hits: int

    @property
    def limits(self) -> tuple[int, int]:
        return limits(self.trials, self.rate)

    @property
    def share(self) -> float:
        return self.hits / self.trials if self.trials else 0.0

    @property
    def percent(self) -> float:
        """The signed rate in per cent."""
        return 100 * self.rate

    @property
    def as_signed(self) -> bool:
        low, high = self.limits
        return low <= self.hits <= high
