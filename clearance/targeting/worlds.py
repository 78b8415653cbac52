"""Every case a condition can tell apart: what the linter asks whether a rule can hit at all, or says the same twice.

A condition only sees where its facts lie between its thresholds. So few values of each fact stand for all, and
their combinations are tried one by one. What one fact says about another is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise, product
from math import floor, prod
from typing import Any

from clearance.targeting.conditions import Leaf, Node, leaves
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, UNKNOWN, Facts, Value

MOST_WORLDS = 20_000
SMALL_SET = 6
OTHER = "~"


@dataclass(frozen=True, slots=True)
class Span:
    """What a number can be. A notice is negative when the truck was filed after its arrival."""

    low: float = 0
    high: float = 1_000_000
    whole: bool = True


SPANS: dict[str, Span] = {
    "arrival_hour": Span(0, 23),
    "member_links": Span(0, 3),
    "versions": Span(1, 10_000),
    "shipments": Span(0, 10_000),
    "lines": Span(0, 100_000),
    "passengers": Span(0, 100),
    "notice_minutes": Span(-100_000, 1_000_000),
    "weight_kg": Span(0, 1_000_000, whole=False),
    "value_per_kg": Span(0, 100_000_000, whole=False),
}


def span(fact: str) -> Span:
    return SPANS.get(fact, Span())


def worlds(*nodes: Node) -> list[Facts] | None:
    """One set of facts for every case the conditions tell apart; None when there are too many to try."""
    asked: dict[str, list[Leaf]] = {}
    for leaf in chain.from_iterable(leaves(node) for node in nodes):
        asked.setdefault(leaf.fact, []).append(leaf)
    values = [_distinct(fact, found) for fact, found in asked.items()]
    if prod(len(found) for found in values) > MOST_WORLDS:
        return None
    return [dict(zip(asked, world, strict=True)) for world in product(*values)]


def _distinct(fact: str, asked: Sequence[Leaf]) -> list[Value]:
    """Values on which the comparisons do not all answer alike."""
    kept: dict[tuple[bool, ...], Value] = {}
    for value in _values(fact, asked):
        kept.setdefault(tuple(leaf.holds({fact: value}) for leaf in asked), value)
    return list(kept.values())


def _values(fact: str, asked: Sequence[Leaf]) -> Iterator[Value]:
    spec = SCHEMA[fact]
    if spec.may_be_unknown:
        yield UNKNOWN
    named = [item for leaf in asked for item in _named(leaf.threshold)]
    if spec.kind == FLAG:
        yield from (True, False)
    elif spec.kind == NUMBER:
        yield from _numbers(span(fact), named)
    elif spec.kind == CODE:
        yield from sorted(spec.choices) or [*sorted(set(named)), OTHER]
    else:
        yield from _sets(sorted({*named, OTHER}))


def _named(threshold: Any) -> tuple[Any, ...]:
    if threshold is None:
        return ()
    return tuple(threshold) if isinstance(threshold, (tuple, frozenset)) else (threshold,)


def _numbers(within: Span, limits: Sequence[float]) -> Iterator[float]:
    marks = sorted({within.low, within.high, *limits})
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    found = {*marks, *between} if not within.whole else {floor(m) + step for m in marks for step in (-1, 0, 1)}
    yield from (value for value in sorted(found) if within.low <= value <= within.high)


def _sets(names: Sequence[str]) -> Iterator[frozenset[str]]:
    sizes = range(len(names) + 1) if len(names) <= SMALL_SET else (0, 1, 2, len(names) - 1, len(names))
    for size in sizes:
        yield from (frozenset(some) for some in combinations(names, size))


def never(node: Node) -> bool:
    """Say whether no filing at all can make the condition true."""
    found = worlds(node)
    return found is not None and not any(node.holds(facts) for facts in found)


def always(node: Node) -> bool:
    found = worlds(node)
    return found is not None and all(node.holds(facts) for facts in found)


def implies(one: Node, other: Node) -> bool:
    """Say whether the second condition is true wherever the first is."""
    found = worlds(one, other)
    return found is not None and all(other.holds(facts) for facts in found if one.holds(facts))


def same(one: Node, other: Node) -> bool:
    found = worlds(one, other)
    return found is not None and all(one.holds(facts) is other.holds(facts) for facts in found)
