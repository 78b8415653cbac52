"""Faults sown into the shipped profile: what a tired author does to a rule. No draw: fault n is always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from clearance.targeting.profile import default_document
from clearance.targeting.schema import SCHEMA

Rule = dict[str, Any]
Document = dict[str, Any]
# Changes the document's rule in place; False: this rule cannot have such a fault.
Fault = Callable[[Document, Rule], bool]


def comparisons(tree: Any) -> Iterator[dict[str, Any]]:
    if "fact" in tree:
        yield tree
    else:
        for parts in tree.values():
            for part in parts if isinstance(parts, list) else [parts]:
                yield from comparisons(part)


def _first(rule: Rule, kind: str = "") -> dict[str, Any] | None:
    return next((leaf for leaf in comparisons(rule["when"]) if not kind or SCHEMA[leaf["fact"]].kind == kind), None)


def _changed(kind: str, **changes: Any) -> Fault:
    def fault(_document: Document, rule: Rule) -> bool:
        leaf = _first(rule, kind)
        if leaf is not None:
            leaf.update(changes)
        return leaf is not None

    return fault


def _field(**changes: Any) -> Fault:
    def fault(_document: Document, rule: Rule) -> bool:
        rule.update(changes)
        return True

    return fault


def _misspelt(_document: Document, rule: Rule) -> bool:
    leaf = _first(rule)
    assert leaf is not None
    leaf["fact"] = leaf["fact"][:-1]
    return True


def _silent_unknown(_document: Document, rule: Rule) -> bool:
    leaf = next((one for one in comparisons(rule["when"]) if "unknown" in one), None)
    return leaf is not None and leaf.pop("unknown") is not None


def _lost(name: str) -> Fault:
    def fault(_document: Document, rule: Rule) -> bool:
        del rule[name]
        return True

    return fault


def _against_itself(_document: Document, rule: Rule) -> bool:
    rule["when"] = {"all": [rule["when"], {"not": deepcopy(rule["when"])}]}
    return True


def _either_way(_document: Document, rule: Rule) -> bool:
    rule["when"] = {"any": [rule["when"], {"not": deepcopy(rule["when"])}]}
    return True


def _said_twice(_document: Document, rule: Rule) -> bool:
    rule["when"] = {"all": [rule["when"], deepcopy(_first(rule))]}
    return "fact" in rule["when"]["all"][0] or "all" in rule["when"]["all"][0]


def _no_overlap(_document: Document, rule: Rule) -> bool:
    leaf = _first(rule, "number")
    if leaf is None or leaf["op"] not in {"ge", "lt"}:
        return False
    other = {"ge": "lt", "lt": "ge"}[leaf["op"]]
    rule["when"] = {"all": [rule["when"], leaf | {"op": other, "unknown": False}]}
    if not SCHEMA[leaf["fact"]].may_be_unknown:
        rule["when"]["all"][1].pop("unknown")
    return "not" not in str(rule["when"]) and leaf.get("unknown") is not True


def _again(points: int, other_words: bool) -> Fault:
    def fault(document: Document, rule: Rule) -> bool:
        copy = deepcopy(rule) | {"id": rule["id"] + "-B"}
        if other_words:
            copy["when"] = {"not": {"not": copy["when"]}}
            copy["points"] = -copy["points"] if not rule.get("stops") else copy["points"]
        document["rules"].append(copy)
        copy["points"] += points if copy["points"] < 90 and not rule.get("stops") else 0
        return copy["points"] != 0

    return fault


def _same_id(document: Document, rule: Rule) -> bool:
    document["rules"].append(deepcopy(rule) | {"when": {"fact": "bobtail", "op": "is", "value": True}})
    return True


def _mandatory_for_papers(_document: Document, rule: Rule) -> bool:
    rule.update(stops=True, cause="G1", target="security", points=abs(rule["points"]))
    return "seal_mismatch" not in str(rule["when"])


def _called_safety(_document: Document, rule: Rule) -> bool:
    """A matter of trade dressed up as safety, so that it stops trucks."""
    was = rule["family"]
    rule.update(family="safety", target="security", stops=True, cause="G7", points=100)
    return was != "safety"


def _all_alone(_document: Document, rule: Rule) -> bool:
    rule["points"] = 100
    return rule["target"] == "security" and not rule.get("stops")


def _one_language(_document: Document, rule: Rule) -> bool:
    rule["detail"]["fr"] = rule["detail"]["en"]
    return True


def _pending_answer(_document: Document, rule: Rule) -> bool:
    rule["when"] = {"any": [rule["when"], {"fact": "warnings", "op": "has_any", "value": ["CLR_N113"]}]}
    return rule["target"] == "security"


FAULTS: dict[str, Fault] = {
    "misspelt fact": _misspelt,
    "operator of another type": _changed("", op="resembles"),
    "text for a number": _changed("number", value="3"),
    "text for a flag": _changed("flag", value="yes"),
    "unheard-of tier": _changed("code", op="in", value=["T7"]),
    "impossible count": _changed("number", op="ge", value=-4),
    "number beyond all bounds": _changed("number", op="ge", value=10_000_000_000),
    "half a trip": _changed("number", op="eq", value=-0.5),
    "code in words": _changed("set", op="has_any", value=["meat"]),
    "unknown not said": _silent_unknown,
    "contradicts itself": _against_itself,
    "true of every trip": _either_way,
    "says a thing twice": _said_twice,
    "range without inside": _no_overlap,
    "same rule again": _again(0, other_words=False),
    "same rule, other points": _again(5, other_words=False),
    "takes away what another adds": _again(0, other_words=True),
    "same id": _same_id,
    "expired": _field(until="2025-12-31"),
    "no such day": _field(until="2026-02-30"),
    "no owner": _field(owner=" "),
    "owner forgotten": _lost("owner"),
    "owner who left": _field(owner="Former targeting office"),
    "no reason": _lost("reason_class"),
    "reason out of the list": _field(reason_class="because"),
    "no detail": _field(detail={"en": "-", "fr": "-"}),
    "one language": _one_language,
    "no border": _field(scope={}),
    "crossing in words": _field(scope={"border": "northern_land", "crossings": ["Ambassador Bridge"]}),
    "no points": _field(points=0),
    "points by the hundred": _field(points=250),
    "stops without a cause": _field(stops=True, cause=""),
    "stops a member without a signal": _mandatory_for_papers,
    "trade called safety": _called_safety,
    "reaches the cut-off alone": _all_alone,
    "papers for security": _pending_answer,
    "security by trade policy": _field(family="trade_policy", target="security"),
}


def sown(count: int) -> Iterator[tuple[str, str, Document]]:
    """`count` profiles with one fault each: its name, the rule it sits in, the document."""
    names = list(FAULTS)
    for number in range(count):
        name = names[number % len(names)]
        yield (name, *_sow(FAULTS[name], number * 7))


def _sow(fault: Fault, start: int) -> tuple[str, Document]:
    for step in range(len(default_document()["rules"])):
        document = default_document()
        rule = document["rules"][(start + step) % len(document["rules"])]
        if fault(document, rule):
            return rule["id"], document
    raise AssertionError("no rule can have this fault")
