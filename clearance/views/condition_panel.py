"""The condition editor as templates draw it: every field with what was typed, its choices and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from clearance.targeting.conditions import IS_UNKNOWN
from clearance.targeting.problem_words import problem_text
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA
from clearance.targeting.typed import ROOT, Fault, Typed, TypedGroup, TypedLeaf, may_nest, operators_for
from clearance.targeting.wording import NO, OPERATOR_WORDS, UNKNOWN_WORDS, YES
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

Panel = dict[str, Any]


def condition_panel(whole: TypedGroup, faults: Iterable[Fault], focus: str = "") -> Panel:
    """Give the tree of fields. `focus` is the place the person looks at next."""
    by_place: dict[str, dict[str, list[Text]]] = {}
    for fault in faults:
        by_place.setdefault(fault.place, {}).setdefault(fault.field, []).append(problem_text(fault.problem))
    return _node(whole, ROOT, by_place, focus)


def fault_items(faults: Iterable[Fault]) -> list[ErrorItem]:
    """What the error summary lists, each linked to its field."""
    return [
        ErrorItem("CLR_PROFILE", problem_text(fault.problem), f"{fault.place}-{fault.field}", fix=WHERE)
        for fault in faults
    ]


WHERE = Text("It stands in the condition below.", "C'est dans la condition ci-dessous.")


def _node(node: Typed, place: str, faults: Mapping[str, Any], focus: str) -> Panel:
    found = faults.get(place, {})
    panel: Panel = {
        "place": place,
        "root": place == ROOT,
        "name": _name(place),
        "negated": node.negated,
        "faults": found,
        "said": [text for texts in found.values() for text in texts],
        "focus": place == focus,
    }
    if isinstance(node, TypedGroup):
        parts = [_node(part, f"{place}-{number}", faults, focus) for number, part in enumerate(node.parts)]
        return panel | {"group": True, "join": node.join, "parts": parts, "may_nest": may_nest(place)}
    return panel | _leaf(node)


def _name(place: str) -> str:
    """`c-0-2` as people count: 1.3."""
    return ".".join(str(int(step) + 1) for step in place.split("-")[1:])


def _leaf(leaf: TypedLeaf) -> Panel:
    spec = SCHEMA.get(leaf.fact)
    kind = spec.kind if spec else ""
    words = OPERATOR_WORDS.get(kind, {})
    ops = [(op, UNKNOWN_WORDS if op == IS_UNKNOWN else words[op]) for op in operators_for(leaf.fact)]
    asks = spec is not None and leaf.op in dict(ops) and leaf.op != IS_UNKNOWN
    values = [*leaf.values, "", ""]
    return {
        "group": False,
        "fact": leaf.fact,
        "facts": _facts(),
        "op": leaf.op,
        "ops": ops,
        "input": _input(leaf, kind, bool(spec and spec.choices)) if asks else "",
        "choices": sorted(spec.choices) if spec else [],
        "answers": (("true", YES), ("false", NO)),
        "first": values[0],
        "second": values[1],
        "typed": " ".join(leaf.values),
        "values": " ".join(leaf.values).replace(",", " ").split(),
        "asks_unknown": asks and spec is not None and spec.may_be_unknown,
        "unknown": leaf.unknown,
    }


def _input(leaf: TypedLeaf, kind: str, closed: bool) -> str:
    if kind == NUMBER:
        return "between" if leaf.op == "between" else "number"
    if kind == FLAG:
        return "flag"
    if closed:
        return "choice" if leaf.op == "is" else "choices"
    return "code" if kind == CODE and leaf.op == "is" else "codes"


def _facts() -> list[tuple[str, str]]:
    language = get_language() or "en"
    return sorted(((name, spec.label.get(language)) for name, spec in SCHEMA.items()), key=lambda fact: fact[1].lower())
