"""Laying manifests over each other: two agencies' views, or the parts of one filing (cargo, trip, crew)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clearance.domain.elements import GROUPS, RECORD, RECORDS

Data = dict[str, Any]

# What makes two entries of a list the same thing; a list that is not here is paired by position.
KEYS: dict[str, tuple[str, ...]] = {
    "equipment": ("number",),
    "crew": ("ace_id", "fast_card", "family_name"),  # a message with room for one number gives the first
    "shipment": ("reference",),
    "seal": ("number",),
    "document": ("number",),
}


def merge(base: Mapping[str, Any], other: Mapping[str, Any], group: str = "manifest") -> Data:
    """Add to `base` what only `other` knows; where both know a value, `base` keeps its own."""
    out: Data = {}
    for element in GROUPS[group]:
        mine, theirs = base.get(element.key), other.get(element.key)
        if mine and theirs and element.kind == RECORD:
            out[element.key] = merge(mine, theirs, element.group)
        elif mine and theirs and element.kind == RECORDS:
            out[element.key] = _merge_lists(mine, theirs, element.group)
        elif mine or theirs:
            out[element.key] = mine or theirs
    return out


def _merge_lists(mine: list[Data], theirs: list[Data], group: str) -> list[Data]:
    keys = KEYS.get(group)
    if keys is None:
        return _merge_by_place(mine, theirs, group)
    waiting = _by_key(mine, keys)
    claims = [_claim(waiting, item, keys) for item in theirs]
    free = sorted(set(range(len(mine))) - set(claims))
    loose = [number for number, place in enumerate(claims) if place is None]
    if group == "crew" and len(free) == len(loose):  # persons without a number, named once in full
        for number, place in zip(loose, free, strict=True):
            claims[number] = place
    out = list(mine)
    for item, claim in zip(theirs, claims, strict=True):
        if claim is None:
            out.append(item)
        else:
            out[claim] = merge(out[claim], item, group)
    return out


def _merge_by_place(mine: list[Data], theirs: list[Data], group: str) -> list[Data]:
    both = [merge(one, other, group) for one, other in zip(mine, theirs, strict=False)]
    return both + mine[len(theirs) :] + theirs[len(mine) :]


def _by_key(items: list[Data], keys: tuple[str, ...]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(items):
        for key in keys:
            if item.get(key):
                found.setdefault((key, item[key]), []).append(place)
    return found


def _claim(waiting: dict[tuple[str, str], list[int]], item: Data, keys: tuple[str, ...]) -> int | None:
    """Take the first entry with the same key that nobody took; twins are paired in order."""
    for key in keys:
        places = waiting.get((key, item.get(key, "")))
        if places:
            place = places.pop(0)
            for others in waiting.values():
                if place in others:
                    others.remove(place)
            return place
    return None
