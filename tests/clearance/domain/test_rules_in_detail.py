"""The rules with an edge worth a test of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from clearance.domain.filing import acceptable_shipments, by_shipment, check
from clearance.domain.manifest import read
from clearance.domain.rules.clr_n020 import check_digit
from clearance.domain.rules.clr_n081 import is_weak
from clearance.domain.rules.places import deadline
from tests.factories.clearance_facts import CONTEXT, context, links
from tests.factories.manifests import ETA, changed, manifest_dict, shipment

CONTAINER = {"number": "CSQU3054383", "type": "4B", "third_country": True}


def codes(data: dict[str, Any], **facts: Any) -> set[str]:
    return {item.code for item in check(data, context(**facts)).items}


def test_section_321_is_accepted_before_its_end_and_refused_after() -> None:
    """CSMS 66065494: suspended from 29 August 2025 00:01 Eastern."""
    data = changed(manifest_dict(), "shipments.0.release_type", "SECTION_321")
    for eta, refused in (("2025-08-28T12:00:00-04:00", False), ("2025-08-29T12:00:00-04:00", True)):
        dated = changed(data, "trip.eta", eta)
        now = read(dated)[0].trip.eta - timedelta(hours=5)
        assert ("CLR_N065" in codes(dated, now=now)) is refused
    item = next(i for i in check(data, CONTEXT).errors if i.code == "CLR_N065")
    assert "PAPS" in item.fix.en


@pytest.mark.parametrize(
    ("direction", "release", "minutes"), [("SB", "PAPS", 60), ("SB", "FAST", 30), ("NB", "PARS", 60), ("NB", "CSA", 60)]
)
def test_notice_is_sixty_minutes_and_thirty_for_us_fast_only(direction: str, release: str, minutes: int) -> None:
    data = changed(manifest_dict(direction), "shipments.0.release_type", release)
    manifest, _errors = read(data)
    due = deadline(manifest, CONTEXT)
    assert ETA - due == timedelta(minutes=minutes)
    for late, expected in ((timedelta(0), False), (timedelta(seconds=1), True)):
        assert ("CLR_N009" in codes(data, now=due + late)) is expected


def test_one_ordinary_shipment_takes_the_whole_truck_to_sixty_minutes() -> None:
    data = manifest_dict(shipments=2)
    data["shipments"][0]["release_type"] = "FAST"
    manifest, _errors = read(data)
    assert ETA - deadline(manifest, CONTEXT) == timedelta(minutes=60)


def test_deadline_is_told_in_port_time() -> None:
    late = context(now=ETA - timedelta(minutes=10))
    item = next(i for i in check(manifest_dict(), late).items if i.code == "CLR_N009")
    assert "2026-01-05 11:00" in item.message.en  # 17:00 UTC less one hour, Detroit time
    assert "2026-01-05 12:50" in item.fix.en


@pytest.mark.parametrize(
    ("driver", "carrier", "named"), [("T2", "T2", []), ("T1", "T2", ["driver"]), ("T2", "T0", ["carrier"]), ("", "", ["driver", "carrier"])]
)  # fmt: skip
def test_third_country_container_needs_fast_driver_and_rig(driver: str, carrier: str, named: list[str]) -> None:
    """R-57; an unknown tier is not a membership."""
    data = changed(manifest_dict(), "equipment.0", CONTAINER)
    data = changed(data, "shipments.0.lines.0.equipment", None)
    items = check(data, context(links=links(driver, carrier))).errors
    assert [word for item in items if item.code == "CLR_N030" for word in named if word in item.message.en] == named
    assert bool(named) is any(item.code == "CLR_N030" for item in items)


def test_the_missing_link_of_a_fast_release_is_named() -> None:
    """R-01: the gap is the importer, and it is a warning: the truck is accepted, in the general lane."""
    data = changed(manifest_dict(), "shipments.0.release_type", "FAST")
    checked = check(data, context(links=links("T2", "T2", "T0")))
    assert checked.ok
    assert "importer Importer 0" in next(i for i in checked.warnings if i.code == "CLR_N069").message.en


def test_vin_check_digit() -> None:
    assert check_digit("1M8GDM9AXKP042788") == "X"
    assert check_digit("11111111111111111") == "1"


WEAK = (
    ["parts", "Auto parts", "General merchandise", "FAK", "Freight, all kinds", "12 x 40"],
    ["pièces", "Marchandises diverses", "STC goods", "!!", "2 pallets"],
)


@pytest.mark.parametrize("words", [words for group in WEAK for words in group])
def test_weak_descriptions(words: str) -> None:
    assert is_weak(words)


@pytest.mark.parametrize(
    "words",
    ["Brake discs for cars", "French dark chocolate", "disques de frein en acier", "Frozen blueberries", "Oak boards"],
)
def test_precise_descriptions(words: str) -> None:
    assert not is_weak(words)


def test_north_needs_no_crew_data_and_south_does() -> None:
    """Domain facts 0.2: Canada's law asks no crew data and no VIN in the highway advance data."""
    assert check(changed(manifest_dict("NB"), "crew", []), CONTEXT).ok
    assert not check(changed(manifest_dict("SB"), "crew", []), CONTEXT).ok
    assert not check(changed(manifest_dict("SB"), "conveyance.vin", None), CONTEXT).ok


def test_a_driver_may_be_known_by_document_instead_of_card() -> None:
    data = changed(manifest_dict(), "crew.0.fast_card", None)
    data = changed(data, "crew.0.documents", [{"type": "ACW", "number": "AB123", "country": "CA"}])
    assert check(data, CONTEXT).ok


def test_one_bad_shipment_does_not_hold_the_others() -> None:
    data = manifest_dict(shipments=3)
    data["shipments"][1]["lines"][0]["hs_code"] = "999999"
    checked = check(data, CONTEXT)
    assert not checked.ok
    assert by_shipment(checked.errors).keys() == {1}
    assert acceptable_shipments(checked.draft, checked.errors) == {0, 2}


def test_a_faulty_trip_holds_every_shipment() -> None:
    checked = check(changed(manifest_dict(shipments=2), "trip.crossing", "nowhere"), CONTEXT)
    assert acceptable_shipments(checked.draft, checked.errors) == frozenset()


def test_structure_and_rules_speak_in_one_pass_without_repeating_each_other() -> None:
    data = changed(manifest_dict(), "shipments.0.lines.0.hs_code", "87083")
    data = changed(data, "shipments.0.lines.0.description", "parts")
    items = check(data, CONTEXT).items
    assert [i.code for i in items if i.path.endswith("hs_code")] == ["CLR_S007"]
    assert [i.code for i in items if i.path.endswith("description")] == ["CLR_N081"]


def test_lists_that_could_not_be_read_refuse_nobody() -> None:
    bare = context(hs_codes=None, countries=None, packages=None, subdivisions={}, crossings={})
    assert check(manifest_dict(), bare).ok


def test_a_split_shipment_may_be_on_file_already() -> None:
    data = changed(manifest_dict(), "shipments.0.boarded_quantity", 40)
    assert "CLR_N062" not in codes(data, shipment_numbers={"ABCDSHIP0000"})


def test_shipment_of_another_carrier_keeps_that_carriers_prefix() -> None:
    data = manifest_dict()
    data["shipments"] = [shipment(), shipment(scac="WXYZ")]
    assert "CLR_N061" not in codes(data)
