"""Port board, secondary, partner desk and profiles as pages: scoped, fixed in cost, refusals shown in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.models import Trip
from tests.factories.accounts import make_staff, sign_in
from tests.factories.clearance import make_carrier
from tests.factories.officer import (
    PORT,
    fresh,
    make_filed,
    make_inspected,
    make_profile,
    make_referred,
    make_scored,
    partner,
    status_of,
)
from tests.factories.officer import hold as put_on_hold

Login = Callable[..., Client]


@pytest.fixture
def login() -> Login:
    def enter(role: str, agency: str = "CBP", port: str = PORT) -> Client:
        return sign_in(Client(), make_staff(role, agency, port=port))

    return enter


def get(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"clearance:{name}", args=args), query)


def html(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = get(client, name, *args, **query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client: Client, name: str, key: Any, **data: Any) -> Any:
    return client.post(reverse(f"clearance:{name}", args=[key]), data)


def cost(client: Client, name: str, *args: Any) -> int:
    html(client, name, *args)
    with CaptureQueriesContext(connection) as seen:
        html(client, name, *args)
    return len(seen)


# --- port board -------------------------------------------------------------------------------------------
def test_the_board_shows_the_port_and_its_fragment_the_same_rows(login: Login) -> None:
    client, south, north = login("officer.primary"), make_scored(), make_filed(direction="NB")
    page = html(client, "port")
    assert south.trip_number in page and north.trip_number in page and f'data-live-url="/events/port-{PORT}"' in page
    rows = html(client, "port_rows", PORT, direction="SB")
    assert south.trip_number in rows and north.trip_number not in rows and "<html" not in rows
    assert f'data-live-id="{south.id}"' in rows
    assert html(client, "port_board", PORT, direction="sideways").count("data-live-id") == 2


def test_another_ports_board_is_missing_like_one_that_does_not_exist(login: Login) -> None:
    client = login("officer.primary", port="peace-bridge")
    assert [get(client, "port_board", name).status_code for name in (PORT, "no-such-bridge")] == [404, 404]
    assert get(login("officer.primary", port=""), "port").status_code == 302


# --- secondary --------------------------------------------------------------------------------------------
def test_from_the_queue_to_the_release(login: Login) -> None:
    trip = make_referred().trip
    inspection = trip.inspections.get()
    cbp, cbsa = login("officer.secondary", "CBP"), login("officer.secondary", "CBSA")
    for page in ("secondary", "secondary_rows"):
        assert trip.trip_number in html(cbp, page)
    assert post(cbp, "inspection_start", inspection.id, bay="3", expected_version=1).status_code == 302
    screen = html(cbsa, "inspection", inspection.id)
    assert re.search(r'name="code" value="seal".*?name="code" value="identity"', screen, re.S)  # the cause's come first
    assert "called for by the cause" in screen
    for values in ({}, {"result": "paper"}):
        empty = post(cbsa, "inspection", inspection.id, expected_version=2, **values)
        assert empty.status_code == 422 and "data-error-summary" in empty.content.decode()
    assert post(cbsa, "inspection_entry", inspection.id, kind="check", code="seal").status_code == 302
    done = post(cbsa, "inspection", inspection.id, result="paper", summary="", expected_version=2)
    assert done.status_code == 302
    for client in (cbp, cbsa):
        version = fresh(trip).row_version
        assert post(client, "inspection_release", inspection.id, expected_version=version).status_code == 302
    assert fresh(trip).status == "released"
    assert 'data-key="r"' not in html(cbp, "inspection", inspection.id)


def test_refusals_of_secondary_are_shown_on_its_page(login: Login) -> None:
    inspection = make_referred().inspection
    client, trip = login("officer.secondary"), inspection.trip
    version = fresh(trip).row_version
    early = post(client, "inspection_release", inspection.id, expected_version=version)
    stale = post(client, "inspection_start", inspection.id, bay="1", expected_version=9)
    late = post(client, "inspection", inspection.id, result="clean", expected_version=9)
    empty = post(client, "inspection_refuse", inspection.id, reason="", expected_version=version)
    assert [answer.status_code for answer in (early, stale, late, empty)] == [409, 409, 422, 422]
    assert all("data-error-summary" in answer.content.decode() for answer in (early, stale, late, empty))
    assert fresh(trip).status == "referred"


def test_only_a_finding_offers_the_refusal(login: Login) -> None:
    for result, offered in (("clean", False), ("finding", True)):
        inspection = make_inspected(result)
        client = login("officer.secondary")
        assert ("/refuse/" in html(client, "inspection", inspection.id)) is offered
        assert "/refuse/" not in html(login("officer.secondary", "CBSA"), "inspection", inspection.id)
    version = fresh(inspection.trip).row_version
    answer = post(client, "inspection_refuse", inspection.id, reason="finding", expected_version=version)
    assert answer.status_code == 302 and fresh(inspection.trip).status == "refused"


def test_a_strangers_inspection_is_missing(login: Login) -> None:
    client, inspection = login("officer.secondary", port="peace-bridge"), make_referred().inspection
    assert [get(client, "inspection", key).status_code for key in (inspection.id, uuid4())] == [404, 404]
    assert post(client, "inspection_start", inspection.id, bay="1", expected_version=1).status_code == 404
    assert get(login("officer.primary"), "secondary").status_code == 403


# --- partner agency ---------------------------------------------------------------------------------------
def test_a_partner_sees_its_goods_and_answers(login: Login) -> None:
    client, trip, plain = login("officer.pga", "FDA"), make_scored(regulated=True), make_scored()
    page = html(client, "agency_desk")
    assert trip.trip_number in page and "180632" in page and plain.trip_number not in page
    version = fresh(trip).row_version
    assert post(client, "agency_hold", trip.id, reason="", expected_version=version).status_code == 422
    assert post(client, "agency_hold", trip.id, reason="partner", expected_version=version).status_code == 302
    assert status_of(trip, "FDA") == "hold" and fresh(trip).status == "accepted"
    assert post(client, "agency_proceed", trip.id, expected_version=fresh(trip).row_version).status_code == 302
    assert status_of(trip, "FDA") == "may_proceed" and trip.trip_number not in html(client, "agency_rows")


def test_a_partners_stale_desk_is_shown_again(login: Login) -> None:
    client, trip = login("officer.pga", "FDA"), make_scored(regulated=True)
    answer = post(client, "agency_proceed", trip.id, expected_version=trip.row_version - 1)
    assert answer.status_code == 409 and "data-error-summary" in answer.content.decode()
    assert post(login("officer.pga", "CFIA"), "agency_proceed", trip.id, expected_version=1).status_code == 404


# --- cost and language ------------------------------------------------------------------------------------
def test_the_cost_of_each_page_does_not_grow(login: Login) -> None:
    carrier = make_carrier()
    make_referred(trip=make_scored(carrier=carrier))
    put_on_hold(partner("FDA"), make_scored(carrier=carrier, regulated=True))
    pages = {
        "secondary": login("officer.secondary"),
        "agency_desk": login("officer.pga", "FDA"),
        "profiles": login("officer.targeting", "CBP", ""),
    }
    before = {name: cost(client, name) for name, client in pages.items()}
    for _ in range(4):
        make_referred(trip=make_scored(carrier=carrier))
        make_scored(carrier=carrier, regulated=True, shipments=2)
        make_profile()
    assert {name: cost(client, name) for name, client in pages.items()} == before
    assert max(before.values()) <= 9


@pytest.mark.parametrize(
    ("name", "role", "agency", "words"),
    [
        ("booth", "officer.primary", "CBSA", ("Next truck", "Camion suivant")),
        ("port", "officer.primary", "CBP", ("Lanes open", "Voies ouvertes")),
        ("secondary", "officer.secondary", "CBP", ("Secondary queue", "File du secondaire")),
        ("agency_desk", "officer.pga", "CFIA", ("Nothing waits for you", "Rien ne vous attend")),
        ("profiles", "officer.targeting", "CBP", ("Threat profiles", "Profils de menace")),
    ],
)
def test_every_page_in_both_languages(login: Login, name: str, role: str, agency: str, words: tuple[str, str]) -> None:
    client = login(role, agency, "" if role == "officer.targeting" else PORT)
    for language, word in zip(("en", "fr"), words, strict=True):
        client.cookies["preclear_language"] = language
        assert word in html(client, name), language


def test_a_trip_of_nobody_is_nowhere(login: Login) -> None:
    assert Trip.objects.count() == 0
    assert "No truck is expected" in html(login("officer.primary"), "booth_next")
