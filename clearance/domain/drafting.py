"""Drafts as data: an empty one, what may be used again from an earlier trip, a title to find it by (R-23)."""

from __future__ import annotations

import copy
from typing import Any

from clearance.domain.codes import NORTHBOUND, SOUTHBOUND
from clearance.domain.elements import GROUPS, NOT_ASKED
from clearance.domain.partners import QUESTIONS
from clearance.domain.saved import for_direction

LISTS = ("equipment", "crew", "shipments")
RECORDS = ("trip", "conveyance")
# What names one crossing only, so that copying it would be wrong.
ONCE = {"trip": ("reference", "eta"), "shipments": ("reference", "ocean_bill", "perimeter_id", "boarded_quantity")}
# Where a draft came from, which decides what its short form asks.
NEW, COPIED, RETURN = "", "copy", "return"
OTHER_WAY = {SOUTHBOUND: NORTHBOUND, NORTHBOUND: SOUTHBOUND}
# What differs between two trips of one kind: a copy asks this and nothing else.
EACH_TIME = {
    "trip": ("reference", "eta"),
    "conveyance": ("seals",),
    "equipment": ("seals",),
    "shipment": ("reference",),
    "line": ("quantity", "weight", "value"),
}


def blank(direction: str, codes: dict[str, str]) -> dict[str, Any]:
    """An empty draft: the direction, the carrier's codes, one driver, one shipment with one goods line."""
    return {
        "trip": {"direction": direction, **codes},
        "conveyance": {},
        "equipment": [],
        "crew": [{"role": "DRIVER"}],
        "shipments": [{"lines": [{}]}],
    }


def mended(data: dict[str, Any]) -> dict[str, Any]:
    """Make sure of the top-level shape, whatever was stored or sent."""
    made: dict[str, Any] = {key: data[key] if isinstance(data.get(key), dict) else {} for key in RECORDS}
    made |= {
        key: [item for item in data[key] if isinstance(item, dict)] if isinstance(data.get(key), list) else []
        for key in LISTS
    }
    return made


def reusable(data: dict[str, Any]) -> dict[str, Any]:
    """Everything of an earlier filing that can be true again: no numbers, no times, no seals."""
    made = mended(copy.deepcopy(data))
    for key in ONCE["trip"]:
        made["trip"].pop(key, None)
    for shipment in made["shipments"]:
        for key in ONCE["shipments"]:
            shipment.pop(key, None)
        if isinstance(shipment.get("in_bond"), dict):
            shipment["in_bond"].pop("number", None)
        _drop_once(shipment)
    for holder in (made["conveyance"], *made["equipment"]):
        holder.pop("seals", None)
    return made


def _drop_once(shipment: dict[str, Any]) -> None:
    """Take out answers to partner agencies that name one consignment only: certificates, notices, lots."""
    lines = shipment.get("lines")
    for line in lines if isinstance(lines, list) else ():
        answers = line.get("answers") if isinstance(line, dict) else None
        if isinstance(answers, list):
            line["answers"] = [entry for entry in answers if isinstance(entry, dict) and _lasts(entry)]


def _lasts(answer: dict[str, Any]) -> bool:
    question = QUESTIONS.get(str(answer.get("question", "")))
    return question is not None and not question.once


def returning(data: dict[str, Any], *, loaded: bool) -> dict[str, Any]:
    """The way back of a trip: same truck, trailers, people and crossing; shipper and consignee change places.

    Nothing of the other direction stays, and nothing both directions ask is asked again: what is left are the
    elements only the new direction asks, and what names one crossing only.
    """
    made = reusable(data)
    way = OTHER_WAY.get(str(made["trip"].get("direction", "")), "")
    load = {"load": "LOADED" if loaded and made["shipments"] else "EMPTY"}
    trip = for_direction("trip", {**made["trip"], "direction": way, **load}, way)
    shipments = [_turned(shipment, way) for shipment in made["shipments"]] if loaded else []
    return {
        "trip": trip,
        "conveyance": for_direction("conveyance", made["conveyance"], way),
        "equipment": [for_direction("equipment", item, way) for item in made["equipment"]],
        "crew": [for_direction("crew", item, way) for item in made["crew"]],
        "shipments": shipments or ([{"lines": [{}]}] if loaded else []),
    }


def _turned(shipment: dict[str, Any], way: str) -> dict[str, Any]:
    """A shipment of the way back: the consignee ships, the shipper receives, the goods are others."""
    sender, receiver = shipment.get("consignee"), shipment.get("shipper")
    made: dict[str, Any] = {"lines": [{}]}
    if isinstance(sender, dict):
        made["shipper"] = for_direction("party", sender, way)
        places = {"city": "loading_city", "jurisdiction": "loading_jurisdiction", "country": "loading_country"}
        made |= {place: sender[key] for key, place in places.items() if sender.get(key)}
    if isinstance(receiver, dict):
        made["consignee"] = for_direction("party", receiver, way)
    return made


def short_fields(origin: str, direction: str) -> dict[str, frozenset[str]]:
    """Give, by group, the elements that the short form of such a draft asks: what differs each time.

    The way back also asks what only the new direction asks.
    """
    found = {group: set(keys) for group, keys in EACH_TIME.items()}
    if origin == RETURN:
        other = OTHER_WAY.get(direction, "")
        for group in ("trip", "conveyance", "equipment", "crew", "shipment", "line"):
            found.setdefault(group, set()).update(only_asked(group, direction, other))
        found["shipment"].update(("release_type",))
        found["line"].update(element.key for element in GROUPS["line"] if element.requirement(direction) == "M")
    return {group: frozenset(keys) for group, keys in found.items()}


def only_asked(group: str, direction: str, other: str) -> list[str]:
    """Give the elements of a group that one direction asks and the other does not."""
    return [
        element.key
        for element in GROUPS[group]
        if element.requirement(direction) != NOT_ASKED and element.requirement(other) == NOT_ASKED
    ]


def count_filled(value: Any) -> int:
    """Count the fields that hold something: what need not be typed again."""
    if isinstance(value, dict):
        return sum(count_filled(item) for item in value.values())
    if isinstance(value, list):
        return sum(count_filled(item) for item in value)
    return int(value not in ("", None, False))


def title_of(data: dict[str, Any]) -> str:
    """A line to recognise a draft by: reference, consignee, goods; empty while there is nothing."""
    shipments = data.get("shipments") or [{}]
    first = shipments[0] if isinstance(shipments[0], dict) else {}
    consignee = first.get("consignee")
    lines = first.get("lines")
    goods = lines[0] if isinstance(lines, list) and lines and isinstance(lines[0], dict) else {}
    trip = data.get("trip")
    parts = (
        trip.get("reference") if isinstance(trip, dict) else "",
        consignee.get("name") if isinstance(consignee, dict) else "",
        goods.get("description"),
    )
    return " · ".join(str(part) for part in parts if part)[:120]
