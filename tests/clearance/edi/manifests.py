"""Manifests of every shape the registry allows, and the way from one through an agency's messages and back."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from clearance.domain.elements import (
    CODE,
    CODES,
    DATE,
    DATETIME,
    DECIMAL,
    FLAG,
    FORMATS,
    GROUPS,
    INTEGER,
    RECORD,
    RECORDS,
    TEXT,
    Element,
)
from clearance.domain.manifest import Manifest, read
from clearance.domain.release_types import release_types
from clearance.edi import Envelope, build
from clearance.edi import read as read_messages
from clearance.edi.canonical import gets
from clearance.edi.codebook import AGENCIES, CodeBook, Package, Place
from clearance.edi.planning import PlannedMessage

BOOK = CodeBook(
    [
        Place("ambassador-bridge", "3801", "0453", "America/Detroit", "America/Toronto"),
        Place("detroit-windsor-tunnel", "3801", "0452", "America/Detroit", "America/Toronto", default=False),
        Place("pembina-emerson", "3401", "0502", "America/Chicago", "America/Winnipeg"),
        Place("jackman-armstrong-saint-theophile-de-beauce", "0104", "", "America/New_York", "America/Toronto"),
    ],
    [
        Package("PCS", "PCS", "PCE"),
        Package("BLE", "BLE", "BAL"),
        Package("BOX", "BOX", "BOX"),
        Package("LSE", "", "LSE"),
    ],
)
CROSSINGS = (
    "ambassador-bridge",
    "detroit-windsor-tunnel",
    "pembina-emerson",
    "jackman-armstrong-saint-theophile-de-beauce",
)
PREPARED = datetime(2026, 1, 5, 16, 6, tzinfo=UTC)

# Without these an entry of a list is not one thing that can be told from another.
NEEDED = {
    "trip": {"direction", "scac", "cbsa_code", "reference", "crossing", "eta"},
    "conveyance": {"number", "type"},
    "equipment": {"number", "type"},
    "seal": {"number"},
    "crew": {"role", "family_name"},
    "document": {"type", "number"},
    "party": {"name"},
    "shipment": {"reference", "release_type", "shipper", "loading_country", "lines"},
    "in_bond": {"entry_type", "number"},
    "line": {"description", "quantity", "package_code"},
}
UNIQUE = {"equipment": "number", "seal": "number", "shipment": "reference", "document": "number", "crew": "family_name"}
FIXED: dict[tuple[str, str], tuple[str, ...]] = {
    ("trip", "scac"): ("ABCD", "EFGH"),
    ("shipment", "scac"): ("ABCD", "XYZW"),
    ("trip", "cbsa_code"): ("7AB1", "8-CD"),
    ("shipment", "cbsa_code"): ("7AB1", "9EF2"),
    ("trip", "crossing"): CROSSINGS,
    ("shipment", "release_type"): tuple(sorted(release_types())),
    ("line", "package_code"): ("PCS", "BLE", "BOX", "DRM"),
    ("document", "type"): ("ACW", "5K", "6W", "OTD"),
    ("conveyance", "policy_number"): ("1", "POL77", "Z9" * 25),
}
LETTERS = string.ascii_letters + string.digits + "éèçôÉœŒß“”–°@#$&'+:?*~>,.-()/=!%;  漢"


def words(chance: Random, size: int) -> str:
    """Free text: often short, now and then as long as allowed, with every character a separator could be."""
    length = chance.choice((1, chance.randint(1, 12), chance.randint(1, min(size, 120)), min(size, 120)))
    text = "".join(chance.choices(LETTERS, k=length))
    return text if any(c.isalnum() for c in text) else "A"


def formatted(chance: Random, name: str, size: int) -> str:
    """The example of a format with other letters, other digits, and where it may be, another length."""
    shape = FORMATS[name]
    for _try in range(8):
        text = "".join(
            chance.choice(string.ascii_uppercase) if c.isalpha() else chance.choice(string.digits) if c.isdigit() else c
            for c in shape.example
        )
        if chance.random() < 0.4:
            cut = chance.randrange(len(text) + 1)
            text = chance.choice((text[:cut], text + text[cut:]))
        if len(text) <= size and shape.pattern.fullmatch(text):
            return text
    return shape.example


def value(chance: Random, group: str, element: Element) -> Any:
    """Any value the registry allows for one element."""
    if (group, element.key) in FIXED:
        return chance.choice(FIXED[group, element.key])
    if element.choices and element.kind == CODES:
        return chance.sample(element.choices, chance.randint(1, len(element.choices)))
    if element.choices:
        return chance.choice(element.choices)
    if element.format:
        return formatted(chance, element.format, element.size)
    return PLAIN[element.kind](chance, element)


def entries(chance: Random, element: Element) -> list[dict[str, Any]]:
    """One to three records, told apart by what the domain tells them apart by."""
    found = [record(chance, element.group) for _number in range(chance.randint(1, 3))]
    key = UNIQUE.get(element.group)
    return list({entry[key]: entry for entry in found}.values()) if key else found


PLAIN: dict[str, Callable[[Random, Element], Any]] = {
    RECORD: lambda chance, element: record(chance, element.group),
    RECORDS: entries,
    INTEGER: lambda chance, element: chance.choice((1, element.size, chance.randint(1, element.size))),
    DECIMAL: lambda chance, element: f"{Decimal(chance.randint(1, int(min(element.size, 9_999_999)) * 1000)) / 1000:f}",
    FLAG: lambda _chance, _element: True,
    DATE: lambda chance, _element: (date(1930, 1, 1) + timedelta(chance.randint(0, 36_890))).isoformat(),
    DATETIME: lambda chance, _element: (
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 40_000))
    ).isoformat(),
    TEXT: lambda chance, element: words(chance, element.size),
    CODE: lambda chance, element: "".join(
        chance.choices(string.ascii_uppercase + string.digits, k=chance.randint(1, element.size))
    ),
}


@cache
def filed_elements(group: str) -> tuple[Element, ...]:
    """What an agency gets of a group, and what it needs."""
    needed = NEEDED.get(group, ())
    return tuple(
        element
        for element in GROUPS[group]
        if group == "manifest" or element.key in needed or any(gets(group, element, one) for one in AGENCIES)
    )


def record(chance: Random, group: str) -> dict[str, Any]:
    """A record of a group: what it needs, and some of the rest."""
    always = {"trip", "conveyance"} if group == "manifest" else NEEDED.get(group, set())
    often = chance.choice((0.2, 0.6, 1.0))
    return {
        element.key: value(chance, group, element)
        for element in filed_elements(group)
        if element.key in always or chance.random() < often
    }


def manifest_of(data: dict[str, Any]) -> Manifest:
    manifest, _errors = read(data)
    assert manifest is not None
    return manifest


def manifests() -> st.SearchStrategy[Manifest]:
    """Every seed is a manifest: drawing each value by itself takes a hundred times as long."""
    return st.integers(0, 2**32).map(lambda seed: manifest_of(record(Random(seed), "manifest")))


def envelope(number: int = 1) -> Envelope:
    return Envelope("ABCD", "AGENCY", str(number), PREPARED)


def sent(messages: Sequence[PlannedMessage]) -> list[dict[str, Any]]:
    """Build messages, read them again, and give their values; nothing may be wrong with one."""
    found = []
    for number, message in enumerate(messages, 1):
        for reading in read_messages(build(message.map_id, message.values, envelope(number))):
            assert reading.map_id == message.map_id
            assert reading.errors == ()
            found.append(reading.values)
    return found
