"""Whether what arrives still looks as it did: the population-stability index of every fact (targeting.md 4 (7))."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from clearance.models import TripFacts
from clearance.selectors.yields import Window
from clearance.targeting.rates import stability
from clearance.targeting.schema import NUMBER, SCHEMA, SET, FactSpec

# The latest of each window are enough: an index of 0.1 stands far above the noise of five thousand trips.
MOST = 5_000
TENTHS = 10
UNKNOWN = "unknown"
COUNTED: tuple[FactSpec, ...] = tuple(spec for spec in SCHEMA.values() if spec.kind != SET)


@dataclass(frozen=True, slots=True)
class Drift:
    """How far the mix of one fact moved from the window before to this one, and on how many trips that rests."""

    fact: FactSpec
    index: float
    before: int
    now: int


def drifts(window: Window) -> tuple[Drift, ...]:
    """Numbers by tenths of the window before, codes and flags by value; the facts that moved most come first."""
    old, new = _rows(window.before), _rows(window)
    found = []
    for place, spec in enumerate(COUNTED):
        was, now = [row[place] for row in old], [row[place] for row in new]
        edges = _edges(was) if spec.kind == NUMBER else []
        index = stability(_bins(was, spec, edges), _bins(now, spec, edges))
        if index is not None:
            found.append(Drift(spec, index, len(old), len(new)))
    return tuple(sorted(found, key=lambda one: (-one.index, one.fact.name)))


def _rows(window: Window) -> list[tuple[Any, ...]]:
    rows = TripFacts.objects.filter(window.holds()).order_by("-eta").values_list(*(spec.name for spec in COUNTED))
    return list(rows[:MOST])


def _edges(values: Sequence[Any]) -> list[float]:
    known = [value for value in values if value is not None]
    return sorted(set(quantiles(known, n=TENTHS))) if len(known) > 1 else []


def _bins(values: Iterable[Any], spec: FactSpec, edges: Sequence[float]) -> Counter[str]:
    if spec.kind != NUMBER:
        return Counter(UNKNOWN if value is None else str(value) for value in values)
    return Counter(UNKNOWN if value is None else str(bisect_right(edges, value)) for value in values)
