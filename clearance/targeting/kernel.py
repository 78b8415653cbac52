"""The fast way to hold a filing against a profile: closures built once from the checked trees.

No text is executed. Every closure is chosen from the closed table below by the operator of a tree that was
checked when it was read; a property test holds them against `Node.holds`, which stays the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from clearance.targeting.conditions import IS_UNKNOWN, Every, Evidence, Leaf, Node, Not, evidence, leaves
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, SET, UNKNOWN, Facts

if TYPE_CHECKING:
    from clearance.targeting.profile import ProfileRule

Check = Callable[[Facts], bool]
MOST_PLANS = 512


Witness = Callable[[Facts], tuple[Evidence, ...]]


class Compiled(NamedTuple):
    """A rule as closures: whether it holds, and what made it hold."""

    check: Check
    witness: Witness
    rule: ProfileRule


class Plan(NamedTuple):
    """What applies on one day at one place, and the facts these rules ask for."""

    rules: tuple[Compiled, ...]
    asked: tuple[str, ...]


class Kernel:
    """The closures of one profile. Plans are kept, because a port asks for the same few again and again."""

    def __init__(self, rules: Iterable[ProfileRule]) -> None:
        self._rules = tuple(Compiled(compiled(rule.when), witness(rule.when), rule) for rule in rules)
        self._plans: dict[tuple[date, str, str, str], Plan] = {}

    def plan(self, on: date, border: str, direction: str, crossing: str) -> Plan:
        key = (on, border, direction, crossing)
        found = self._plans.get(key)
        if found is None:
            if len(self._plans) >= MOST_PLANS:
                self._plans.clear()
            found = self._plans[key] = self._made(on, border, direction, crossing)
        return found

    def _made(self, on: date, border: str, direction: str, crossing: str) -> Plan:
        rules = tuple(
            entry
            for entry in self._rules
            if (entry.rule.until is None or on <= entry.rule.until)
            and entry.rule.scope.covers(border, direction, crossing)
        )
        return Plan(rules, tuple(sorted({leaf.fact for entry in rules for leaf in leaves(entry.rule.when)})))


def compiled(node: Node) -> Check:
    """The closure of a condition."""
    if isinstance(node, Leaf):
        if node.op == IS_UNKNOWN:
            return _is_unknown(node.fact)
        return _MAKERS[SCHEMA[node.fact].kind, node.op](node.fact, node.threshold, node.when_unknown)
    if isinstance(node, Not):
        return _negated(compiled(node.part))
    parts = tuple(compiled(part) for part in node.parts)
    return _every(parts) if isinstance(node, Every) else _either(parts)


def witness(node: Node) -> Witness:
    """The evidence of a rule that holds; walked afresh only where it is open which part made it true."""
    settled = _settled(node, True)
    if settled is None:
        return lambda facts: tuple(evidence(node, facts))
    fixed = tuple(settled)
    return lambda facts: tuple([Evidence(fact, op, threshold, facts[fact]) for fact, op, threshold in fixed])


def _settled(node: Node, wanted: bool) -> list[tuple[str, str, Any]] | None:
    """The comparisons that must have come out as they did when the node came out as wanted, or None."""
    if isinstance(node, Leaf):
        return [(node.fact, node.op if wanted else f"not {node.op}", node.threshold)]
    if isinstance(node, Not):
        return _settled(node.part, not wanted)
    if isinstance(node, Every) is not wanted and len(node.parts) > 1:
        return None
    found: list[tuple[str, str, Any]] = []
    for part in node.parts:
        inner = _settled(part, wanted)
        if inner is None:
            return None
        found += inner
    return found


def _negated(inner: Check) -> Check:
    return lambda facts: not inner(facts)


def _every(parts: Sequence[Check]) -> Check:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        first, second = parts
        return lambda facts: first(facts) and second(facts)

    def check(facts: Facts) -> bool:
        for part in parts:  # a generator inside all() costs twice as much
            if not part(facts):
                break
        else:
            return True
        return False

    return check


def _either(parts: Sequence[Check]) -> Check:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        first, second = parts
        return lambda facts: first(facts) or second(facts)

    def check(facts: Facts) -> bool:
        for part in parts:
            if part(facts):
                break
        else:
            return False
        return True

    return check


def _is_unknown(fact: str) -> Check:
    return lambda facts: facts[fact] is UNKNOWN


def _eq(fact: str, limit: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value == limit

    return check


def _lt(fact: str, limit: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value < limit

    return check


def _le(fact: str, limit: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value <= limit

    return check


def _gt(fact: str, limit: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value > limit

    return check


def _ge(fact: str, limit: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value >= limit

    return check


def _between(fact: str, limits: Any, unknown: bool) -> Check:
    low, high = limits

    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else low <= value <= high

    return check


def _flag(fact: str, flag: Any, unknown: bool) -> Check:
    def check(facts: Facts) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value is flag

    return check


def _in(fact: str, codes: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value in codes

    return check


def _not_in(fact: str, codes: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value not in codes

    return check


def _has_any(fact: str, codes: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else not value.isdisjoint(codes)

    return check


def _has_none(fact: str, codes: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value.isdisjoint(codes)

    return check


def _only(fact: str, codes: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else value <= codes

    return check


def _any_starts(fact: str, starts: Any, unknown: bool) -> Check:
    def check(facts: Any) -> bool:
        value = facts[fact]
        return unknown if value is UNKNOWN else any([item.startswith(starts) for item in value])

    return check


_MAKERS: dict[tuple[str, str], Callable[[str, Any, bool], Check]] = {
    (NUMBER, "eq"): _eq,
    (NUMBER, "lt"): _lt,
    (NUMBER, "le"): _le,
    (NUMBER, "gt"): _gt,
    (NUMBER, "ge"): _ge,
    (NUMBER, "between"): _between,
    (CODE, "is"): _eq,
    (CODE, "in"): _in,
    (CODE, "not_in"): _not_in,
    (FLAG, "is"): _flag,
    (SET, "has_any"): _has_any,
    (SET, "has_none"): _has_none,
    (SET, "only"): _only,
    (SET, "any_starts"): _any_starts,
}
