"""The booth's look-up: one prepared statement, the officer's port, tag and number open what the card opens (R-12)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearance.models import Trip
from clearance.selectors import booth_lookup, lookup
from clearance.services import trip_file
from enrollment.domain.programmes import FAST_DRIVER
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.enrollment import make_membership
from tests.factories.officer import make_filed, make_scored, primary


def statements(actor: object, text: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        booth_lookup(actor=actor, text=text)
    return [query["sql"].split()[0] for query in seen.captured_queries]


def key_of(trip: Trip, kind: str) -> str:
    return {"trip": trip.trip_number, "plate": trip.plate, "fast_card": trip.driver_card}[kind]


@pytest.mark.parametrize("kind", ["trip", "plate", "fast_card"])
def test_one_statement_and_no_plan_after_the_first(kind: str) -> None:
    trip, officer = make_filed(), primary()
    lookup._PREPARED.pop(connection.connection, None)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    text = key_of(trip, kind)
    assert statements(officer, text) == ["PREPARE", "EXECUTE"]
    assert statements(officer, text) == ["EXECUTE"]
    assert [found.id for found in booth_lookup(actor=officer, text=text)] == [trip.id]


def test_written_as_people_write_it() -> None:
    trip, officer = make_filed(), primary()
    plate = f"{trip.plate[:3]} {trip.plate[3:]}".lower()
    card = f"{trip.driver_card[:4]}-{trip.driver_card[4:]}"
    for text in (f" {trip.trip_number.lower()} ", plate, card):
        assert [found.id for found in booth_lookup(actor=officer, text=text)] == [trip.id], text


def test_card_tag_and_membership_number_open_the_same_record() -> None:
    carrier, driver = make_carrier(), make_membership(FAST_DRIVER)
    card = driver.credentials.get()
    data = manifest_for(carrier)
    data["crew"][0]["fast_card"] = card.card_number
    filed = trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    for text in (card.card_number, card.rfid_tag, card.rfid_tag.lower(), driver.number):
        assert [found.id for found in booth_lookup(actor=primary(), text=text)] == [filed.id], text


def test_another_port_finds_nothing_and_an_unposted_officer_everything() -> None:
    trip = make_filed()
    assert booth_lookup(actor=primary(port="peace-bridge"), text=trip.trip_number) == []
    assert len(booth_lookup(actor=primary(port=""), text=trip.trip_number)) == 1


@pytest.mark.parametrize("text", ["", "?", "'; DROP TABLE clearance_trip; --", "001" + "X" * 200, "x" * 700, "\x00"])
def test_nonsense_finds_nothing(text: str) -> None:
    assert booth_lookup(actor=primary(), text=text) == []


def test_the_nearest_arrival_comes_first_and_a_lane_counts_while_it_is_current() -> None:
    later, sooner = make_scored(), make_filed()
    found = booth_lookup(actor=primary(), text=sooner.plate)
    assert {entry.id for entry in found} == {later.id, sooner.id}
    lanes = {entry.id: entry.lane_in_force for entry in found}
    assert lanes[later.id] == later.lane != "" and lanes[sooner.id] == ""
    Trip.objects.filter(pk=later.pk).update(current_version=2)
    assert {entry.lane_in_force for entry in booth_lookup(actor=primary(), text=later.plate)} == {""}
