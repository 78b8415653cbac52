"""One change of what is filed: which short forms there are, and what each does to the manifest's JSON (R-26, 5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.core.domain.text import Text

ETA, TRUCK, DRIVER, TRAILER, SEALS, LINE, ADD, DROP = (
    "eta",
    "truck",
    "driver",
    "trailer",
    "seals",
    "line",
    "add-shipment",
    "drop-shipment",
)
CHANGES: dict[str, Text] = {
    ETA: Text("New arrival time", "Nouvelle heure d'arrivée"),
    TRUCK: Text("Swap the truck", "Changer de camion"),
    DRIVER: Text("Swap the driver", "Changer de conducteur"),
    TRAILER: Text("Swap the trailer", "Changer de remorque"),
    SEALS: Text("New seals", "Nouveaux sceaux"),
    LINE: Text("Correct the goods", "Corriger les marchandises"),
    ADD: Text("Add a shipment", "Ajouter une expédition"),
    DROP: Text("Drop a shipment", "Retirer une expédition"),
}
ICONS = {
    ETA: "clock",
    TRUCK: "truck",
    DRIVER: "driver",
    TRAILER: "swap",
    SEALS: "seal",
    LINE: "box",
    ADD: "plus",
    DROP: "minus",
}


def offered(data: Mapping[str, Any]) -> list[str]:
    """Give the changes that make sense for this filing: an empty truck has no goods to correct or drop."""
    without = {LINE, DROP} if not data.get("shipments") else set()
    return [what for what in CHANGES if what not in without]


def driver_place(crew: Sequence[Mapping[str, Any]]) -> int:
    """Give the place of the first driver, or the place a new one gets."""
    return next((number for number, person in enumerate(crew) if person.get("role") == "DRIVER"), len(crew))


def with_driver(data: dict[str, Any], person: Mapping[str, Any]) -> dict[str, Any]:
    """Put another driver in the place of the first one."""
    crew = list(data["crew"])
    place = driver_place(crew)
    crew[place : place + 1] = [{"role": "DRIVER", **person}]
    return {**data, "crew": crew}


def with_truck(data: dict[str, Any], truck: Mapping[str, Any]) -> dict[str, Any]:
    """Put another truck in; its seals are those of the one before until they are changed."""
    seals = {"seals": data["conveyance"]["seals"]} if data["conveyance"].get("seals") else {}
    return {**data, "conveyance": {**truck, **seals}}


def with_trailers(data: dict[str, Any], trailers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Put other trailers in; goods loaded on a trailer go with whatever stands in its place now."""
    moved = {
        str(old.get("number")): new.get("number")
        for old, new in zip(data["equipment"], trailers, strict=False)
        if old.get("number") and old.get("number") != new.get("number")
    }
    shipments = [
        {**shipment, "lines": [_moved(line, moved) for line in shipment.get("lines", [])]}
        for shipment in data["shipments"]
    ]
    return {**data, "equipment": [dict(trailer) for trailer in trailers], "shipments": shipments}


def _moved(line: Mapping[str, Any], moved: Mapping[str, Any]) -> dict[str, Any]:
    equipment = str(line.get("equipment", ""))
    return {**line, "equipment": moved[equipment]} if moved.get(equipment) else dict(line)


def without_shipments(data: dict[str, Any], numbers: Iterable[int]) -> dict[str, Any]:
    """Take shipments out by their place, counted from 0."""
    gone = set(numbers)
    return {**data, "shipments": [item for place, item in enumerate(data["shipments"]) if place not in gone]}


def with_another_shipment(data: dict[str, Any], most: int) -> dict[str, Any]:
    """Add a shipment that starts like the last one: same shipper, other reference and goods."""
    last = data["shipments"][-1] if data["shipments"] else {}
    kept = {key: value for key, value in last.items() if key not in {"reference", "lines", "consignee", "importer"}}
    return {**data, "shipments": [*data["shipments"], {**kept, "lines": [{}]}][:most]}
