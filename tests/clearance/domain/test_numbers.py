"""Trip and control numbers, and what a scan at the booth means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.domain.elements import FORMATS
from clearance.domain.manifest import Shipment, Trip
from clearance.domain.numbers import (
    FAST_CARD,
    PLATE,
    SIGNED,
    TRIP,
    UNKNOWN,
    ccn,
    control_number,
    crn,
    parse_scan,
    scn,
    trip_number,
    us_trip_number,
)

SOUTH = Trip(direction="SB", scac="ABCD", cbsa_code="7-B1", reference="TRIP000001")
NORTH = Trip(direction="NB", scac="ABCD", cbsa_code="7-B1", reference="TRIP000001")


def test_one_reference_makes_both_numbers() -> None:
    assert (us_trip_number(SOUTH), crn(SOUTH)) == ("ABCDTRIP000001", "7-B1TRIP000001")
    assert trip_number(SOUTH) == "ABCDTRIP000001"
    assert trip_number(NORTH) == "7-B1TRIP000001"
    assert trip_number(Trip(scac="ABCD", reference="TRIP1")) == ""


def test_control_numbers_take_the_issuing_carriers_prefix() -> None:
    own, other = Shipment(reference="SHIP0001"), Shipment(reference="SHIP0001", scac="WXYZ", cbsa_code="9999")
    assert (scn(SOUTH, own), scn(SOUTH, other)) == ("ABCDSHIP0001", "WXYZSHIP0001")
    assert (ccn(NORTH, own), ccn(NORTH, other)) == ("7-B1SHIP0001", "9999SHIP0001")
    assert control_number(SOUTH, own) != control_number(NORTH, own)
    assert control_number(SOUTH, Shipment()) == ""


@given(
    st.from_regex(FORMATS["shipment_reference"].pattern, fullmatch=True),
    st.from_regex(FORMATS["trip_reference"].pattern, fullmatch=True),
)
def test_numbers_fit_both_agencies(shipment: str, trip: str) -> None:
    """CBP: trip 8 to 25, SCN 8 to 16 characters; CBSA: CRN and CCN 8 to 25 (domain facts 1.2, 1.3, 2.5)."""
    header = Trip(direction="SB", scac="ABCD", cbsa_code="7AB1", reference=trip)
    goods = Shipment(reference=shipment)
    assert 8 <= len(us_trip_number(header)) <= 25 and 8 <= len(crn(header)) <= 25
    assert 8 <= len(scn(header, goods)) <= 16 and 8 <= len(ccn(header, goods)) <= 25


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("ABCDTRIP000001", TRIP, "ABCDTRIP000001"),
        (" abcd trip 000001\n", TRIP, "ABCDTRIP000001"),
        ("7-B1TRIP000001", TRIP, "7-B1TRIP000001"),
        ("4270 0000 0001 01", FAST_CARD, "42700000000101"),
        ("4270-00000001-01", FAST_CARD, "42700000000101"),
        ("ab-12 34", PLATE, "AB1234"),
        ("BBDD11", PLATE, "BBDD11"),
        ("?", UNKNOWN, "?"),
        ("", UNKNOWN, ""),
        ("001" + "X" * 200, SIGNED, "001" + "X" * 200),
    ],
)
def test_scan(typed: str, kind: str, value: str) -> None:
    found = parse_scan(typed)
    assert (found.kind, found.value) == (kind, value)


def test_a_long_plate_may_also_be_a_short_number() -> None:
    assert parse_scan("ABCD1234").alternatives == ("ABCD1234",)


def test_the_published_qr_layout_gives_trip_and_plates() -> None:
    """CBP: layout version 3, trip 25, ETA 8, two plates of 12 (country 2, state 3, plate 7)."""
    code = "001" + "ABCDTRIP000001".ljust(25) + "20260105" + "CAON BBDD11 " + "USMI BA12YY "
    assert len(code) == 60
    found = parse_scan(code)
    assert (found.kind, found.value, found.alternatives) == (TRIP, "ABCDTRIP000001", ("BBDD11", "BA12YY"))


@given(st.text(max_size=700))
def test_any_scan_gives_a_lookup(text: str) -> None:
    assert parse_scan(text).kind in {TRIP, FAST_CARD, PLATE, SIGNED, UNKNOWN}
