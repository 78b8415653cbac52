"""The learned part as a document: a table of whole points that people read, sign and retire like a profile.

A card is additive: a filing lies in one bin of every part, and its score is the base plus the points of those
bins. A part looks at one variable, or at two that are worse together. Off by default: nothing scores by a card
until `card_rules` has been put into a profile that both agencies signed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from clearance.targeting.profile import REASON_CLASSES, TARGETS, ProfileError, profile_digest
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, UNKNOWN
from portal.core.domain.text import Text

KINDS = (NUMBER, CODE, FLAG)


@dataclass(frozen=True, slots=True)
class Cut:
    """How one variable falls into bins: between edges, or by listed codes, then what is not listed, then unknown."""

    name: str
    kind: str
    edges: tuple[float, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return {NUMBER: len(self.edges) + 2, CODE: len(self.codes) + 2, FLAG: 3}[self.kind]

    def place(self, value: Any) -> int:
        """The bin of a value; the last bin is for the unknown."""
        if value is UNKNOWN or value is None or value != value:
            return self.size - 1
        if self.kind == NUMBER:
            return bisect_right(self.edges, value)
        if self.kind == FLAG:
            return int(value is True)
        return self.codes.index(value) if value in self.codes else len(self.codes)

    def words(self, place: int) -> str:
        """The bin in words that need no language."""
        if place == self.size - 1:
            return f"{self.name} ?"
        if self.kind == FLAG:
            return f"{self.name} = {'true' if place else 'false'}"
        if self.kind == CODE:
            listed = self.codes[place] if place < len(self.codes) else "…"
            return f"{self.name} = {listed}"
        low = self.edges[place - 1] if place else None
        high = self.edges[place] if place < len(self.edges) else None
        if low is None:
            return f"{self.name} < {high:g}" if high is not None else f"{self.name} (all)"
        return f"{self.name} ≥ {low:g}" if high is None else f"{low:g} ≤ {self.name} < {high:g}"


@dataclass(frozen=True, slots=True)
class Part:
    """The points of each bin of one variable, or of each pair of bins of two, second variable running fastest."""

    cuts: tuple[Cut, ...]
    points: tuple[int, ...]
    reason_class: str

    @property
    def name(self) -> str:
        return " × ".join(cut.name for cut in self.cuts)

    def place(self, values: Mapping[str, Any]) -> int:
        place = 0
        for cut in self.cuts:
            place = place * cut.size + cut.place(values[cut.name])
        return place

    def words(self, place: int) -> str:
        if len(self.cuts) == 1:
            return self.cuts[0].words(place)
        first, second = divmod(place, self.cuts[1].size)
        return f"{self.cuts[0].words(first)}, {self.cuts[1].words(second)}"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Why a card gave points: the part, the bin the filing fell into, and its points."""

    part: str
    words: str
    points: int
    reason_class: str


@dataclass(frozen=True)
class Card:
    """One immutable version; `digest` is what is signed. `doubling` points double the odds."""

    id: str
    version: int
    name: Text
    target: str
    base: int
    doubling: int
    parts: tuple[Part, ...]
    digest: str
    document: Mapping[str, Any]

    def contributions(self, values: Mapping[str, Any]) -> tuple[Contribution, ...]:
        """Every bin that gave points, heaviest first; KeyError when a variable is missing."""
        made = []
        for part in self.parts:
            place = part.place(values)
            if part.points[place]:
                made.append(Contribution(part.name, part.words(place), part.points[place], part.reason_class))
        return tuple(sorted(made, key=lambda one: (-abs(one.points), one.part)))

    def points(self, values: Mapping[str, Any]) -> int:
        return self.base + sum(one.points for one in self.contributions(values))


def card_from_dict(document: Any) -> Card:
    """Read a card; ProfileError names the first thing that is wrong."""
    if not isinstance(document, Mapping):
        raise ProfileError("card", "an object is needed")
    needed = {"id", "version", "kind", "name", "target", "base", "doubling", "parts", "trained"}
    for key in sorted(needed ^ document.keys()):
        raise ProfileError(f"card.{key}", "missing" if key in needed else "not a known field")
    if document["kind"] != "scorecard" or document["target"] not in TARGETS:
        raise ProfileError("card.target", f"a scorecard for one of {', '.join(TARGETS)} is needed")
    for key in ("version", "base", "doubling"):
        if type(document[key]) is not int:
            raise ProfileError(f"card.{key}", "a whole number is needed")
    if not isinstance(document["parts"], list) or not document["parts"]:
        raise ProfileError("card.parts", "at least one part is needed")
    parts = tuple(_part(part, f"card.parts[{number}]") for number, part in enumerate(document["parts"]))
    if len({part.name for part in parts}) != len(parts):
        raise ProfileError("card.parts", "two parts look at the same variables")
    return Card(
        str(document["id"]),
        document["version"],
        Text(str(document["name"]["en"]), str(document["name"]["fr"])),
        document["target"],
        document["base"],
        document["doubling"],
        parts,
        profile_digest(document),
        document,
    )


