"""What stands on a sheet: the list with its entries, agencies that were not reached, where to stop, what to bring."""

from __future__ import annotations

from typing import Any

import pytest

from clearance.domain.manifest import Manifest, from_dict
from clearance.domain.sheet.content import agencies_of, bring_of, consignments_of, drivers_of, seals_of, trailers_of
from clearance.domain.sheet.stops import DO_NOT_GO, NO_STOP, STOP, UNDECIDED, stop_of
from portal.core.domain.text import Text
from tests.factories.manifests import changed, manifest_dict

DATA = manifest_dict("SB", shipments=3)


def manifest(data: dict[str, Any] = DATA) -> Manifest:
    made, errors = from_dict(data)
    assert made is not None, errors
    return made


def test_the_last_notice_on_a_consignment_decides() -> None:
    numbers = [row.number for row in consignments_of(manifest())]
    notices = [
        {"control_number": numbers[0], "effect": "matched"},
        {"control_number": numbers[0], "effect": "arrived"},
        {"control_number": numbers[1], "effect": "matched"},
        {"control_number": numbers[1], "effect": "cancelled"},
        {"control_number": "", "effect": "matched"},
    ]
    assert [row.matched for row in consignments_of(manifest(), notices)] == [True, False, False]


def test_a_silent_agency_says_why() -> None:
    late = {"CBSA": Text("Agency unreachable", "Organisme injoignable")}
    words = agencies_of({"CBSA": "pending", "CBP": "accepted", "FDA": "may_proceed"}, "SB", late)
    assert [(word.agency, word.words.en, word.heard) for word in words] == [
        ("CBP", "On file", True),
        ("CBSA", "Agency unreachable", False),
        ("FDA", "May proceed", True),
    ]


def test_people_trailers_and_seals_as_filed() -> None:
    assert drivers_of(manifest()) == ("Sample Driver",)
    assert trailers_of(manifest()) == ("TR998 (ON BA12YY)",) and seals_of(manifest()) == ("884213",)
    no_name = changed(changed(DATA, "crew.0.given_name", None), "crew.0.family_name", None)
    read, _ = from_dict(no_name)
    assert read is None or drivers_of(read) == ("42700000000101",)


def test_what_to_bring_follows_from_what_is_aboard() -> None:
    words = " ".join(text.en for text in bring_of(manifest()))
    assert "FAST card" in words and "Invoices" in words and "passport" not in words and "dangerous" not in words


@pytest.mark.parametrize(
    ("status", "lane", "lines", "answer", "places"),
    [
        ("accepted", "FAST", {"CBP": "accepted", "CBSA": "may_proceed"}, NO_STOP, 0),
        ("filed", "", {"CBP": "pending", "CBSA": "pending"}, UNDECIDED, 0),
        ("accepted", "FAST", {"CBP": "accepted", "FDA": "accepted"}, UNDECIDED, 0),
        ("accepted", "FAST", {"CBP": "accepted", "FDA": "may_proceed"}, NO_STOP, 0),
        ("accepted", "SECONDARY", {"CBP": "accepted"}, STOP, 2),
        ("accepted", "FAST", {"CBP": "accepted", "FDA": "hold"}, STOP, 2),
        ("referred", "FAST", {"CBP": "accepted", "FDA": "hold"}, STOP, 3),
        ("needs_fixing", "FAST", {"CBP": "rejected"}, DO_NOT_GO, 0),
        ("cancelled", "FAST", {}, DO_NOT_GO, 0),
        ("released", "SECONDARY", {"CBP": "released"}, NO_STOP, 0),
    ],
)
def test_do_i_need_to_stop(status: str, lane: str, lines: dict[str, str], answer: str, places: int) -> None:
    found = stop_of(status, lane, lines, "SB", bay="4")
    assert (found.code, len(found.places)) == (answer, places)
    if status == "referred":
        assert found.places[1].en == "Secondary inspection, bay 4"
