"""Plausible trucks: manifests in the canonical JSON, made from a seed so that the same seed gives the same truck."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from portal.reference.selectors import crossing_find
from portal.site.seed.people import ORGANISATIONS

# description, HS code, package, origin, weight of one package in kg, value of one package
GOODS = (
    ("Brake assemblies for passenger cars", "870830", "CTN", "CA", "14.8", "210"),
    ("Automotive wiring harnesses", "854430", "CTN", "CA", "9.2", "145"),
    ("Steel bolts with hexagon head", "731815", "BOX", "US", "22.5", "60"),
    ("Plastic fittings for water pipes", "391740", "CTN", "CA", "6.4", "38"),
    ("Corrugated cardboard boxes, flat", "481910", "BDL", "CA", "18.0", "24"),
    ("Aluminium road wheels", "870870", "PCS", "CA", "11.3", "95"),
    ("Office chairs with castors", "940131", "CTN", "US", "17.0", "120"),
    ("Glass bottles, empty", "701090", "CTN", "CA", "12.6", "15"),
    ("Laminated safety glass for cars", "700721", "CRT", "US", "40.0", "310"),
    ("Tomatoes, fresh, on the vine", "070200", "CTN", "CA", "5.0", "9"),
    ("Dark chocolate bars", "180632", "BOX", "CA", "8.0", "70"),
)
# What partner agencies are told of the regulated goods; the chocolate's prior notice follows later.
ANSWERS = {
    "070200": (("END_USE", "HUMAN"), ("TEMPERATURE", "CHILLED"), ("FDA_PRIOR_NOTICE", "240001234567")),
    "180632": (("END_USE", "HUMAN"), ("FDA_PRODUCT", "34DGT01")),
}
REGULATED = 2  # the last entries concern a partner agency
ADDRESSES = {
    "CA": {
        "address": "12 First Street",
        "city": "Windsor",
        "jurisdiction": "ON",
        "postal_code": "N9A 1A1",
        "country": "CA",
    },
    "US": {
        "address": "34 Second Street",
        "city": "Detroit",
        "jurisdiction": "MI",
        "postal_code": "48201",
        "country": "US",
    },
}
CASUAL = {"CA": "Example Northern Traders", "US": "Example Lakeside Stores"}


def manifest(
    *,
    carrier: str,
    reference: str,
    crossing: str,
    eta: datetime,
    direction: str,
    chance: random.Random,
    card: str = "",
    member_importer: bool = True,
    regulated: bool = False,
    shipments: int = 1,
) -> dict[str, Any]:
    """Give one truck of a demonstration carrier as canonical JSON (see clearance.domain.manifest)."""
    identifiers = dict(ORGANISATIONS[carrier]["identifiers"])
    plate = f"{chance.choice('ABCDEFGH')}{chance.choice('JKLMNP')}{chance.randrange(10000, 99999)}"
    trailer = f"TR{chance.randrange(100, 999)}"
    goods = GOODS[-REGULATED:] if regulated else GOODS[:-REGULATED]
    return {
        "trip": {
            "direction": direction,
            "scac": identifiers["SCAC"],
            "cbsa_code": identifiers["CBSA_CARRIER"],
            "reference": reference,
            "crossing": crossing,
            "eta": eta.isoformat(),
            **({"load": "LOADED"} if direction == "NB" else {}),
        },
        "conveyance": _tractor(direction, plate, identifiers, chance),
        "equipment": [
            {
                "number": trailer,
                "type": "TF",
                "plate": f"T{chance.randrange(10000, 99999)}",
                "plate_jurisdiction": "ON",
                "plate_country": "CA",
                "seals": [{"number": str(chance.randrange(100000, 999999)), "grade": "H"}],
            }
        ],
        "crew": [_driver(card)],
        "shipments": [
            _shipment(direction, f"{reference[-8:]}{number:02d}", trailer, goods, chance, member_importer)
            | ({"release_office": _office(crossing)} if direction == "NB" else {})
            for number in range(shipments)
        ],
    }


def _tractor(direction: str, plate: str, identifiers: dict[str, str], chance: random.Random) -> dict[str, Any]:
    made = {
        "type": "TR",
        "number": str(chance.randrange(10, 99)),
        "plate": plate,
        "plate_jurisdiction": "ON",
        "plate_country": "CA",
    }
    if direction == "SB":
        made |= {"vin": "1M8GDM9AXKP042788", "usdot": identifiers["USDOT"]}
    return made


def _driver(card: str) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "role": "DRIVER",
        "family_name": "Driver",
        "given_name": "Demonstration",
        "birth_date": "1984-05-17",
        "citizenship": "CA",
    }
    if card:
        return driver | {"fast_card": card}
    return driver | {"documents": [{"type": "ACW", "number": "DEMO12345", "country": "CA"}]}


def _shipment(
    direction: str, reference: str, trailer: str, goods: tuple[Any, ...], chance: random.Random, member: bool
) -> dict[str, Any]:
    origin, destination = ("CA", "US") if direction == "SB" else ("US", "CA")
    made: dict[str, Any] = {
        "reference": reference,
        "release_type": "PAPS" if direction == "SB" else "PARS",
        "shipper": {"name": CASUAL[origin], **ADDRESSES[origin]},
        "consignee": _consignee(destination, member),
        "loading_city": ADDRESSES[origin]["city"],
        "loading_jurisdiction": ADDRESSES[origin]["jurisdiction"],
        "loading_country": origin,
        "currency": "USD",
        "lines": [_line(chance.choice(goods), trailer, chance) for _ in range(chance.randrange(1, 4))],
    }
    return made


def _office(crossing: str) -> str:
    """Give the CBSA office of a crossing, where its trucks ask for release."""
    known = crossing_find(crossing)
    return (known.cbsa_office_code if known else "") or "0453"


def _consignee(country: str, member: bool) -> dict[str, Any]:
    if not member:
        return {"name": CASUAL[country], **ADDRESSES[country]}
    shipper = ORGANISATIONS["shipper"]
    kind, value = shipper["identifiers"][0]
    return {"name": shipper["legal_name"], **ADDRESSES[country], "identifier_kind": kind, "identifier": value}


def _line(entry: tuple[str, ...], trailer: str, chance: random.Random) -> dict[str, Any]:
    description, code, package, origin, weight, value = entry
    count = chance.randrange(20, 400)
    answers = ANSWERS.get(code, ())
    return {
        "description": description,
        "hs_code": code,
        "quantity": count,
        "package_code": package,
        "weight": f"{float(weight) * count:.1f}",
        "weight_unit": "KG",
        "value": str(int(value) * count),
        "origin": origin,
        "equipment": trailer,
        **({"answers": [{"question": key, "value": said} for key, said in answers]} if answers else {}),
    }
