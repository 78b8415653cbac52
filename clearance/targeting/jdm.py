"""A profile as a JDM decision table, the open format of zen-engine: for reading elsewhere, and for an independent
second opinion on every score.

One row per rule. Comparisons that must all hold stand in the column of their fact; what is left of a condition
stands whole in the last column. The border and the last day of a rule are settled when the table is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from clearance.targeting.conditions import IS_UNKNOWN, Every, Leaf, Node, Not
from clearance.targeting.interpreter import BORDER
from clearance.targeting.profile import Profile, ProfileRule
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA

REST = "rest"
OUTPUTS = ("rule", "family", "target", "points", "stops", "cause", "reason_class")
WORD = re.compile(r"[A-Za-z0-9_.\-]+")
GREATEST_NUMBER, MOST_DECIMALS = 10**12, 9


class JdmError(ValueError):
    """The profile holds something the table cannot say exactly."""


def to_jdm(profile: Profile, *, on: date, border: str = BORDER) -> dict[str, Any]:
    """The decision table of the rules that apply on that day at that border. Raises JdmError."""
    rules = [rule for rule in profile.rules if rule.scope.border == border and not (rule.until and on > rule.until)]
    said = [{"rule": _literal(rule.id)} | {n: _literal(getattr(rule, n)) for n in OUTPUTS[1:]} for rule in rules]
    rows = [rule_cells(rule) for rule in rules]
    return table_of(profile.name.en, [rule.detail.en for rule in rules], rows, said, OUTPUTS)


def table_of(
    name: str,
    notes: Sequence[str],
    rows: Sequence[dict[str, str]],
    said: Sequence[dict[str, str]],
    outputs: Sequence[str],
) -> dict[str, Any]:
    """A JDM graph with one table: `rows` are the cells of conditions by column, `said` the outputs by name."""
    facts = [fact for fact in SCHEMA if any(fact in row for row in rows)]
    table = {
        "hitPolicy": "collect",
        "inputs": [
            *({"id": fact, "name": SCHEMA[fact].label.en, "field": fact} for fact in facts),
            {"id": REST, "name": "Condition"},
        ],
        "outputs": [{"id": f"out_{output}", "name": output, "field": output} for output in outputs],
        "rules": [
            {"_id": values["rule"].strip("'"), "_description": note}
            | {fact: row.get(fact, "") for fact in (*facts, REST)}
            | {f"out_{output}": values[output] for output in outputs}
            for note, row, values in zip(notes, rows, said, strict=True)
        ],
    }
    return {
        "nodes": [
            _node("filing", "inputNode", "Filing", 0),
            _node("rules", "decisionTableNode", name, 1) | {"content": table},
            _node("hits", "outputNode", "Hits", 2),
        ],
        "edges": [_edge("filing", "rules"), _edge("rules", "hits")],
    }


def _node(key: str, kind: str, name: str, place: int) -> dict[str, Any]:
    return {"id": key, "type": kind, "name": name, "position": {"x": 320 * place, "y": 0}}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}


def rule_cells(rule: ProfileRule) -> dict[str, str]:
    """The cells of one rule by column. A second comparison of the same fact goes into the last column.

    The columns of direction and crossing say where the rule applies; conditions on them stand in the last column.
    """
    cells: dict[str, str] = {}
    rest: list[str] = []
    if rule.scope.direction != "both":
        cells["direction"] = f"$ == {_literal(rule.scope.direction)}"
    if rule.scope.crossings:
        cells["crossing"] = f"$ in {_list(rule.scope.crossings)}"
    for part in rule.when.parts if isinstance(rule.when, Every) else (rule.when,):
        if isinstance(part, Leaf) and part.fact not in (*cells, "direction", "crossing") and _fits_a_cell(part):
            cells[part.fact] = _leaf(part, "$")
        else:
            rest.append(_words(part))
    return cells | ({REST: " and ".join(rest)} if rest else {})


def _fits_a_cell(leaf: Leaf) -> bool:
    """A cell cannot hold `or` beside `and`: the engine then finds nothing at all. The last column can."""
    may_be_unknown = leaf.op != IS_UNKNOWN and SCHEMA[leaf.fact].may_be_unknown
    return not (leaf.op == "between" and may_be_unknown and leaf.when_unknown)


def _words(node: Node) -> str:
    if isinstance(node, Leaf):
        return f"({_leaf(node, node.fact)})"
    if isinstance(node, Not):
        return f"not ({_words(node.part)})"
    link = " and " if isinstance(node, Every) else " or "
    return f"({link.join(_words(part) for part in node.parts)})"


def _leaf(leaf: Leaf, value: str) -> str:
    if leaf.op == IS_UNKNOWN:
        return f"{value} == null"
    made = _comparison(leaf, value)
    if not SCHEMA[leaf.fact].may_be_unknown:
        return made
    return f"{value} == null or {made}" if leaf.when_unknown else f"{value} != null and {made}"


NUMBER_OPS = {"eq": "==", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def _comparison(leaf: Leaf, value: str) -> str:
    kind, limit = SCHEMA[leaf.fact].kind, leaf.threshold
    if kind == NUMBER:
        if leaf.op == "between":
            return f"{value} >= {_literal(limit[0])} and {value} <= {_literal(limit[1])}"
        return f"{value} {NUMBER_OPS[leaf.op]} {_literal(limit)}"
    if kind == FLAG or leaf.op == "is":
        return f"{value} == {_literal(limit)}"
    if kind == CODE:
        return f"{value} {'in' if leaf.op == 'in' else 'not in'} {_list(limit)}"
    if leaf.op == "any_starts":
        return f"some({value}, {' or '.join(f'startsWith(#, {_literal(start)})' for start in limit)})"
    question = {"has_any": "some", "has_none": "none", "only": "all"}[leaf.op]
    return f"{question}({value}, # in {_list(limit)})"


def _list(codes: Iterable[str]) -> str:
    return f"[{', '.join(_literal(code) for code in sorted(codes))}]"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        if value and not WORD.fullmatch(value):
            raise JdmError(f"{value!r} cannot stand in a table")
        return f"'{value}'"
    exact = Decimal(repr(value))
    if abs(exact) >= GREATEST_NUMBER or round(exact, MOST_DECIMALS) != exact:
        raise JdmError(f"{value!r} has more digits than a table holds")
    return format(exact, "f")
