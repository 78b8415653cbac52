"""What is filled in again: a copy, the way back, and what their short forms ask (R-20, R-23)."""

from __future__ import annotations

import pytest

from clearance.domain import changing
from clearance.domain.drafting import (
    COPIED,
    EACH_TIME,
    OTHER_WAY,
    RETURN,
    count_filled,
    only_asked,
    returning,
    reusable,
    short_fields,
)
from clearance.domain.elements import asked, elements_by_path
from tests.factories.manifests import manifest_dict


def paths(value: object, prefix: str = "") -> set[str]:
    if isinstance(value, dict):
        return {found for key, inner in value.items() for found in paths(inner, f"{prefix}.{key}" if prefix else key)}
    if isinstance(value, list):
        return {found for inner in value for found in paths(inner, f"{prefix}[]")}
    return {prefix}


@pytest.mark.parametrize("loaded", [True, False])
@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_the_way_back_brings_nothing_the_other_country_asks(direction: str, loaded: bool) -> None:
    way = OTHER_WAY[direction]
    made = returning(manifest_dict(direction, 2, 2), loaded=loaded)
    own = {path for path, _ in asked(way)}
    assert paths(made) <= own
    assert made["trip"]["direction"] == way
    assert bool(made["shipments"]) == loaded


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_the_way_back_asks_no_element_of_both_directions_again(direction: str) -> None:
    """One entry, two trips: what both ask of truck, trailers and people is there already."""
    data = manifest_dict(direction, 1, 1)
    made = returning(data, loaded=False)
    way = OTHER_WAY[direction]
    for group in ("conveyance", "equipment", "crew"):
        before, after = data[group], made[group]
        records = [(before, after)] if group == "conveyance" else list(zip(before, after, strict=True))
        for old, new in records:
            common = set(old) - set(only_asked(group, direction, way)) - {"seals"}
            assert common <= set(new)


def test_shipper_and_consignee_change_places() -> None:
    data = manifest_dict("SB", 1, 1)
    shipment = data["shipments"][0]
    made = returning(data, loaded=True)["shipments"][0]
    assert made["shipper"]["name"] == shipment["consignee"]["name"]
    assert made["consignee"]["name"] == shipment["shipper"]["name"]
    assert made["loading_country"] == shipment["consignee"]["country"]
    assert "reference" not in made
    assert made["lines"] == [{}]
    assert returning({**data, "shipments": [{}]}, loaded=True)["shipments"] == [{"lines": [{}]}]


def test_a_copy_asks_what_differs_each_time() -> None:
    assert short_fields(COPIED, "SB") == {group: frozenset(keys) for group, keys in EACH_TIME.items()}


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_the_way_back_asks_what_only_its_direction_asks(direction: str) -> None:
    found = short_fields(RETURN, direction)
    table = elements_by_path()
    for path, group in (("trip.", "trip"), ("conveyance.", "conveyance"), ("shipments[].", "shipment")):
        for key in only_asked(group, direction, OTHER_WAY[direction]):
            assert table[f"{path}{key}"].requirement(OTHER_WAY[direction]) == ""
            assert key in found[group]
    assert "vin" not in short_fields(RETURN, "NB")["conveyance"]


def test_a_copy_leaves_out_numbers_times_and_seals_only() -> None:
    data = manifest_dict("SB", 1, 3)
    assert count_filled(reusable(data)) >= 0.8 * count_filled(data)


def test_a_driver_takes_the_place_of_the_driver() -> None:
    data = {"crew": [{"role": "PASSENGER", "family_name": "P"}, {"role": "DRIVER", "family_name": "D"}]}
    assert changing.with_driver(data, {"family_name": "E"})["crew"] == [
        {"role": "PASSENGER", "family_name": "P"},
        {"role": "DRIVER", "family_name": "E"},
    ]
    assert changing.with_driver({"crew": []}, {"family_name": "E"})["crew"] == [{"role": "DRIVER", "family_name": "E"}]


def test_goods_go_with_the_trailer_that_stands_in_their_trailers_place() -> None:
    data = manifest_dict("SB", 1, 2)
    number = data["equipment"][0]["number"]
    data["shipments"][0]["lines"][0]["equipment"] = number
    data["shipments"][0]["lines"][1].pop("equipment", None)
    made = changing.with_trailers(data, [{**data["equipment"][0], "number": "NEW1"}, *data["equipment"][1:]])
    assert made["shipments"][0]["lines"][0]["equipment"] == "NEW1"
    assert "equipment" not in made["shipments"][0]["lines"][1]


def test_a_truck_keeps_the_seals_that_are_on_the_load() -> None:
    made = changing.with_truck({"conveyance": {"number": "1", "seals": [{"number": "9"}]}}, {"number": "2"})
    assert made["conveyance"] == {"number": "2", "seals": [{"number": "9"}]}


def test_shipments_are_dropped_and_added() -> None:
    data = manifest_dict("SB", 3, 1)
    left = changing.without_shipments(data, [0, 2, 9])
    assert [item["reference"] for item in left["shipments"]] == [data["shipments"][1]["reference"]]
    more = changing.with_another_shipment(data, 10)["shipments"][-1]
    assert more["shipper"] == data["shipments"][-1]["shipper"]
    assert "reference" not in more
    assert len(changing.with_another_shipment(data, 3)["shipments"]) == 3


def test_an_empty_truck_offers_no_change_of_goods() -> None:
    assert changing.LINE not in changing.offered({"shipments": []})
    assert set(changing.offered({"shipments": [{}]})) == set(changing.CHANGES)
    assert set(changing.ICONS) == set(changing.CHANGES)
