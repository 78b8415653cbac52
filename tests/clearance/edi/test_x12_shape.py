"""Goods under trailers, shipments under trailers of a trip, and back (X12 309 and 358)."""

from __future__ import annotations

from typing import Any

from clearance.edi.reading import bare
from clearance.edi.x12_shape import from_x12, placed, to_x12


def line(number: str, **more: Any) -> dict[str, Any]:
    return (
        {"description": "PADS", "quantity": "3", "weight": "10", "weight_unit": "KG"}
        | more
        | ({"equipment": number} if number else {})
    )


def goods(*lines: dict[str, Any]) -> dict[str, Any]:
    return {
        "trip": {"scac": "ABCD", "reference": "T1"},
        "equipment": [{"type": "TL", "number": "U1"}],
        "shipments": [{"scac": "ABCD", "reference": "S1", "lines": list(lines)}],
    }


def test_goods_hang_under_their_trailer_and_come_back_in_their_order() -> None:
    values = goods(line("U1"), line("U1"), line(""), line("U1"))
    made = to_x12(values, "309")
    units = made["shipments"][0]["@units"]
    assert [(unit["@type"], unit["@number"], len(unit["lines"])) for unit in units] == [
        ("TL", "U1", 2),
        ("NC", "NC", 1),
        ("TL", "U1", 1),
    ]
    assert [one["_at"] for unit in units for one in unit["lines"]] == [f"shipments[0].lines[{n}]" for n in range(4)]
    assert from_x12(bare(made))["shipments"][0]["lines"] == values["shipments"][0]["lines"]
    assert made["trip"]["@number"] == "ABCDT1"


def test_the_sums_of_a_bill_are_in_one_unit() -> None:
    (shipment,) = to_x12(goods(line("U1"), line("U1", weight="10", weight_unit="LB")), "309")["shipments"]
    assert (shipment["@pieces"], shipment["@weight"], shipment["@weight_unit"]) == ("6", "15", "K")
    (shipment,) = to_x12(goods(line("U1", weight_unit="LB", weight="x")), "309")["shipments"]
    assert (shipment["@weight"], shipment["@weight_unit"]) == ("0", "L")


def test_an_amended_bill_names_itself() -> None:
    (shipment,) = to_x12(goods(line("U1")) | {"@function": "4"}, "309")["shipments"]
    assert (shipment["@amended"], shipment["@amended_scac"]) == ("S1", "ABCD")


def test_shipments_of_a_trip_are_bills_of_its_first_trailer() -> None:
    values = {"trip": {}, "shipments": [{"scac": "ABCD", "reference": "S1"}, {"scac": "ABCD", "reference": "S2"}]}
    made = to_x12(values, "358")
    assert [unit["number"] for unit in made["equipment"]] == ["NC"]
    assert [bill["_at"] for bill in made["equipment"][0]["@bills"]] == ["shipments[0]", "shipments[1]"]
    back = from_x12(bare(made))
    assert (back["shipments"], back["equipment"]) == (values["shipments"], [])


def test_values_of_other_messages_pass_through() -> None:
    values = {"trip": {"scac": "ABCD"}, "equipment": [], "shipments": [{"reference": "S1"}]}
    assert to_x12(values, "CUSCAR") == values == placed(values) == from_x12(values)
