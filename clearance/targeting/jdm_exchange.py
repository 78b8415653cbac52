"""A whole profile as one JDM table and back: what a policy office edits elsewhere comes home as the same profile.

The table carries every part of every rule, so that it can be read back alone. The document it was written from
travels along: a rule whose row still says the same comes back exactly as it was, an edited one as the row says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clearance.targeting.comparing import canonical
from clearance.targeting.conditions import ConditionError, build
from clearance.targeting.jdm import REST, JdmError, rule_cells, table_of
from clearance.targeting.jdm_reading import CellError, literal, read_cell, read_rest
from clearance.targeting.profile import Profile, ProfileError, profile_from_dict
from clearance.targeting.schema import SCHEMA

MARK = "preclear"
SCOPED = ("direction", "crossing")
OUTPUTS = (
    *("rule", "family", "target", "points", "stops", "cause", "reason_class"),
    *("border", "detail_en", "detail_fr", "owner", "until", "card"),
)


def export_jdm(document: Mapping[str, Any]) -> dict[str, Any]:
    """The profile as a JDM graph. Raises JdmError for what a table cannot say, ProfileError for no profile."""
    profile = profile_from_dict(document)
    rows = [rule_cells(rule) for rule in profile.rules]
    said = [_said(profile, number) for number in range(len(rows))]
    graph = table_of(profile.name.en, [rule.id for rule in profile.rules], rows, said, OUTPUTS)
    return graph | {MARK: {"document": dict(document)}}


def _said(profile: Profile, number: int) -> dict[str, str]:
    rule = profile.rules[number]
    values: dict[str, Any] = {
        "rule": rule.id,
        "family": rule.family,
        "target": rule.target,
        "points": rule.points,
        "stops": rule.stops,
        "cause": rule.cause,
        "reason_class": rule.reason_class,
        "border": rule.scope.border,
        "detail_en": rule.detail.en,
        "detail_fr": rule.detail.fr,
        "owner": rule.owner,
        "until": rule.until.isoformat() if rule.until else None,
        "card": rule.card,
    }
    return {name: _quoted(value) for name, value in values.items()}


def _quoted(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    mark = '"' if "'" in value else "'"
    if mark in value or "\n" in value or "\\" in value:
        raise JdmError(f"{value!r} cannot stand in a table")
    return f"{mark}{value}{mark}"


def import_jdm(graph: Any, base: Mapping[str, Any]) -> dict[str, Any]:
    """The profile document of a table. `base` lends name, note and cards to a table that has lost its own.

    Raises ProfileError with the row and the column at the first thing that cannot be read.
    """
    content = _content(graph)
    inputs, outputs = _columns(content, "inputs"), _columns(content, "outputs")
    _known(inputs, outputs)
    carried = graph.get(MARK)
    home = carried.get("document") if isinstance(carried, Mapping) else None
    home = home if isinstance(home, Mapping) else base
    before = {rule["id"]: rule for rule in home["rules"]} if _readable(home) else {}
    rules = [_rule(row, f"rules[{number}]", inputs, outputs) for number, row in enumerate(content["rules"])]
    document = {key: value for key, value in home.items() if key != "rules"}
    document["rules"] = [_kept(rule, before.get(rule["id"])) for rule in rules]
    profile_from_dict(document)
    return document


def _content(graph: Any) -> Mapping[str, Any]:
    nodes = graph.get("nodes") if isinstance(graph, Mapping) else None
    tables = [
        node.get("content")
        for node in (nodes if isinstance(nodes, list) else [])
        if isinstance(node, Mapping) and node.get("type") == "decisionTableNode"
    ]
    if len(tables) != 1 or not isinstance(tables[0], Mapping):
        raise ProfileError("nodes", "exactly one decision table is needed")
    content: Mapping[str, Any] = tables[0]
    if content.get("hitPolicy") != "collect":
        raise ProfileError("hitPolicy", "the hit policy must be collect")
    if not isinstance(content.get("rules"), list) or not content["rules"]:
        raise ProfileError("rules", "at least one rule is needed")
    return content


def _columns(content: Mapping[str, Any], side: str) -> dict[str, str]:
    """Column id to field name; the last column of conditions has no field."""
    found = content.get(side)
    if not isinstance(found, list) or not all(isinstance(each, Mapping) and each.get("id") for each in found):
        raise ProfileError(side, "an object is needed")
    return {str(each["id"]): str(each.get("field") or REST) for each in found}


def _known(inputs: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    for name in inputs.values():
        if name != REST and name not in SCHEMA:
            raise ProfileError("inputs", f"column {name} is not known")
    for name in outputs.values():
        if name not in OUTPUTS:
            raise ProfileError("outputs", f"column {name} is not known")
    for name in OUTPUTS:
        if name not in outputs.values():
            raise ProfileError("outputs", f"column {name} is missing")


def _readable(document: Mapping[str, Any]) -> bool:
    try:
        profile_from_dict(document)
    except ProfileError:
        return False
    return True


def _rule(row: Any, path: str, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise ProfileError(path, "an object is needed")
    said = {name: _value(row.get(key), f"{path}.{name}") for key, name in outputs.items()}
    made: dict[str, Any] = {
        "id": said["rule"],
        "family": said["family"],
        "scope": {"border": said["border"]},
        "when": None,
        "target": said["target"],
        "points": said["points"],
        "reason_class": said["reason_class"],
        "detail": {"en": said["detail_en"], "fr": said["detail_fr"]},
        "owner": said["owner"],
        "until": said["until"],
    }
    if said["stops"] or said["cause"]:
        made |= {"stops": said["stops"], "cause": said["cause"]}
    if said["card"]:
        made["card"] = said["card"]
    _conditions(made, row, path, inputs)
    return made


def _value(cell: Any, path: str) -> Any:
    if not isinstance(cell, str) or not cell.strip():
        raise ProfileError(path, "a text in quotation marks is needed")
    try:
        return literal(cell.strip())
    except CellError as error:
        raise ProfileError(path, error.problem) from error


def _conditions(made: dict[str, Any], row: Mapping[str, Any], path: str, inputs: Mapping[str, str]) -> None:
    parts: list[dict[str, Any]] = []
    for key, name in inputs.items():
        cell = str(row.get(key) or "").strip()
        if not cell:
            continue
        try:
            if name == REST:
                parts += read_rest(cell)
            elif name in SCOPED:
                _scope(made["scope"], read_cell(cell, name))
            else:
                parts.append(read_cell(cell, name))
        except CellError as error:
            raise ProfileError(f"{path}.{name}", error.problem) from error
    if not parts:
        raise ProfileError(path, "no condition")
    made["when"] = parts[0] if len(parts) == 1 else {"all": parts}


def _scope(scope: dict[str, Any], leaf: Mapping[str, Any]) -> None:
    """The columns of direction and crossing say where a rule applies; conditions on them stand in the last one."""
    if leaf["fact"] == "direction" and leaf["op"] == "is":
        scope["direction"] = leaf["value"]
    elif leaf["fact"] == "crossing" and leaf["op"] in ("in", "is"):
        scope["crossings"] = leaf["value"] if leaf["op"] == "in" else [leaf["value"]]
    else:
        raise CellError("it compares in a way no rule can")


def _kept(rule: dict[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The rule as it was written when its row still means the same, else as the row says."""
    if before is None or _meaning(rule) != _meaning(before):
        return rule
    return dict(before)


def _meaning(rule: Mapping[str, Any]) -> Any:
    scope = rule["scope"]
    try:
        when = canonical(build(rule["when"]))
    except ConditionError:
        return None
    plain = {key: value for key, value in rule.items() if key not in ("when", "scope", "stops", "cause")}
    place = (scope["border"], scope.get("direction", "both"), tuple(sorted(scope.get("crossings", []))))
    return plain, when, place, rule.get("stops", False), rule.get("cause", "")
