"""What would have to be otherwise: for a comparison that came out one way, a value for which it comes out the other.

For officers, who may ask what would change an advice, and for the check that explanations are true: a cited fact put
outside its condition must move the score by exactly the points of the rules whose truth changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.targeting.conditions import IS_UNKNOWN, Leaf, evidence, leaves
from clearance.targeting.profile import ProfileRule
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, UNKNOWN, Facts, Value

ELSEWHERE = "elsewhere"


def otherwise(leaf: Leaf, facts: Facts) -> Value | None:
    """A value of the leaf's fact for which the comparison comes out otherwise than on these facts; None if none does."""
    held = leaf.holds(facts)
    return next((value for value in _candidates(leaf) if leaf.holds({**facts, leaf.fact: value}) is not held), None)


def cited(rule: ProfileRule, facts: Facts) -> Iterator[Leaf]:
    """The comparisons of a rule on the facts its evidence names."""
    named = {(item.fact, item.threshold) for item in evidence(rule.when, facts)}
    yield from (leaf for leaf in leaves(rule.when) if (leaf.fact, leaf.threshold) in named)


def _candidates(leaf: Leaf) -> Iterator[Value]:
    spec = SCHEMA[leaf.fact]
    if leaf.op == IS_UNKNOWN or spec.may_be_unknown:
        yield UNKNOWN
    if spec.kind == FLAG:
        yield from (True, False)
    elif spec.kind == NUMBER:
        limits = leaf.threshold if leaf.op == "between" else (leaf.threshold or 0,)
        yield from (limit + step for limit in limits for step in (0, -1, 1))
    elif spec.kind == CODE:
        named = {leaf.threshold} if leaf.op == "is" else set(leaf.threshold or ())
        yield from sorted(spec.choices | named | (set() if spec.choices else {ELSEWHERE}))
    else:
        yield from (frozenset(), frozenset(leaf.threshold), frozenset({ELSEWHERE}))
