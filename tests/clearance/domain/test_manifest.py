"""Reading and writing the canonical manifest: junk never raises, what is read is written back the same."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.domain.elements import GROUPS, RECORD, RECORDS, element_at, walk
from clearance.domain.filing import check
from clearance.domain.manifest import canonical_bytes, digest, from_dict, read, to_dict
from clearance.domain.manifest.faults import FAULTS
from clearance.domain.manifest.reading import CLASSES, ERROR_LIMIT
from tests.factories.clearance_facts import CONTEXT
from tests.factories.manifests import changed, manifest_dict

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
KEYS = st.sampled_from(sorted({path.rpartition(".")[2] for path, _element in walk()})) | st.text(max_size=10)
JUNK = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=40
)
PATHS = (
    sorted(path for path, _element in walk() if "[]" not in path and "." in path)
    + [f"shipments.0.{element.key}" for element in GROUPS["shipment"]]
    + [f"shipments.0.lines.0.{element.key}" for element in GROUPS["line"]]
)


@settings(max_examples=300)
@given(JUNK)
def test_junk_never_raises(data: Any) -> None:
    manifest, errors = from_dict(data)
    assert (manifest is None) is bool(errors)
    json.dumps([item.as_dict() for item in errors]).encode()


@settings(max_examples=300)
@given(st.sampled_from(PATHS), JUNK, st.sampled_from(["SB", "NB"]))
def test_junk_in_one_place_of_a_real_filing(path: str, value: Any, direction: str) -> None:
    """Structure, rules and writing survive anything in any place; what is accepted is written back the same."""
    data = changed(manifest_dict(direction), path, value)
    checked = check(data, CONTEXT)
    json.dumps([item.as_dict() for item in checked.items]).encode()
    manifest, errors = from_dict(data)
    if manifest is not None:
        assert from_dict(json.loads(canonical_bytes(manifest))) == (manifest, [])
    for item in errors:
        assert item.message.en and item.message.fr and item.fix is not None


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_round_trip(direction: str) -> None:
    manifest, errors = from_dict(manifest_dict(direction, 3, 4))
    assert errors == []
    assert from_dict(to_dict(manifest)) == (manifest, [])
    assert len(digest(manifest)) == 64


def test_the_same_content_has_the_same_digest() -> None:
    """Spaces, case, hyphens in a plate, number or text: the receipt is about content."""
    one = manifest_dict()
    other = changed(changed(one, "conveyance.plate", " bbdd-11 "), "shipments.0.lines.0.weight", 1250.50)
    other = changed(other, "shipments.0.lines.0.quantity", "100")
    other = changed(other, "shipments.0.fda_freight", False)
    other = dict(reversed(other.items()))
    assert digest(from_dict(one)[0]) == digest(from_dict(other)[0])
    assert digest(from_dict(changed(one, "conveyance.plate", "BBDD12"))[0]) != digest(from_dict(one)[0])


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("trip", "x", "CLR_S001", "trip"),
        ("shipments", {}, "CLR_S002", "shipments"),
        ("trip.directoin", "SB", "CLR_S003", "trip.directoin"),
        ("shipments.0.shipper", None, "CLR_S004", "shipments[0].shipper"),
        ("shipments.0.lines", [], "CLR_S004", "shipments[0].lines"),
        ("shipments.0.lines.0.description", "  ", "CLR_S004", "shipments[0].lines[0].description"),
        ("shipments.0.lines.0.quantity", 1.5, "CLR_S005", "shipments[0].lines[0].quantity"),
        ("shipments.0.lines.0.weight", True, "CLR_S005", "shipments[0].lines[0].weight"),
        ("shipments.0.lines.0.weight", "NaN", "CLR_S005", "shipments[0].lines[0].weight"),
        ("shipments.0.lines.0.marks", "x" * 36, "CLR_S006", "shipments[0].lines[0].marks"),
        ("shipments.0.reference", "ABC", "CLR_S007", "shipments[0].reference"),
        ("crew.0.fast_card", "42700000000103", "CLR_S007", "crew[0].fast_card"),
        ("equipment.0.seals.0.number", "A/B", "CLR_S007", "equipment[0].seals[0].number"),
        ("trip.direction", "WEST", "CLR_S008", "trip.direction"),
        ("crew", [{"role": "DRIVER"}] * 21, "CLR_S009", "crew"),
        ("shipments.0.lines.0.description", "bo\x00lts", "CLR_S010", "shipments[0].lines[0].description"),
        ("trip.reference", "TRIP\ud800", "CLR_S010", "trip.reference"),
        ("shipments.0.lines.0.quantity", 10_000_000, "CLR_S011", "shipments[0].lines[0].quantity"),
        ("shipments.0.lines.0.weight", "1.2345", "CLR_S011", "shipments[0].lines[0].weight"),
        ("shipments.0.lines.0.weight", -1, "CLR_S011", "shipments[0].lines[0].weight"),
        ("crew.0.birth_date", "1980-02-30", "CLR_S012", "crew[0].birth_date"),
        ("trip.eta", "2026-01-05T12:00:00", "CLR_S013", "trip.eta"),
    ],
)
def test_structural_errors_say_what_and_where(path: str, value: Any, code: str, where: str) -> None:
    manifest, errors = from_dict(changed(manifest_dict(), path, value))
    assert manifest is None
    assert (code, where) in [(item.code, item.path) for item in errors]


def test_every_structural_code_is_tried() -> None:
    marks = test_structural_errors_say_what_and_where.pytestmark
    assert {row[2] for row in marks[0].args[1]} == FAULTS.keys()


def test_mandatory_is_by_direction() -> None:
    """R-20: what one country needs is asked only on the way there."""
    north = {item.path for item in from_dict(changed(manifest_dict("NB"), "shipments.0.release_office", None))[1]}
    south = {item.path for item in from_dict(changed(manifest_dict("SB"), "conveyance.vin", None))[1]}
    assert north == {"shipments[0].release_office"}
    assert south == {"conveyance.vin"}


def test_a_draft_is_read_as_far_as_it_goes() -> None:
    manifest, errors = read({"trip": {"direction": "SB"}, "shipments": [{"lines": [{"hs_code": "8708.30"}]}, 3]})
    assert manifest.shipments[0].lines[0].hs_code == "870830"
    assert len(manifest.shipments) == 2
    assert "shipments[1]" in {item.path for item in errors}


def test_errors_stop_at_a_limit() -> None:
    bad = {"shipments": [{"lines": [{"x": 1} for _ in range(900)]} for _ in range(400)]}
    _manifest, errors = from_dict(bad)
    assert ERROR_LIMIT <= len(errors) < ERROR_LIMIT + 100


def test_decimals_are_exact() -> None:
    line = from_dict(changed(manifest_dict(), "shipments.0.lines.0.weight", 0.1))[0].shipments[0].lines[0]
    assert line.weight == Decimal("0.1")
    assert line.weight_kg == Decimal("0.1")


def test_pounds_are_converted() -> None:
    data = changed(
        changed(manifest_dict(), "shipments.0.lines.0.weight", "100"), "shipments.0.lines.0.weight_unit", "LB"
    )
    assert from_dict(data)[0].shipments[0].weight_kg == Decimal("45.359237")


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_classes_and_table_have_the_same_fields_in_the_same_order(group: str) -> None:
    assert list(CLASSES[group].__dataclass_fields__) == [element.key for element in GROUPS[group]]


def test_element_at_finds_the_element_of_a_concrete_path() -> None:
    assert element_at("shipments[12].lines[3].hs_code").cbsa == "Customs Tariff item"
    assert element_at("shipments[1].consignee.name").kind == "text"
    assert element_at("shipments[1]").kind == RECORDS
    assert element_at("trip").kind == RECORD
    assert element_at("trip.nothing") is None
