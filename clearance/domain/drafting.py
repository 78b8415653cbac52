"""Drafts as data: an empty one, what may be used again from an earlier trip, a title to find it by (R-23)."""

from __future__ import annotations

import copy
from typing import Any

LISTS = ("equipment", "crew", "shipments")
RECORDS = ("trip", "conveyance")
# What names one crossing only, so that copying it would be wrong.
ONCE = {"trip": ("reference", "eta"), "shipments": ("reference", "ocean_bill", "perimeter_id", "boarded_quantity")}


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
    for holder in (made["conveyance"], *made["equipment"]):
        holder.pop("seals", None)
    return made


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
