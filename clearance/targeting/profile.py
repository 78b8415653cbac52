"""A threat profile: a versioned document of rules, checked whole when it is read (R-35, R-46, R-72)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from clearance.domain.causes import CAUSES
from clearance.targeting.conditions import ConditionError, Node, build, leaves
from clearance.targeting.kernel import Kernel
from portal.core.domain.text import Text

DATA = Path(__file__).resolve().parent / "data"
SECURITY, COMPLIANCE = "security", "compliance"
TARGETS = (SECURITY, COMPLIANCE)
SAFETY = "safety"
FAMILIES = (SAFETY, "trade_policy", "other_regulation")
DIRECTIONS = ("SB", "NB", "both")
# An answer that may follow, an agency that is closed: matters of papers and hours, never of security.
PAPERS = frozenset({"CLR_N113", "CLR_N114"})
BORDERS = ("northern_land", "southern_land", "air", "sea")
GREATEST_POINTS = 100
RULE_ID = re.compile(r"(?!new$)[A-Za-z0-9][A-Za-z0-9_.\-]{0,79}")

REASON_CLASSES: dict[str, Text] = {
    "seal": Text("Seal and integrity of the load", "Sceau et intégrité du chargement"),
    "identity": Text("Identity of driver, truck or trailer", "Identité du conducteur, du camion ou de la remorque"),
    "goods": Text("Nature of the goods", "Nature des marchandises"),
    "origin": Text("Origin of the goods", "Origine des marchandises"),
    "membership": Text("Trusted-programme membership", "Adhésion aux programmes de confiance"),
    "record": Text("Record of earlier crossings", "Antécédents de passages"),
    "papers": Text("Completeness of the data", "Exhaustivité des données"),
    "timing": Text("Time of filing", "Moment du dépôt"),
    "safety": Text("Safety of dangerous goods", "Sécurité des marchandises dangereuses"),
    "security": Text("A security check", "Une vérification de sûreté"),
}


class ProfileError(ValueError):
    """The document is not a profile; `path` and `problem` say where and why."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies. A border is mandatory: northern and southern land are never mixed (R-46)."""

    border: str
    direction: str = "both"
    crossings: frozenset[str] = frozenset()

    def covers(self, border: str, direction: str, crossing: str) -> bool:
        return (
            self.border == border
            and self.direction in ("both", direction)
            and (not self.crossings or crossing in self.crossings)
        )


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """One rule with one target. `stops` marks a mandatory rule, with the causes it lets an officer cite.

    `reason` is what a member may read; `detail` is for officers only. `until` is the last day it applies.
    `card` is the digest of the learned card the rule was made from, empty for a rule people wrote.
    """

    id: str
    family: str
    scope: Scope
    when: Node
    target: str
    points: int
    reason_class: str
    detail: Text
    owner: str
    until: date | None
    stops: bool = False
    cause: str = ""
    card: str = ""

    @property
    def reason(self) -> Text:
        return REASON_CLASSES[self.reason_class]


@dataclass(frozen=True)
class Profile:
    """One immutable version; `digest` is what the two agencies sign. `cards` are the learned cards in it, whole."""

    id: str
    version: int
    name: Text
    rules: tuple[ProfileRule, ...]
    digest: str
    cards: tuple[Mapping[str, Any], ...] = ()

    def rule(self, rule_id: str) -> ProfileRule:
        return next(rule for rule in self.rules if rule.id == rule_id)

    @cached_property
    def kernel(self) -> Kernel:
        """The rules as closures, built when the first filing asks for them."""
        return Kernel(self.rules)


def profile_digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a profile document."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def profile_from_dict(document: Any) -> Profile:
    """Read a profile; raises ProfileError at the first thing that is wrong, naming its place."""
    data = _mapping(document, "profile")
    _keys(data, "profile", {"id", "version", "name", "rules"}, {"note", "cards"})
    rules = data["rules"]
    if not isinstance(rules, list) or not rules:
        raise ProfileError("rules", "at least one rule is needed")
    built = tuple(rule_from_dict(rule, f"rules[{number}]") for number, rule in enumerate(rules))
    ids = [rule.id for rule in built]
    if len(set(ids)) != len(ids):
        raise ProfileError("rules", "two rules have the same id")
    if type(data["version"]) is not int or data["version"] < 1:
        raise ProfileError("version", "a whole number from 1 is needed")
    name = _text(data["name"], "name")
    return Profile(_words(data["id"], "id"), data["version"], name, built, profile_digest(data), _cards(data, built))


def _cards(data: Mapping[str, Any], rules: tuple[ProfileRule, ...]) -> tuple[Mapping[str, Any], ...]:
    """Every rule of a card comes with the card; what the card says is the linter's to compare."""
    cards = data.get("cards", [])
    if not isinstance(cards, list):
        raise ProfileError("cards", "a list of cards is needed")
    digests = set()
    for number, entry in enumerate(cards):
        _keys(_mapping(entry, f"cards[{number}]"), f"cards[{number}]", {"card", "border", "owner", "until"}, set())
        digests.add(profile_digest(_mapping(entry["card"], f"cards[{number}].card")))
    if len(digests) != len(cards):
        raise ProfileError("cards", "the same card stands here twice")
    for number, rule in enumerate(rules):
        if rule.card and rule.card not in digests:
            raise ProfileError(f"rules[{number}].card", "the card of this rule is not in the profile")
    return tuple(cards)


