"""Conditions: a typed tree over a closed list of operators, checked against the fact schema when built.

What is wrong is found when the profile is written, not when a truck stands at the booth: a misspelt fact,
an operator that does not fit the type, a threshold of the wrong type, a fact that may be unknown without
saying what then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, SET, UNKNOWN, Facts, FactSpec, Value

DEEPEST = 6
WIDEST = 60

Test = Callable[[Any, Any], bool]

OPERATORS: dict[str, dict[str, Test]] = {
    NUMBER: {
        "eq": lambda value, limit: bool(value == limit),
        "lt": lambda value, limit: bool(value < limit),
        "le": lambda value, limit: bool(value <= limit),
        "gt": lambda value, limit: bool(value > limit),
        "ge": lambda value, limit: bool(value >= limit),
        "between": lambda value, limits: bool(limits[0] <= value <= limits[1]),
    },
    CODE: {
        "is": lambda value, code: bool(value == code),
        "in": lambda value, codes: value in codes,
        "not_in": lambda value, codes: value not in codes,
    },
    FLAG: {"is": lambda value, flag: value is flag},
    SET: {
        "has_any": lambda value, codes: not value.isdisjoint(codes),
        "has_none": lambda value, codes: value.isdisjoint(codes),
        "only": lambda value, codes: value <= codes,
        "any_starts": lambda value, starts: any(item.startswith(starts) for item in value),
    },
}
IS_UNKNOWN = "unknown"


class ConditionError(ValueError):
    """The condition cannot be built; `path` says where in the document."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison. `when_unknown` is its truth when the fact is unknown."""

    fact: str
    op: str
    threshold: Any
    when_unknown: bool
    test: Test

    def holds(self, facts: Facts) -> bool:
        value = facts[self.fact]
        return self.when_unknown if value is UNKNOWN else self.test(value, self.threshold)


@dataclass(frozen=True, slots=True)
class Every:
    """True when every part is."""

    parts: tuple[Node, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """True when at least one part is."""

    parts: tuple[Node, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is not."""

    part: Node

    def holds(self, facts: Facts) -> bool:
        return not self.part.holds(facts)


Node = Leaf | Every | Either | Not


def build(data: Any, path: str = "when") -> Node:
    """Build a condition from JSON; raises ConditionError naming the place and the problem."""
    return _build(data, path, 0)


def _build(data: Any, path: str, depth: int) -> Node:
    if not isinstance(data, Mapping):
        raise ConditionError(path, "an object is needed")
    if depth > DEEPEST:
        raise ConditionError(path, f"nested deeper than {DEEPEST}")
    if "fact" in data:
        return _leaf(data, path)
    if len(data) != 1:
        raise ConditionError(path, "exactly one of all, any, not, or a fact is needed")
    key, parts = next(iter(data.items()))
    if key == "not":
        return Not(_build(parts, f"{path}.not", depth + 1))
    if key not in {"all", "any"}:
        raise ConditionError(path, f"unknown connective {key!r}")
    if not isinstance(parts, list) or not 0 < len(parts) <= WIDEST:
        raise ConditionError(f"{path}.{key}", f"a list of 1 to {WIDEST} conditions is needed")
    built = tuple(_build(part, f"{path}.{key}[{n}]", depth + 1) for n, part in enumerate(parts))
    return Every(built) if key == "all" else Either(built)


def _leaf(data: Mapping[str, Any], path: str) -> Leaf:
    extra = data.keys() - {"fact", "op", "value", "unknown"}
    if extra:
        raise ConditionError(path, f"unknown key {sorted(extra)[0]!r}")
    spec = SCHEMA.get(data["fact"]) if isinstance(data["fact"], str) else None
    if spec is None:
        raise ConditionError(path, f"there is no fact {data['fact']!r}")
    if data.get("op") == IS_UNKNOWN:
        return _unknown_leaf(data, spec, path)
    tests = OPERATORS[spec.kind]
    op = data.get("op")
    if not isinstance(op, str) or op not in tests:
        raise ConditionError(path, f"{spec.name} takes {', '.join(tests)}, not {op!r}")
    unknown = data.get("unknown")
    if spec.may_be_unknown and not isinstance(unknown, bool):
        raise ConditionError(path, f"{spec.name} may be unknown: say true or false under 'unknown'")
    threshold = _threshold(data.get("value"), op, spec, path)
    return Leaf(spec.name, op, threshold, bool(unknown), tests[op])


def _unknown_leaf(data: Mapping[str, Any], spec: FactSpec, path: str) -> Leaf:
    if not spec.may_be_unknown:
        raise ConditionError(path, f"{spec.name} is always known")
    if data.keys() - {"fact", "op"}:
        raise ConditionError(path, "'unknown' takes no value")
    return Leaf(spec.name, IS_UNKNOWN, None, True, _known_value)


def _known_value(_value: Any, _limit: Any) -> bool:
    return False


def _threshold(value: Any, op: str, spec: FactSpec, path: str) -> Any:
    if spec.kind == FLAG:
        if type(value) is not bool:
            raise ConditionError(path, "true or false is needed")
        return value
    if spec.kind == NUMBER:
        return _numbers(value, path) if op == "between" else _number(value, path)
    if op == "is":
        return _codes([value], spec, path)[0]
    codes = _codes(value, spec, path)
    return codes if op == "any_starts" else frozenset(codes)


def _number(value: Any, path: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise ConditionError(path, "a number is needed")
    return value


def _numbers(value: Any, path: str) -> tuple[int | float, int | float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ConditionError(path, "two numbers are needed")
    low, high = (_number(item, path) for item in value)
    if low > high:
        raise ConditionError(path, "the first number must not be above the second")
    return low, high


def _codes(value: Any, spec: FactSpec, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
        raise ConditionError(path, "a list of codes is needed")
    if spec.choices and not spec.choices.issuperset(value):
        raise ConditionError(path, f"{spec.name} is one of {', '.join(sorted(spec.choices))}")
    return tuple(value)


def leaves(node: Node) -> Iterator[Leaf]:
    """Give every comparison of the tree."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        for part in node.parts:
            yield from leaves(part)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a rule hit: the fact, the operator, the threshold and the value that was compared."""

    fact: str
    op: str
    threshold: Any
    value: Value

    def as_dict(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "op": self.op,
            "threshold": sorted(self.threshold) if isinstance(self.threshold, frozenset) else self.threshold,
            "value": None if self.value is UNKNOWN else self._plain(),
        }

    def _plain(self) -> Any:
        return sorted(self.value) if isinstance(self.value, frozenset) else self.value


def evidence(node: Node, facts: Facts, wanted: bool = True) -> Iterator[Evidence]:
    """Give the comparisons that made the tree come out as it did."""
    if isinstance(node, Leaf):
        if node.holds(facts) is wanted:
            yield Evidence(node.fact, node.op if wanted else f"not {node.op}", node.threshold, facts[node.fact])
    elif isinstance(node, Not):
        yield from evidence(node.part, facts, not wanted)
    else:
        for part in node.parts:
            if part.holds(facts) is wanted:
                yield from evidence(part, facts, wanted)
