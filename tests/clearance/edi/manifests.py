"""Manifests of every shape the registry allows, and the way from one through an agency's messages and back."""

from __future__ import annotations

import string
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
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
FIXED: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("trip", "scac"): st.sampled_from(["ABCD", "EFGH"]),
    ("shipment", "scac"): st.sampled_from(["ABCD", "XYZW"]),
    ("trip", "cbsa_code"): st.sampled_from(["7AB1", "8-CD"]),
    ("shipment", "cbsa_code"): st.sampled_from(["7AB1", "9EF2"]),
    ("trip", "crossing"): st.sampled_from(CROSSINGS),
    ("shipment", "release_type"): st.sampled_from(sorted(release_types())),
    ("line", "package_code"): st.sampled_from(["PCS", "BLE", "BOX", "DRM"]),
    ("document", "type"): st.sampled_from(["ACW", "5K", "6W", "OTD"]),
    ("conveyance", "policy_number"): st.from_regex(r"[A-Z0-9]{1,50}", fullmatch=True),
}
LETTERS = string.ascii_letters + string.digits + "éèçôÉœŒß“”–°@#$&'+:?*~>,.-()/=!%;  漢"


def words(size: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=min(size, 120)).filter(lambda text: any(c.isalnum() for c in text))


def value(group: str, element: Element) -> st.SearchStrategy[Any]:
    """Any value the registry allows for one element."""
    if (group, element.key) in FIXED:
        return FIXED[group, element.key]
    if element.choices and element.kind == CODES:
        return st.lists(st.sampled_from(element.choices), unique=True, min_size=1)
    if element.choices:
        return st.sampled_from(element.choices)
    if element.format:
        pattern = FORMATS[element.format].pattern.pattern
        return st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="ascii")).filter(
            lambda text: len(text) <= element.size
        )
    return _plain_value(element)


def _plain_value(element: Element) -> st.SearchStrategy[Any]:
    if element.kind == RECORD:
        return record(element.group)
    if element.kind == RECORDS:
        key = UNIQUE.get(element.group)
        unique = (lambda entry: entry[key]) if key else None
        return st.lists(record(element.group), min_size=1, max_size=3, unique_by=unique)
    if element.kind == INTEGER:
        return st.integers(1, element.size)
    if element.kind == DECIMAL:
        return st.decimals("0.001", min(element.size, 9_999_999), places=3).map(lambda number: f"{number:f}")
    if element.kind == FLAG:
        return st.just(True)
    if element.kind == DATE:
        return st.dates(date(1930, 1, 1), date(2030, 12, 31)).map(date.isoformat)
    if element.kind == DATETIME:
        moments = st.integers(0, 40_000).map(
            lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        )
        return moments.map(datetime.isoformat)
    if element.kind == TEXT:
        return words(element.size)
    assert element.kind == CODE, element
    return st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=element.size)


@cache
def record(group: str) -> st.SearchStrategy[dict[str, Any]]:
    """A record of a group: what it needs, and some of the rest, of what an agency gets."""
    elements = [
        element
        for element in GROUPS[group]
        if group == "manifest"
        or element.key in NEEDED.get(group, ())
        or any(gets(group, element, one) for one in AGENCIES)
    ]
    needed = {
        one.key: st.deferred(lambda one=one: value(group, one)) for one in elements if one.key in NEEDED.get(group, ())
    }
    rest = {one.key: st.deferred(lambda one=one: value(group, one)) for one in elements if one.key not in needed}
    if group == "manifest":
        needed, rest = {"trip": rest.pop("trip"), "conveyance": rest.pop("conveyance")}, rest
    return st.fixed_dictionaries(needed, optional=rest)


def manifest_of(data: dict[str, Any]) -> Manifest:
    manifest, _errors = read(data)
    assert manifest is not None
    return manifest


def manifests() -> st.SearchStrategy[Manifest]:
    return record("manifest").map(manifest_of)


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
