"""Manifests as JSON, and the facts around them, for tests and benches of clearance."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
ETA = NOW + timedelta(hours=3)

SHIPPER = {
    "name": "Example Shipper",
    "address": "12 First Street",
    "city": "Windsor",
    "jurisdiction": "ON",
    "postal_code": "N9A1A1",
    "country": "CA",
}
CONSIGNEE = {
    "name": "Example Consignee",
    "address": "34 Second Street",
    "city": "Detroit",
    "jurisdiction": "MI",
    "postal_code": "48201",
    "country": "US",
    "identifier_kind": "IOR",
    "identifier": "12-3456789",
}
GOODS = (
    ("Brake assemblies for passenger cars", "870830", "CTN", "CA"),
    ("French dark chocolate bars", "180632", "BOX", "FR"),
    ("Plastic fittings for water pipes", "391740", "CTN", "CA"),
    ("Steel bolts, hexagon head", "731815", "BOX", "US"),
)


def line(number: int = 0, **changes: Any) -> dict[str, Any]:
    description, hs_code, package, origin = GOODS[number % len(GOODS)]
    made = {
        "description": description,
        "hs_code": hs_code,
        "quantity": 100 + number,
        "package_code": package,
        "weight": "1250.5",
        "weight_unit": "KG",
        "value": "25000",
        "origin": origin,
        "equipment": "TR998",
    }
    return made | changes


def shipment(number: int = 0, lines: int = 1, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "reference": f"SHIP{number:04d}",
        "release_type": "PAPS",
        "shipper": dict(SHIPPER),
        "consignee": dict(CONSIGNEE),
        "loading_city": "Windsor",
        "loading_jurisdiction": "ON",
        "loading_country": "CA",
        "currency": "USD",
        "lines": [line(index) for index in range(lines)],
    }
    return made | changes


def manifest_dict(direction: str = "SB", shipments: int = 1, lines: int = 1) -> dict[str, Any]:
    """A manifest without a fault: `lines` goods lines in each of `shipments` shipments."""
    made: dict[str, Any] = {
        "trip": {
            "direction": direction,
            "scac": "ABCD",
            "cbsa_code": "7AB1",
            "reference": "TRIP000001",
            "crossing": "ambassador-bridge",
            "eta": ETA.isoformat(),
        },
        "conveyance": {
            "type": "TR",
            "number": "46",
            "plate": "BBDD11",
            "plate_jurisdiction": "ON",
            "plate_country": "CA",
        },
        "equipment": [
            {
                "number": "TR998",
                "type": "TF",
                "plate": "BA12YY",
                "plate_jurisdiction": "ON",
                "plate_country": "CA",
                "seals": [{"number": "884213", "grade": "H"}],
            }
        ],
        "crew": [
            {
                "role": "DRIVER",
                "family_name": "Driver",
                "given_name": "Sample",
                "birth_date": "1980-01-01",
                "citizenship": "CA",
                "fast_card": "42700000000101",
            }
        ],
        "shipments": [shipment(number, lines) for number in range(shipments)],
    }
    return _southbound(made) if direction == "SB" else _northbound(made)


def _southbound(made: dict[str, Any]) -> dict[str, Any]:
    made["conveyance"] |= {"vin": "1M8GDM9AXKP042788", "usdot": "46456487"}
    return made


def _northbound(made: dict[str, Any]) -> dict[str, Any]:
    made["trip"]["load"] = "LOADED" if made["shipments"] else "EMPTY"
    for entry in made["shipments"]:
        entry |= {
            "release_type": "PARS",
            "release_office": "0453",
            "loading_city": "Detroit",
            "loading_jurisdiction": "MI",
            "loading_country": "US",
        }
        entry["shipper"], entry["consignee"] = dict(CONSIGNEE), dict(SHIPPER)
        entry["consignee"] |= {"identifier_kind": "BN15", "identifier": "123456782RM0001"}
        entry["shipper"].pop("identifier_kind")
        entry["shipper"].pop("identifier")
    return made


def changed(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with one value changed: `shipments.0.lines.1.weight`; None removes it."""
    made = copy.deepcopy(data)
    *steps, last = path.split(".")
    at: Any = made
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    if value is None:
        at.pop(last, None)
    else:
        at[int(last) if last.isdigit() else last] = value
    return made
