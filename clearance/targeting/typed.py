"""A condition as it is being typed: whatever stands in the fields, right or wrong, so that nothing is ever lost.

The editor shows a group (all or any of its parts), in it comparisons and further groups; each may be negated.
Places are named `c`, `c-0`, `c-0-2`: the path from the whole to the part, and the prefix of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clearance.targeting.conditions import DEEPEST, IS_UNKNOWN, OPERATORS, WIDEST, ConditionError, Node, build
from clearance.targeting.schema import SCHEMA

ROOT = "c"
JOINS = ("all", "any")
MOST_NODES = 200
Get = Callable[[str], Sequence[str]]


@dataclass
class TypedLeaf:
    """One comparison: field values as text; `unknown` is yes, no or not answered."""

    fact: str = ""
    op: str = ""
    values: list[str] = field(default_factory=list)
    unknown: str = ""
    negated: bool = False


@dataclass
class TypedGroup:
    """Parts of which all or any must hold."""

    join: str = "all"
    parts: list[TypedLeaf | TypedGroup] = field(default_factory=list)
    negated: bool = False


Typed = TypedLeaf | TypedGroup


def typed_from_document(data: Mapping[str, Any]) -> TypedGroup:
    """What the editor shows for a stored condition; the whole is always a group."""
    found = _typed(data)
    return found if isinstance(found, TypedGroup) else TypedGroup("all", [found])


def _typed(data: Mapping[str, Any]) -> Typed:
    if "not" in data:
        inner = _typed(data["not"])
        if inner.negated:
            return TypedGroup("all", [inner], negated=True)
        inner.negated = True
        return inner
    for join in JOINS:
        if join in data:
            return TypedGroup(join, [_typed(part) for part in data[join]])
    return _typed_leaf(data)


def _typed_leaf(data: Mapping[str, Any]) -> TypedLeaf:
    value = data.get("value")
    values = value if isinstance(value, list) else [] if value is None else [value]
    unknown = {True: "yes", False: "no"}.get(data.get("unknown", ""), "")
    return TypedLeaf(data["fact"], data["op"], [_text(item) for item in values], unknown)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def typed_from_fields(get: Get) -> TypedGroup:
    """Read the fields as they were sent; a form without a condition gives an empty comparison."""
    found = _read(get, ROOT, [MOST_NODES])
    if not isinstance(found, TypedGroup):
        found = TypedGroup("all", [found])
    if not found.parts:
        found.parts.append(TypedLeaf())
    return found


def _read(get: Get, place: str, left: list[int]) -> Typed:
    left[0] -= 1
    negated = bool(get(f"{place}-not"))
    if _first(get, f"{place}-kind") != "group":
        values = [value.strip() for value in get(f"{place}-value")]
        while values and not values[-1]:
            values.pop()
        fact, op = _first(get, f"{place}-fact"), _first(get, f"{place}-op")
        return TypedLeaf(fact, op, values, _first(get, f"{place}-unknown"), negated)
    join = _first(get, f"{place}-join")
    count = _first(get, f"{place}-parts")
    wanted = min(int(count), WIDEST) if count.isdecimal() else 0
    parts = []
    for number in range(wanted):
        if left[0] > 0:
            parts.append(_read(get, f"{place}-{number}", left))
    return TypedGroup(join if join in JOINS else "all", parts, negated)


def _first(get: Get, name: str) -> str:
    found = get(name)
    return found[0].strip() if found else ""


def changed(whole: TypedGroup, action: str) -> str:
    """Do what a button of the editor says (`add:c-0`, `group:c`, `drop:c-1`); gives the place to look at next."""
    name, _colon, place = action.partition(":")
    found = _at(whole, place)
    if name == "drop" and place != ROOT:
        return _drop(whole, place)
    if name in ("add", "group") and isinstance(found, TypedGroup) and len(found.parts) < WIDEST:
        found.parts.append(TypedLeaf() if name == "add" else TypedGroup("any", [TypedLeaf()]))
        last = f"{place}-{len(found.parts) - 1}"
        return last if name == "add" else f"{last}-0"
    return place


def _drop(whole: TypedGroup, place: str) -> str:
    above, _dash, number = place.rpartition("-")
    owner = _at(whole, above)
    if not isinstance(owner, TypedGroup) or not number.isdecimal() or int(number) >= len(owner.parts):
        return ROOT
    del owner.parts[int(number)]
    if not owner.parts:
        if above != ROOT:
            return _drop(whole, above)
        owner.parts.append(TypedLeaf())
    return above


def _at(whole: TypedGroup, place: str) -> Typed | None:
    steps = place.split("-")
    if steps[0] != ROOT:
        return None
    found: Typed = whole
    for step in steps[1:]:
        if not isinstance(found, TypedGroup) or not step.isdecimal() or int(step) >= len(found.parts):
            return None
        found = found.parts[int(step)]
    return found


@dataclass
class Composed:
    """The condition as a document, and which place of the editor each path of the document came from."""

    document: dict[str, Any]
    places: dict[str, str]

    def place_of(self, path: str) -> str:
        """The place of the nearest part a path of the document lies in."""
        while path and path not in self.places:
            path = path.rpartition(".")[0] if not path.endswith("]") else path.rpartition("[")[0]
        return self.places.get(path, ROOT)


def composed(whole: TypedGroup, path: str = "when") -> Composed:
    """The document of what was typed; a value that cannot be read stays text, for the schema to refuse."""
    places: dict[str, str] = {}
    if len(whole.parts) == 1 and not whole.negated:
        document = _document(whole.parts[0], f"{ROOT}-0", path, places)
    else:
        document = _document(whole, ROOT, path, places)
    return Composed(document, places)


def _document(node: Typed, place: str, path: str, places: dict[str, str]) -> dict[str, Any]:
    places[path] = place
    if node.negated:
        path = f"{path}.not"
        places[path] = place
    if isinstance(node, TypedLeaf):
        made = _leaf(node)
    else:
        parts = [
            _document(part, f"{place}-{number}", f"{path}.{node.join}[{number}]", places)
            for number, part in enumerate(node.parts)
        ]
        made = {node.join: parts}
    return {"not": made} if node.negated else made


def _leaf(leaf: TypedLeaf) -> dict[str, Any]:
    made: dict[str, Any] = {"fact": leaf.fact, "op": leaf.op}
    spec = SCHEMA.get(leaf.fact)
    if leaf.op == IS_UNKNOWN or spec is None:
        return made
    made["value"] = _value(leaf, spec.kind)
    if spec.may_be_unknown:
        made["unknown"] = {"yes": True, "no": False}.get(leaf.unknown)
    return made


def _value(leaf: TypedLeaf, kind: str) -> Any:
    if kind == "number":
        numbers = [_number(value) for value in leaf.values]
        if leaf.op == "between":
            return numbers
        return numbers[0] if numbers else None
    if kind == "flag":
        return {"true": True, "false": False}.get(leaf.values[0] if leaf.values else "")
    codes = codes_of(leaf.values)
    if kind == "code" and leaf.op == "is":
        return codes[0] if codes else None
    return codes


def _number(text: str) -> Any:
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        return float(plain)
    except ValueError:
        return text


def codes_of(values: Sequence[str]) -> list[str]:
    """The codes of a field: parted by spaces, commas or semicolons, each once, in the order they were typed."""
    text = " ".join(values).replace(",", " ").replace(";", " ")
    return list(dict.fromkeys(text.split()))


def operators_for(fact: str) -> tuple[str, ...]:
    """The operators the fact takes, in the order of the table."""
    spec = SCHEMA.get(fact)
    if spec is None:
        return ()
    return (*OPERATORS[spec.kind], *((IS_UNKNOWN,) if spec.may_be_unknown else ()))


def may_nest(place: str) -> bool:
    """Say whether a group at this place may hold another group."""
    return place.count("-") < DEEPEST - 2


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one field of the editor."""

    place: str
    field: str
    problem: str


def judged(whole: TypedGroup) -> tuple[Node | None, list[Fault]]:
    """The condition as typed, or every field that keeps it from being one."""
    faults = list(_faults(whole, ROOT))
    if faults:
        return None, faults
    made = composed(whole)
    try:
        return build(made.document), []
    except ConditionError as error:
        return None, [Fault(made.place_of(error.path), "join", error.problem)]


def _faults(node: Typed, place: str) -> Iterator[Fault]:
    if isinstance(node, TypedGroup):
        for number, part in enumerate(node.parts):
            yield from _faults(part, f"{place}-{number}")
        return
    try:
        build(_leaf(node))
    except ConditionError as error:
        yield Fault(place, _field(node, error.problem), error.problem)


def _field(leaf: TypedLeaf, problem: str) -> str:
    if leaf.fact not in SCHEMA:
        return "fact"
    if leaf.op not in operators_for(leaf.fact):
        return "op"
    return "unknown" if "may be unknown" in problem else "value"
