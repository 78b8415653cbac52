"""Two versions of a profile, rule by rule: which part of which rule went from what to what (R-35)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clearance.domain.causes import CAUSES
from clearance.domain.profile_words import BORDER_LABELS, DIRECTION_LABELS, FAMILY_LABELS, PART_LABELS, TARGET_LABELS
from clearance.targeting.conditions import Every, Leaf, Node, Not
from clearance.targeting.profile import Profile, ProfileRule
from clearance.targeting.wording import EVERYWHERE, NO, YES, condition_words, leaf_words
from portal.core.domain.formatting import date_words
from portal.core.domain.text import Text

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule that differs; an empty side means that it was not there."""

    label: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of one rule."""

    rule: str
    kind: str
    parts: tuple[Part, ...]


def differences(old: Profile, new: Profile) -> tuple[RuleChange, ...]:
    """Rules removed, added and changed, in the order of the newer version. The order of rules means nothing."""
    before, after = ({rule.id: rule for rule in version.rules} for version in (old, new))
    found = [RuleChange(key, REMOVED, tuple(_parts(rule, None))) for key, rule in before.items() if key not in after]
    for key, rule in after.items():
        if key not in before:
            found.append(RuleChange(key, ADDED, tuple(_parts(None, rule))))
        elif parts := tuple(_parts(before[key], rule)):
            found.append(RuleChange(key, CHANGED, parts))
    return tuple(found)


def _parts(old: ProfileRule | None, new: ProfileRule | None) -> Iterator[Part]:
    one = dict(_described(old)) if old else {}
    other = dict(_described(new)) if new else {}
    for name in PART_LABELS:
        if name == "when":
            yield from _conditions(old, new)
        elif one.get(name) != other.get(name):
            yield Part(PART_LABELS[name], one.get(name, NOTHING), other.get(name, NOTHING))


def _described(rule: ProfileRule) -> Iterator[tuple[str, Text]]:
    plain = str(rule.points)
    yield "family", FAMILY_LABELS[rule.family]
    yield "target", TARGET_LABELS[rule.target]
    yield "points", Text(plain, plain)
    yield "reason_class", rule.reason
    yield "detail", rule.detail
    yield "owner", Text(rule.owner, rule.owner)
    if rule.until:
        yield "until", Text(date_words(rule.until, "en"), date_words(rule.until, "fr"))
    yield "border", BORDER_LABELS[rule.scope.border]
    yield "direction", DIRECTION_LABELS[rule.scope.direction]
    places = ", ".join(sorted(rule.scope.crossings))
    yield "crossings", Text(places, places) if places else EVERYWHERE
    yield "stops", YES if rule.stops else NO
    if rule.cause:
        yield "cause", CAUSES[rule.cause].label
    if rule.card:
        yield "card", Text(rule.card, rule.card)


def _conditions(old: ProfileRule | None, new: ProfileRule | None) -> Iterator[Part]:
    label = PART_LABELS["when"]
    if old is None or new is None:
        yield Part(label, condition_words(old.when) if old else NOTHING, condition_words(new.when) if new else NOTHING)
    elif canonical(old.when) != canonical(new.when):
        single = list(_single(old.when, new.when))
        if single:
            yield from (Part(label, leaf_words(one), leaf_words(other)) for one, other in single)
        else:
            yield Part(label, condition_words(old.when), condition_words(new.when))


def _single(old: Node, new: Node) -> Iterator[tuple[Leaf, Leaf]]:
    """The comparisons that differ where two trees have the same shape; nothing when the shape differs."""
    if _shape(old) != _shape(new):
        return
    for one, other in zip(_leaves(old), _leaves(new), strict=True):
        if one != other:
            yield one, other


def _shape(node: Node) -> Any:
    if isinstance(node, Leaf):
        return "leaf"
    if isinstance(node, Not):
        return ("not", _shape(node.part))
    return (type(node).__name__, tuple(_shape(part) for part in node.parts))


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Not):
        yield from _leaves(node.part)
    else:
        for part in node.parts:
            yield from _leaves(part)


def canonical(node: Node) -> tuple[Any, ...]:
    """The meaning of a condition without the order of its parts: equal for trees that only look different."""
    if isinstance(node, Leaf):
        limit = node.threshold
        many = isinstance(limit, frozenset) or node.op == "any_starts"
        return ("leaf", node.fact, node.op, tuple(sorted(set(limit))) if many else limit, node.when_unknown)
    if isinstance(node, Not):
        inner = canonical(node.part)
        return inner[1] if inner[0] == "not" else ("not", inner)
    name = "all" if isinstance(node, Every) else "any"
    parts: list[tuple[Any, ...]] = []
    for part in node.parts:
        made = canonical(part)
        parts += made[1:] if made[0] == name else [made]
    distinct = sorted(set(parts), key=repr)
    return distinct[0] if len(distinct) == 1 else (name, *distinct)
