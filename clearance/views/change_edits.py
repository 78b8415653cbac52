"""What each short form of a change does to the manifest's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from clearance.domain import changing
from clearance.domain.elements import GROUPS
from clearance.forms import read_record, read_records
from clearance.selectors.reference import zone_of

Data = dict[str, Any]
Edit = Callable[[Data], Data]
MOST_SHIPMENTS = 500


def edit_of(what: str, direction: str, posted: QueryDict, place: int) -> Edit:
    """Give what the posted form of a change does; `place` is the shipment it is about, counted from 0."""
    if what == changing.LINE:
        return lambda data: _lines(data, direction, posted, place)
    if what == changing.ADD:
        return lambda data: changing.with_another_shipment(data, MOST_SHIPMENTS)
    if what == changing.DROP:
        return lambda data: changing.without_shipments(data, _numbers(posted))
    read = _READ[what]
    return lambda data: read(data, direction, posted)


def all_but(group: str, *keys: str) -> frozenset[str]:
    """Give the elements of a group without some: what a form that asks only those leaves out."""
    return frozenset(element.key for element in GROUPS[group]).difference(keys)


def _eta(data: Data, direction: str, posted: QueryDict) -> Data:
    zone = zone_of(str(data["trip"].get("crossing", "")), direction)
    out = all_but("trip", "eta")
    return {
        **data,
        "trip": read_record("trip", "trip", direction, posted, known=data["trip"], zone=zone, leave_out=out),
    }


def _truck(data: Data, direction: str, posted: QueryDict) -> Data:
    known = data["conveyance"]
    return {
        **data,
        "conveyance": read_record("conveyance", "conveyance", direction, posted, known=known, leave_out=("seals",)),
    }


def _driver(data: Data, direction: str, posted: QueryDict) -> Data:
    number = changing.driver_place(data["crew"])
    known = data["crew"][number] if number < len(data["crew"]) else {}
    return changing.with_driver(data, read_record("crew", "crew-0", direction, posted, known=known))


def _trailer(data: Data, direction: str, posted: QueryDict) -> Data:
    read = read_records("equipment", "equipment", direction, posted, known=data["equipment"])
    return changing.with_trailers(data, read)


def _seals(data: Data, direction: str, posted: QueryDict) -> Data:
    def sealed(group: str, prefix: str, record: Data) -> Data:
        return read_record(group, prefix, direction, posted, known=record, leave_out=all_but(group, "seals"))

    return {
        **data,
        "conveyance": sealed("conveyance", "conveyance", data["conveyance"]),
        "equipment": [
            sealed("equipment", f"equipment-{number}", record) for number, record in enumerate(data["equipment"])
        ],
    }


def _lines(data: Data, direction: str, posted: QueryDict, place: int) -> Data:
    if place >= len(data["shipments"]):
        return data
    shipments = list(data["shipments"])
    known = shipments[place].get("lines", [])
    read = read_records("line", f"shipments-{place}-lines", direction, posted, known=known)
    shipments[place] = {**shipments[place], "lines": read}
    return {**data, "shipments": shipments}


def _numbers(posted: QueryDict) -> list[int]:
    return [int(one) for one in posted.getlist("drop") if one.isascii() and one.isdecimal() and len(one) < 5]


_READ: dict[str, Callable[[Data, str, QueryDict], Data]] = {
    changing.ETA: _eta,
    changing.TRUCK: _truck,
    changing.DRIVER: _driver,
    changing.TRAILER: _trailer,
    changing.SEALS: _seals,
}
