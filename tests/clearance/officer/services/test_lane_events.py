"""Readers at the lanes: kept first, matched by number, tag or plate, told to the booth of that lane (R-12, 5.4)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from audit.trail.models import TrailEntry
from clearance.domain.plates import plate_check
from clearance.models import LaneEvent, LaneSighting
from clearance.services import lane_event_match, lane_reader_revoke, trip_file
from enrollment.domain.programmes import FAST_DRIVER
from portal.core import clock
from portal.core.domain.errors import NotAllowed
from tests.factories.accounts import make_application, make_staff, sign_in
from tests.factories.booth import OPERATOR, lane_of, make_reader
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.enrollment import make_membership
from tests.factories.officer import PORT, make_scored, primary

URL = "/api/v1/lane-events"


def send(key: str, body: Any, number: str = "one", scheme: str = "Reader") -> Any:
    headers = {"Authorization": f"{scheme} {key}", "Idempotency-Key": number}
    return Client().post(URL, json.dumps(body), content_type="application/json", headers=headers)


def reading(reader: Any, **more: Any) -> dict[str, Any]:
    return {"lane": lane_of(reader), "read_at": clock.now().isoformat(), **more}


def with_card() -> Any:
    """A trip whose driver holds a card issued here; gives the trip's id and the card."""
    carrier, driver = make_carrier(), make_membership(FAST_DRIVER)
    card = driver.credentials.get()
    data = manifest_for(carrier)
    data["crew"][0]["fast_card"] = card.card_number
    return trip_file(actor=make_filer(carrier), manifest=read(data), channel="api"), card


def test_tag_card_number_and_trip_number_open_the_same_record() -> None:
    """R-12: the RFID token opens what the typed document number opens."""
    (reader, key), (filed, card) = make_reader(), with_card()
    for number, more in (("a", {"tag": card.rfid_tag}), ("b", {"trip_number": filed.trip_number})):
        assert send(key, reading(reader, **more), number).status_code == 202
    assert {(row.trip_id, row.found_by) for row in LaneSighting.objects.all()} == {
        (filed.id, "tag"),
        (filed.id, "trip"),
    }


def test_a_plate_that_differs_is_shown_sign_by_sign_at_the_booth() -> None:
    (reader, key), trip = make_reader(), make_scored()
    wrong = trip.plate[:-1] + ("Z" if trip.plate[-1] != "Z" else "Y")
    plate = {"text": wrong, "confidence": 0.7}
    answer = send(key, reading(reader, trip_number=trip.trip_number, plate=plate))
    assert answer.status_code == 202 and set(answer.json()) == {"id", "sha256", "received_at"}
    client = sign_in(Client(), make_staff("officer.primary", "CBP", port=PORT))
    client.post(reverse("clearance:booth_post"), {"lane": str(reader.lane_id)})
    find = client.get(reverse("clearance:booth")).content.decode()
    assert f"/booth/{trip.id}/" in find and 'data-key="b"' in find and "plate differs" in find
    assert lane_of(reader) in find
    screen = client.get(reverse("clearance:booth_trip", args=[trip.id])).content.decode()
    assert f"<mark>{wrong[-1]}</mark>" in screen and "This truck is at the booth" in screen
    assert 'data-signal="hit"' in screen


@pytest.mark.parametrize(
    ("filed", "read_as", "marked"),
    [
        ("AB12345", "AB12345", ""),
        ("AB 12-345", "ab12345", ""),
        ("AB12345", "AB12B45", "B"),
        ("AB12345", "AB1245", "_"),
        ("AB12345", "AB123455", "5"),
    ],
)
def test_plates_side_by_side(filed: str, read_as: str, marked: str) -> None:
    found = plate_check(filed, read_as)
    assert found.verdict == ("differs" if marked else "match")
    assert "".join(sign.text for sign in found.signs if not sign.same) == marked
    assert plate_check(filed, "").verdict == ""


