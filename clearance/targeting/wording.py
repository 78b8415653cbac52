"""Conditions in words, in both languages: what officers read beside a rule, in a difference, in the editor."""

from __future__ import annotations

from typing import Any

from clearance.targeting.conditions import IS_UNKNOWN, Every, Leaf, Node, Not
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, SET
from portal.core.domain.text import Text

OPERATOR_WORDS: dict[str, dict[str, Text]] = {
    NUMBER: {
        "eq": Text("equals", "est égal à"),
        "lt": Text("is below", "est inférieur à"),
        "le": Text("is at most", "est au plus"),
        "gt": Text("is above", "est supérieur à"),
        "ge": Text("is at least", "est au moins"),
        "between": Text("lies between", "est compris entre"),
    },
    CODE: {
        "is": Text("is", "est"),
        "in": Text("is one of", "est l'un de"),
        "not_in": Text("is none of", "n'est aucun de"),
    },
    FLAG: {"is": Text("is", "est")},
    SET: {
        "has_any": Text("holds one of", "contient l'un de"),
        "has_none": Text("holds none of", "ne contient aucun de"),
        "only": Text("holds nothing but", "ne contient que"),
        "any_starts": Text("holds a code beginning with", "contient un code qui commence par"),
    },
}
UNKNOWN_WORDS = Text("is not known", "est inconnu")
YES, NO = Text("yes", "oui"), Text("no", "non")
NOT = Text("not", "non")
AND, OR = Text(" and ", " et "), Text(" or ", " ou ")
IF_UNKNOWN = Text("if not known: {answer}", "si inconnu\u00a0: {answer}")
EVERYWHERE = Text("every crossing", "tous les passages")


def condition_words(node: Node) -> Text:
    """The whole condition as one sentence part."""
    if isinstance(node, Leaf):
        return leaf_words(node)
    if isinstance(node, Not):
        inner = condition_words(node.part)
        return Text(f"{NOT.en} ({inner.en})", f"{NOT.fr} ({inner.fr})")
    link = AND if isinstance(node, Every) else OR
    parts = [_within(part) for part in node.parts]
    return Text(link.en.join(part.en for part in parts), link.fr.join(part.fr for part in parts))


def _within(node: Node) -> Text:
    words = condition_words(node)
    if isinstance(node, (Leaf, Not)) or len(node.parts) == 1:
        return words
    return Text(f"({words.en})", f"({words.fr})")


def leaf_words(leaf: Leaf) -> Text:
    """One comparison, with what counts when the fact is not known."""
    spec = SCHEMA[leaf.fact]
    if leaf.op == IS_UNKNOWN:
        return _joined(spec.label, UNKNOWN_WORDS, Text("", ""))
    words = _compared(leaf.fact, leaf.op, threshold_words(leaf.threshold))
    if not spec.may_be_unknown:
        return words
    answer = YES if leaf.when_unknown else NO
    return Text(
        f"{words.en} ({IF_UNKNOWN.en.format(answer=answer.en)})",
        f"{words.fr} ({IF_UNKNOWN.fr.format(answer=answer.fr)})",
    )


def _compared(fact: str, op: str, limit: Text) -> Text:
    spec = SCHEMA[fact]
    if spec.kind == FLAG:
        return Text(f"{spec.label.en}: {limit.en}", f"{spec.label.fr}\u00a0: {limit.fr}")
    return _joined(spec.label, OPERATOR_WORDS[spec.kind][op], limit)


def _joined(label: Text, operator: Text, value: Text) -> Text:
    return Text(
        " ".join(part for part in (label.en, operator.en, value.en) if part),
        " ".join(part for part in (label.fr, operator.fr, value.fr) if part),
    )


def threshold_words(value: Any) -> Text:
    """A threshold or a value of a fact as people read it."""
    if value is None:
        return UNKNOWN_WORDS
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, (frozenset, set, list, tuple)):
        items = [_plain(item) for item in (sorted(value) if isinstance(value, (frozenset, set)) else value)]
        if len(items) == 2 and not isinstance(next(iter(value)), str):
            return Text(" and ".join(item.en for item in items), " et ".join(item.fr for item in items))
        return Text(", ".join(item.en for item in items) or "–", ", ".join(item.fr for item in items) or "–")
    return _plain(value)


def _plain(value: Any) -> Text:
    if isinstance(value, float):
        text = f"{value:g}"
        return Text(text, text.replace(".", ","))
    return Text(str(value), str(value))


def evidence_words(evidence: dict[str, Any]) -> Text:
    """A stored comparison (see Evidence.as_dict) and the value it met."""
    negated = evidence["op"].startswith("not ")
    op = evidence["op"].removeprefix("not ")
    spec = SCHEMA[evidence["fact"]]
    if op == IS_UNKNOWN:
        said = _joined(spec.label, UNKNOWN_WORDS, Text("", ""))
    else:
        said = _compared(evidence["fact"], op, threshold_words(evidence["threshold"]))
    if negated:
        said = Text(f"{NOT.en} ({said.en})", f"{NOT.fr} ({said.fr})")
    value = threshold_words(evidence["value"])
    return Text(f"{said.en}; here: {value.en}", f"{said.fr}; ici\u00a0: {value.fr}")