def rule_from_dict(document: Any, path: str) -> ProfileRule:
    """Read one rule; raises ProfileError."""
    data = _mapping(document, path)
    needed = {"id", "family", "scope", "when", "target", "points", "reason_class", "detail", "owner", "until"}
    _keys(data, path, needed, {"stops", "cause", "card"})
    try:
        when = build(data["when"], f"{path}.when")
    except ConditionError as error:
        raise ProfileError(error.path, error.problem) from error
    rule = ProfileRule(
        id=_rule_id(data["id"], f"{path}.id"),
        family=_choice(data["family"], FAMILIES, f"{path}.family"),
        scope=_scope(data["scope"], f"{path}.scope"),
        when=when,
        target=_choice(data["target"], TARGETS, f"{path}.target"),
        points=_points(data["points"], f"{path}.points"),
        reason_class=_choice(data["reason_class"], tuple(REASON_CLASSES), f"{path}.reason_class"),
        detail=_text(data["detail"], f"{path}.detail"),
        owner=_words(data["owner"], f"{path}.owner"),
        until=_date(data["until"], f"{path}.until"),
        stops=data.get("stops", False) is True,
        cause=data.get("cause", ""),
        card=_words(data["card"], f"{path}.card") if "card" in data else "",
    )
    _agree(rule, path)
    return rule


def _agree(rule: ProfileRule, path: str) -> None:
    """R-72: only public safety may stop a truck or add to the security score."""
    if rule.family != SAFETY and (rule.stops or rule.target == SECURITY):
        raise ProfileError(f"{path}.family", "only a safety rule may stop a truck or add security points")
    if rule.target == SECURITY and any(
        leaf.fact == "warnings" and _papers(leaf.threshold) for leaf in leaves(rule.when)
    ):
        raise ProfileError(f"{path}.when", "what a partner agency still lacks counts for compliance only")
    if rule.stops and rule.target != SECURITY:
        raise ProfileError(f"{path}.target", "a mandatory rule is about security")
    if rule.stops != bool(rule.cause) or (rule.cause and rule.cause not in CAUSES):
        raise ProfileError(f"{path}.cause", "a mandatory rule names a cause of the list, no other rule does")
    if rule.stops and rule.points <= 0:
        raise ProfileError(f"{path}.points", "a mandatory rule has points above zero")


def _papers(value: Any) -> bool:
    """Say whether codes, or the starts of codes, name one of the paper matters."""
    return any(code.startswith(str(start)) for start in value for code in PAPERS)


def _mapping(data: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ProfileError(path, "an object is needed")
    return data


def _keys(data: Mapping[str, Any], path: str, needed: set[str], optional: set[str]) -> None:
    for key in sorted(needed - data.keys()):
        raise ProfileError(f"{path}.{key}", "missing")
    for key in sorted(data.keys() - needed - optional):
        raise ProfileError(f"{path}.{key}", "not a known field")


def _words(data: Any, path: str) -> str:
    if not isinstance(data, str) or not data.strip():
        raise ProfileError(path, "text is needed")
    return data


def _rule_id(data: Any, path: str) -> str:
    """An identifier that can stand in an address, a table and a sentence."""
    if not isinstance(data, str) or not RULE_ID.fullmatch(data):
        raise ProfileError(path, "letters, digits, dots and dashes are needed")
    return data


def _choice(data: Any, choices: tuple[str, ...], path: str) -> str:
    if data not in choices:
        raise ProfileError(path, f"one of {', '.join(choices)} is needed")
    return str(data)


def _text(data: Any, path: str) -> Text:
    words = _mapping(data, path)
    return Text(_words(words.get("en"), f"{path}.en"), _words(words.get("fr"), f"{path}.fr"))


def _points(data: Any, path: str) -> int:
    if type(data) is not int or data == 0 or abs(data) > GREATEST_POINTS:
        raise ProfileError(path, f"a whole number from -{GREATEST_POINTS} to {GREATEST_POINTS}, not 0")
    return data


def _date(data: Any, path: str) -> date | None:
    if data is None:
        return None
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError) as error:
        raise ProfileError(path, "a date YYYY-MM-DD or null is needed") from error


def _scope(document: Any, path: str) -> Scope:
    data = _mapping(document, path)
    _keys(data, path, {"border"}, {"direction", "crossings"})
    crossings = data.get("crossings", [])
    if not isinstance(crossings, list) or not all(isinstance(code, str) for code in crossings):
        raise ProfileError(f"{path}.crossings", "a list of crossings is needed")
    return Scope(
        _choice(data["border"], BORDERS, f"{path}.border"),
        _choice(data.get("direction", "both"), DIRECTIONS, f"{path}.direction"),
        frozenset(crossings),
    )


def default_document() -> dict[str, Any]:
    """The shipped profile of the northern land border, version 1, as JSON."""
    document: dict[str, Any] = json.loads((DATA / "profile_v1.json").read_text(encoding="utf-8"))
    return document


@cache
def default_profile() -> Profile:
    """The shipped profile, read and checked."""
    return profile_from_dict(default_document())