def _part(data: Any, path: str) -> Part:
    if not isinstance(data, Mapping) or data.keys() != {"of", "points", "rows", "found", "reason_class"}:
        raise ProfileError(path, "of, points, rows, found and reason_class are needed")
    if not isinstance(data["of"], list) or not 1 <= len(data["of"]) <= 2:
        raise ProfileError(f"{path}.of", "one variable or two are needed")
    cuts = tuple(_cut(cut, f"{path}.of[{number}]") for number, cut in enumerate(data["of"]))
    size = 1
    for cut in cuts:
        size *= cut.size
    for key in ("points", "rows", "found"):
        if not _whole(data[key], size):
            raise ProfileError(f"{path}.{key}", f"{size} whole numbers are needed")
    if data["reason_class"] not in REASON_CLASSES:
        raise ProfileError(f"{path}.reason_class", "not a reason class")
    return Part(cuts, tuple(data["points"]), data["reason_class"])


def _whole(values: Any, size: int) -> bool:
    return isinstance(values, list) and len(values) == size and all(type(value) is int for value in values)


def _cut(data: Any, path: str) -> Cut:
    if not isinstance(data, Mapping) or data.get("kind") not in KINDS or not isinstance(data.get("name"), str):
        raise ProfileError(path, "a name and a kind are needed")
    edges, codes = data.get("edges", []), data.get("codes", [])
    if not all(isinstance(edge, (int, float)) and isfinite(edge) for edge in edges):
        raise ProfileError(f"{path}.edges", "numbers are needed")
    if list(edges) != sorted(set(edges)):
        raise ProfileError(f"{path}.edges", "edges go upwards, none twice")
    if len(set(codes)) != len(codes) or not all(isinstance(code, str) and code for code in codes):
        raise ProfileError(f"{path}.codes", "different codes are needed")
    return Cut(data["name"], data["kind"], tuple(edges), tuple(codes))


def cut_as_dict(cut: Cut) -> dict[str, Any]:
    made: dict[str, Any] = {"name": cut.name, "kind": cut.kind}
    if cut.kind == NUMBER:
        made["edges"] = list(cut.edges)
    elif cut.kind == CODE:
        made["codes"] = list(cut.codes)
    return made


def card_rules(card: Card, *, border: str, owner: str, until: str | None) -> list[dict[str, Any]]:
    """The card as rules of a profile, one for every bin with points: read, linted, signed and explained as rules.

    The sum of the rules that hit is the card's score less its base. All facts must be of the schema.
    """
    made = []
    for number, part in enumerate(card.parts, 1):
        for place, points in enumerate(part.points):
            if points:
                made.append(
                    {
                        "id": f"{card.id}-{card.version}-{number:02d}-{place:03d}",
                        "family": "safety" if card.target == "security" else "other_regulation",
                        "scope": {"border": border},
                        "when": _condition(part, place),
                        "target": card.target,
                        "points": points,
                        "reason_class": part.reason_class,
                        "detail": {"en": f"Card: {part.words(place)}", "fr": f"Grille : {part.words(place)}"},
                        "owner": owner,
                        "until": until,
                    }
                )
    return made


def _condition(part: Part, place: int) -> dict[str, Any]:
    if len(part.cuts) == 1:
        return _inside(part.cuts[0], place)
    first, second = divmod(place, part.cuts[1].size)
    return {"all": [_inside(part.cuts[0], first), _inside(part.cuts[1], second)]}


def _inside(cut: Cut, place: int) -> dict[str, Any]:
    def leaf(op: str, value: Any) -> dict[str, Any]:
        made = {"fact": cut.name, "op": op, "value": value}
        return made | ({"unknown": False} if SCHEMA[cut.name].may_be_unknown else {})

    if place == cut.size - 1:
        return {"fact": cut.name, "op": "unknown"}
    if cut.kind == FLAG:
        return leaf("is", bool(place))
    if cut.kind == CODE:
        return leaf("is", cut.codes[place]) if place < len(cut.codes) else leaf("not_in", list(cut.codes))
    bounds = [leaf("ge", cut.edges[place - 1])] if place else []
    if place < len(cut.edges):
        bounds.append(leaf("lt", cut.edges[place]))
    return bounds[0] if len(bounds) == 1 else {"all": bounds}
