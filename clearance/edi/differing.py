"""What changed between two versions of a filing, named at its path (R-55 to R-57).

Entries of a list are the same when their number is (equipment, seal, shipment, document), persons by their
card or name; goods lines and parties by their content, then by their place. An entry that is only in the
old version is named at its old path.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.elements import GROUPS, RECORD, RECORDS, Element
from clearance.domain.manifest import Manifest, to_dict
from clearance.edi.merging import KEYS
from portal.core.domain.text import Text

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, of which kind, what was there and what is there now.

    `part` is trip, conveyance, equipment, crew or shipments; `shipment` the reference of the shipment.
    """

    path: str
    kind: str
    was: Any
    now: Any
    label: Text
    part: str
    shipment: str = ""


def diff(previous: Manifest, manifest: Manifest) -> tuple[Change, ...]:
    """Name every difference, in the order of the registry."""
    before, after = to_dict(previous), to_dict(manifest)
    return tuple(change for element in GROUPS["manifest"] for change in _part(element, before, after))


def _part(element: Element, before: Data, after: Data) -> Iterator[Change]:
    walk = _Walk(element.key)
    yield from walk.element(element, before.get(element.key), after.get(element.key), element.key, "", None)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass over one part of the manifest."""

    part: str

    def element(
        self, element: Element, was: Any, now: Any, path: str, shipment: str, owner: Text | None
    ) -> Iterator[Change]:
        if was == now:
            return
        if element.kind == RECORD and was and now:
            yield from self.record(element.group, was, now, path, shipment, element.name)
        elif element.kind == RECORDS:
            yield from self.records(element, was or [], now or [], path, shipment)
        else:
            kind = ADDED if not was else DROPPED if not now else CHANGED
            yield Change(path, kind, was, now, _label(element, owner), self.part, shipment)

    def record(
        self, group: str, was: Data, now: Data, path: str, shipment: str, owner: Text | None
    ) -> Iterator[Change]:
        for inner in GROUPS[group]:
            yield from self.element(
                inner, was.get(inner.key), now.get(inner.key), f"{path}.{inner.key}", shipment, owner
            )

    def records(self, element: Element, was: list[Data], now: list[Data], path: str, shipment: str) -> Iterator[Change]:
        pairs, fresh, gone = paired(was, now, element.group)
        for old, new in pairs:
            at = shipment or _reference(element, now[new])
            owner = element.name if element.group == "party" else None
            yield from self.record(element.group, was[old], now[new], f"{path}[{new}]", at, owner)
        for place in fresh:
            at = shipment or _reference(element, now[place])
            yield Change(f"{path}[{place}]", ADDED, None, now[place], element.name, self.part, at)
        for place in gone:
            at = shipment or _reference(element, was[place])
            yield Change(f"{path}[{place}]", DROPPED, was[place], None, element.name, self.part, at)


def _reference(element: Element, record: Data) -> str:
    return str(record.get("reference") or "") if element.group == "shipment" else ""


def _label(element: Element, owner: Text | None) -> Text:
    if owner is None:
        return element.name
    return Text(f"{owner.en}: {element.name.en}", f"{owner.fr} : {element.name.fr}")


Pairs = list[tuple[int, int]]


def paired(was: list[Data], now: list[Data], group: str) -> tuple[Pairs, list[int], list[int]]:
    """Pair the entries of two lists: (old place, new place) of the same thing; what is new; what is gone."""
    keys = KEYS.get(group)
    old, new = list(range(len(was))), list(range(len(now)))
    pairs = _matched(was, now, old, new, _content)
    for key in keys or ():
        pairs += _matched(was, now, old, new, _by(key))
    if keys is None:
        count = min(len(old), len(new))
        pairs += zip(old[:count], new[:count], strict=True)
        old, new = old[count:], new[count:]
    return sorted(pairs, key=lambda pair: pair[1]), new, old


def _content(record: Data) -> str:
    return json.dumps(record, sort_keys=True)


def _by(key: str) -> Callable[[Data], str]:
    """Match by one key; what lacks it matches nothing."""
    return lambda record: str(record.get(key) or "")


def _matched(was: list[Data], now: list[Data], old: list[int], new: list[int], key: Callable[[Data], str]) -> Pairs:
    """Pair what has the same key, in order, and take it out of both lists of places."""
    waiting: dict[str, list[int]] = {}
    for place in reversed(old):
        waiting.setdefault(key(was[place]), []).append(place)
    waiting.pop("", None)
    pairs = [(waiting[name].pop(), place) for place in new if waiting.get(name := key(now[place]))]
    old[:] = sorted(set(old) - {one for one, _ in pairs})
    new[:] = sorted(set(new) - {other for _, other in pairs})
    return pairs
