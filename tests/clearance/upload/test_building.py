"""Rows become manifests, and every fault finds its way back to row and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from clearance.domain.manifest import digest, from_dict
from clearance.upload.building import TripRows, located, trips_of
from clearance.upload.reading import read_grid
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

PAYLOADS = Path(__file__).resolve().parents[2] / "payloads"
HEAD = (
    "trip.reference,trip.eta,conveyance.seals,shipment.reference,shipment.consignee.name,line.description,line.quantity"
)


def trips(*rows: str) -> list[TripRows]:
    raw = "\n".join((HEAD, *rows)).encode()
    return trips_of(read_grid(raw), lambda crossing, direction: "America/Detroit")


def fault(path: str) -> ErrorItem:
    return ErrorItem("X", Text("en", "fr"), path=path)


def where(trip: TripRows, path: str) -> tuple[int, str]:
    found: dict[str, Any] = located(trip, [fault(path)])[0]
    return found["row"], found["column"]


def test_the_published_sample_is_the_same_as_csv_and_as_json() -> None:
    (trip,) = trips_of(read_grid((PAYLOADS / "complete_manifest.csv").read_bytes()), lambda *_: "America/Detroit")
    from_csv, errors = from_dict(trip.data)
    from_json, _ = from_dict(json.loads((PAYLOADS / "complete_manifest.json").read_text(encoding="utf-8")))
    assert errors == []
    assert from_csv is not None
    assert from_json is not None
    assert digest(from_csv) == digest(from_json)


def test_rows_without_a_number_follow_the_one_above() -> None:
    (trip,) = trips(
        "T100,2026-01-05 11:25,S1/H;S2,SHIP1,Ann,Bolts,1",
        ",,,,,Nuts,2",
        ",,,SHIP2,Ben,Screws,3",
    )
    assert [len(shipment["lines"]) for shipment in trip.data["shipments"]] == [2, 1]
    assert trip.data["trip"]["eta"] == "2026-01-05T11:25:00-05:00"
    assert trip.data["conveyance"]["seals"] == [{"number": "S1", "grade": "H"}, {"number": "S2"}]


def test_trips_are_kept_apart_and_in_order() -> None:
    found = trips("T100,,,SHIP1,Ann,Bolts,1", "T200,,,SHIP2,Ben,Nuts,2", "T100,,,SHIP1,,Screws,3")
    assert [trip.reference for trip in found] == ["T100", "T200"]
    assert len(found[0].data["shipments"][0]["lines"]) == 2


def test_two_values_for_one_thing_are_an_error_of_the_later_cell() -> None:
    (trip,) = trips("T100,,,SHIP1,Ann,Bolts,1", "T100,,,SHIP1,Bob,Nuts,2")
    (found,) = located(trip, trip.items)
    assert (found["row"], found["column"], found["code"]) == (3, "shipment.consignee.name", "CLR_U020")
    assert trip.data["shipments"][0]["consignee"]["name"] == "Ann"


def test_every_path_finds_its_cell() -> None:
    trip, _ = trips(
        "T100,,,SHIP1,Ann,Bolts,1",
        ",,,,,Nuts,2",
        ",,,SHIP2,Ben,Screws,3",
        "T200,,,SHIP9,Cal,Pipes,4",
    )
    assert where(trip, "shipments[0].lines[1].quantity") == (3, "line.quantity")
    assert where(trip, "shipments[1].consignee.name") == (4, "shipment.consignee.name")
    assert where(trip, "shipments[1].lines[0].hs_code") == (4, "line.hs_code")
    assert where(trip, "conveyance.seals[1].number") == (2, "conveyance.seals")
    assert where(trip, "equipment[0].plate") == (2, "equipment[1].plate")
    assert where(trip, "shipments[1].lines[7].hs_code") == (4, "line.hs_code")
    assert where(trip, "shipments[9].lines[0].hs_code") == (2, "line.hs_code")
    assert where(trip, "") == (2, "")


def test_an_empty_truck_is_one_row_without_goods() -> None:
    (trip,) = trips("T100,2026-01-05T11:25,,,,,")
    assert trip.data["shipments"] == []
