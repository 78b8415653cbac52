"""What the schema allows in a profile but cannot be meant: found before the two agencies sign it.

Errors keep a profile from being proposed or activated; warnings are for its authors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from clearance.targeting.cards import altered
from clearance.targeting.conditions import Either, Every, Leaf, Node, Not, build, leaves
from clearance.targeting.lint_words import WORDS
from clearance.targeting.profile import SECURITY, Profile, ProfileRule, Scope
from clearance.targeting.schema import NUMBER, SCHEMA, Facts
from clearance.targeting.worlds import always, implies, never, same, span
from portal.core.domain.errors import ErrorItem

ERROR, WARNING = "error", "warning"
LEAST_WORDS = 8
# What readers, alarms, lists and courts say about this very trip; nothing else stops a member.
SIGNALS = ("seal_mismatch", "identity_mismatch", "image_alarm", "lookout", "legal_hold")
# Matters of papers and price: they say nothing about security by themselves.
PAPER_FACTS = frozenset({"value_missing", "value_per_kg", "marked_differently", "on_pallets", "versions", "warnings"})
TIER_FACTS = ("driver_tier", "carrier_tier", "importer_tier")
PATTERNS = {
    "hs": re.compile(r"\d{2,10}"),
    "origins": re.compile(r"[A-Z]{2}"),
    "warnings": re.compile(r"CLR_[A-Z0-9]*"),
    "crossing": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
}


@dataclass(frozen=True)
class Against:
    """What a profile is held against. `owners` gives the last day of each office; None: owners are not checked."""

    security_cut: int
    today: date
    owners: Mapping[str, date | None] | None = None
    samples: tuple[Facts, ...] = field(default_factory=tuple)


Check = Callable[[ProfileRule, Against], bool]


def lint(
    profile: Profile,
    *,
    security_cut: int,
    today: date,
    samples: Iterable[Facts] = (),
    owners: Mapping[str, date | None] | None = None,
) -> list[ErrorItem]:
    """Give what is wrong, with the rule id as value. With samples of facts also the rules that none sets off."""
    around = Against(security_cut, today, owners, tuple(samples))
    found = []
    for number, rule in enumerate(profile.rules):
        found += [_item(code, number, rule) for code, check in CHECKS.items() if check(rule, around)]
    return [*found, *_pairs(profile), *_cards(profile)]


def stopping(found: Iterable[ErrorItem]) -> list[ErrorItem]:
    """What keeps a profile from being proposed or put in force."""
    return [item for item in found if item.severity == ERROR]


def _item(code: str, number: int, rule: ProfileRule) -> ErrorItem:
    message, fix = WORDS[code]
    severity = WARNING if code == "CLR_LINT_IDLE" else ERROR
    return ErrorItem(code, message, f"rules[{number}]", rule.id, severity, fix=fix)


def _alone(rule: ProfileRule, around: Against) -> bool:
    return rule.target == SECURITY and not rule.stops and rule.points >= around.security_cut


def _expired(rule: ProfileRule, around: Against) -> bool:
    return rule.until is not None and rule.until < around.today


def _owner(rule: ProfileRule, around: Against) -> bool:
    if around.owners is None:
        return False
    last = around.owners.get(rule.owner)
    return rule.owner not in around.owners or (last is not None and last < around.today)


def _words(rule: ProfileRule, _around: Against) -> bool:
    english, french = rule.detail.en.strip(), rule.detail.fr.strip()
    return min(len(english), len(french)) < LEAST_WORDS or english == french


def _domain(rule: ProfileRule, _around: Against) -> bool:
    return any(_outside(leaf) for leaf in leaves(rule.when)) or not all(
        PATTERNS["crossing"].fullmatch(code) for code in rule.scope.crossings
    )


def _outside(leaf: Leaf) -> bool:
    """A threshold the fact can never have, or a code that does not look like one."""
    named = leaf.threshold if isinstance(leaf.threshold, (tuple, frozenset)) else (leaf.threshold,)
    if leaf.threshold is None:
        return False
    if SCHEMA[leaf.fact].kind == NUMBER:
        within = span(leaf.fact)
        return any(not within.low <= value <= within.high or (within.whole and value % 1) for value in named)
    pattern = PATTERNS.get(leaf.fact)
    return pattern is not None and not all(pattern.fullmatch(code) for code in named)


def _never(rule: ProfileRule, _around: Against) -> bool:
    return never(rule.when)


def _always(rule: ProfileRule, _around: Against) -> bool:
    return always(rule.when)


def _dead_part(rule: ProfileRule, _around: Against) -> bool:
    """A part that can be left out without any filing noticing: it is not what its author thinks."""
    return any(same(rule.when, shorter) for shorter in _shortened(rule.when))


def _shortened(node: Node) -> Iterator[Node]:
    """The tree with one part left out, in every possible way."""
    if isinstance(node, Not):
        yield from (Not(part) for part in _shortened(node.part))
    elif isinstance(node, (Every, Either)):
        for place, part in enumerate(node.parts):
            before, after = node.parts[:place], node.parts[place + 1 :]
            if before or after:
                yield type(node)(before + after)
            yield from (type(node)((*before, shorter, *after)) for shorter in _shortened(part))


def _papers(rule: ProfileRule, _around: Against) -> bool:
    return rule.target == SECURITY and all(leaf.fact in PAPER_FACTS for leaf in leaves(rule.when))


def _stops_member(rule: ProfileRule, _around: Against) -> bool:
    """R-72: no signal about this trip, and all three links members of T2 or better, yet the rule stops it."""
    return rule.stops and not implies(Every((rule.when, _MEMBERS)), _SIGNALLED)


def _leaf(fact: str, op: str, value: Any) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value, "unknown": False}


_MEMBERS = build({"all": [_leaf(fact, "in", ["T2", "T3"]) for fact in TIER_FACTS]})
_SIGNALLED = build({"any": [_leaf(fact, "is", True) for fact in SIGNALS]})


def _idle(rule: ProfileRule, around: Against) -> bool:
    return bool(around.samples) and not any(rule.when.holds(facts) for facts in around.samples)


CHECKS: dict[str, Check] = {
    "CLR_LINT_ALONE": _alone,
    "CLR_LINT_EXPIRED": _expired,
    "CLR_LINT_OWNER": _owner,
    "CLR_LINT_WORDS": _words,
    "CLR_LINT_DOMAIN": _domain,
    "CLR_LINT_NEVER": _never,
    "CLR_LINT_ALWAYS": _always,
    "CLR_LINT_DEAD_PART": _dead_part,
    "CLR_LINT_PAPERS": _papers,
    "CLR_LINT_STOPS_MEMBER": _stops_member,
    "CLR_LINT_IDLE": _idle,
}


def _pairs(profile: Profile) -> Iterator[ErrorItem]:
    for (_, one), (number, other) in combinations(enumerate(profile.rules), 2):
        code = _clash(one, other)
        if code:
            yield _item(code, number, other)


def _cards(profile: Profile) -> Iterator[ErrorItem]:
    """A learned card counts as it was measured: the rules made from it are the card's, all of them and no other."""
    for number, card in altered(profile):
        message, fix = WORDS["CLR_LINT_CARD"]
        yield ErrorItem("CLR_LINT_CARD", message, f"cards[{number}]", card, ERROR, fix=fix)


def _clash(one: ProfileRule, other: ProfileRule) -> str:
    """Two rules of one target whose places meet: the same condition, or a stop that another stop covers."""
    if one.target != other.target or not _meet(one.scope, other.scope):
        return ""
    mine, theirs = ({leaf.fact for leaf in leaves(rule.when)} for rule in (one, other))
    if mine == theirs and same(one.when, other.when):
        return "CLR_LINT_CONTRADICTS" if one.points * other.points < 0 else "CLR_LINT_TWIN"
    covered = one.stops and other.stops and bool(mine & theirs) and one.scope == other.scope
    if covered and (implies(one.when, other.when) or implies(other.when, one.when)):
        return "CLR_LINT_SHADOWED"
    return ""


def _meet(one: Scope, other: Scope) -> bool:
    return (
        one.border == other.border
        and (one.direction == other.direction or "both" in (one.direction, other.direction))
        and (not one.crossings or not other.crossings or bool(one.crossings & other.crossings))
    )