def test_sent_twice_it_is_one_event_and_the_booth_is_told_live() -> None:
    (reader, key), trip = make_reader(), make_scored()
    body = reading(reader, trip_number=trip.trip_number)
    with patch("clearance.services.lane_events.publish") as told:
        first, second = send(key, body), send(key, body)
    assert first.json() == second.json() and second["Idempotency-Replayed"] == "true"
    assert LaneEvent.objects.count() == LaneSighting.objects.count() == 1
    assert told.call_count == 1 and told.call_args.args[:2] == (f"port-{PORT}", "lane")
    assert told.call_args.args[2]["trip_id"] == str(trip.id)
    assert send(key, reading(reader, plate={"text": "OTHER1", "confidence": 1})).status_code == 409


def test_a_truck_without_a_filing_is_kept_and_shown_as_such() -> None:
    reader, key = make_reader()
    assert send(key, reading(reader, plate={"text": "NOFILE1", "confidence": 0.9})).status_code == 202
    row = LaneSighting.objects.get()
    assert row.trip_id is None and TrailEntry.objects.filter(event="clearance.lane.unmatched").count() == 1
    assert lane_event_match(event_id=row.event_id).pk == row.pk


def test_another_lanes_direction_and_another_ports_truck_are_not_opened() -> None:
    (north, key), trip = make_reader(direction="NB"), make_scored()
    assert send(key, reading(north, trip_number=trip.trip_number)).status_code == 202
    assert LaneSighting.objects.get().trip_id is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"lane": "SB-99"}, "lane"),
        ({"read_at": "now"}, "read_at"),
        ({"read_at": "2020-01-01T00:00:00Z"}, "read_at"),
        ({"tag": "XYZ"}, "tag"),
        ({"tag": 7}, "tag"),
        ({"plate": "AB123"}, "plate"),
        ({"plate": {"text": "AB123", "confidence": 7}}, "plate"),
        ({"plate": {"text": "?", "confidence": 1}}, "plate"),
        ({"trip_number": "'; DROP"}, "trip_number"),
        ({"colour": "red"}, "colour"),
        ({}, ""),
    ],
)
def test_what_cannot_be_read_is_named_and_not_kept(change: dict[str, Any], path: str) -> None:
    reader, key = make_reader()
    answer = send(key, reading(reader) | change)
    assert answer.status_code == 422 and path in [item["path"] for item in answer.json()["errors"]]
    assert not LaneEvent.objects.exists()
    assert send(key, [1]).status_code == 422


def test_only_a_readers_key_reaches_it_and_a_revoked_one_no_more() -> None:
    reader, key = make_reader()
    body = reading(reader, plate={"text": "AB123", "confidence": 1})
    assert send("nonsense", body).status_code == 401
    token, _ = make_application(make_carrier())
    assert send(token.client_id, body, scheme="Bearer").status_code == 401
    officer = sign_in(Client(), make_staff("officer.primary", "CBP", port=PORT))
    assert officer.post(URL, json.dumps(body), content_type="application/json").status_code in (401, 403)
    lane_reader_revoke(actor=OPERATOR, reader_id=reader.id)
    assert send(key, body).status_code == 401
    with pytest.raises(NotAllowed):
        lane_reader_revoke(actor=primary(), reader_id=reader.id)


def test_an_old_reading_is_not_at_the_booth_and_rows_stay_as_they_are() -> None:
    (reader, key), trip = make_reader(), make_scored()
    body = reading(reader, trip_number=trip.trip_number)
    body["read_at"] = (clock.now() - timedelta(minutes=30)).isoformat()
    assert send(key, body).status_code == 202
    client = sign_in(Client(), make_staff("officer.primary", "CBP", port=PORT))
    client.post(reverse("clearance:booth_post"), {"lane": str(reader.lane_id)})
    assert "Nobody at the booth" in client.get(reverse("clearance:booth_at_window")).content.decode()
    for model in (LaneEvent, LaneSighting):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
