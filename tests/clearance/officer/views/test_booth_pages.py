"""The booth as a browser meets it: keys for what is possible, a refusal on the screen, a stranger's 404 (5.4)."""

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

from clearance.models import Referral, Trip
from tests.factories.accounts import make_staff, sign_in
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, fresh, hold, make_filed, make_scored, primary

Login = Callable[..., Client]


@pytest.fixture
def login() -> Login:
    def enter(role: str = "officer.primary", agency: str = "CBP", port: str = PORT) -> Client:
        return sign_in(Client(), make_staff(role, agency, port=port))

    return enter


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"clearance:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client: Client, name: str, trip: Trip, **data: Any) -> Any:
    data.setdefault("expected_version", fresh(trip).row_version)
    return client.post(reverse(f"clearance:{name}", args=[trip.id]), data)


def keys(html: str) -> set[str]:
    return set(re.findall(r'data-key="(\w)"', html))


def cost(client: Client, name: str, *args: Any) -> int:
    page(client, name, *args)
    with CaptureQueriesContext(connection) as seen:
        page(client, name, *args)
    return len(seen)


def test_find_opens_the_one_hit_and_lists_several(login: Login) -> None:
    client, trip = login(), make_scored()
    answer = client.get(reverse("clearance:booth"), {"q": trip.trip_number})
    assert answer.status_code == 302 and answer["Location"].endswith(f"/booth/{trip.id}/")
    other = make_scored()
    html = page(client, "booth", q=trip.plate)
    assert trip.trip_number in html and other.trip_number in html
    assert "NOSUCH1234" in page(client, "booth", q="NOSUCH1234")
    rows = client.get(reverse("clearance:booth_lookup"), {"q": trip.trip_number}).json()["results"]
    assert [row["id"] for row in rows] == [str(trip.id)] and rows[0]["lane"] == trip.lane


def test_release_goes_on_to_the_next_truck_with_the_way_back(login: Login) -> None:
    client, trip = login(), make_scored()
    screen = page(client, "booth_trip", trip.id)
    assert {"r", "s", "h", "n", "f", "t"} <= keys(screen) and "u" not in keys(screen)
    answer = post(client, "booth_release", trip)
    assert answer.status_code == 302 and answer["Location"] == reverse("clearance:booth")
    html = page(client, "booth")
    assert "u" in keys(html) and re.search(r'data-seconds="(9|10)"', html) and " autofocus" not in html
    assert post(client, "booth_undo", trip)["Location"].endswith(f"/booth/{trip.id}/")
    assert fresh(trip).status == "at_border"
    assert "u" not in keys(page(client, "booth")) and " autofocus" in page(client, "booth")


def test_a_double_click_is_one_release(login: Login) -> None:
    client, trip = login(), make_scored()
    seen = trip.row_version
    for _ in range(2):
        assert post(client, "booth_release", trip, expected_version=seen).status_code == 302
    assert trip.releases.count() == 1


def test_a_stale_screen_is_shown_again_with_what_is_true_now(login: Login) -> None:
    client, trip = login(), make_scored()
    seen = trip.row_version
    hold(primary("CBP"), trip)
    answer = post(client, "booth_release", trip, expected_version=seen)
    html = answer.content.decode()
    assert answer.status_code == 409 and "data-error-summary" in html and "r" not in keys(html)
    assert fresh(trip).status == "held"


def test_a_referral_needs_a_cause_and_keeps_what_was_typed(login: Login) -> None:
    client, trip = login(), make_scored()
    for cause, note in (("", ""), ("GF1", ""), ("G6", ""), ("G4", "short words")):
        answer = post(client, "booth_refer", trip, cause=cause, note=note)
        assert answer.status_code == 422 and "data-error-summary" in answer.content.decode()
    assert 'value="short words"' in answer.content.decode() and not Referral.objects.exists()
    assert post(client, "booth_refer", trip, cause="G1", note="").status_code == 302
    html = page(client, "booth_trip", trip.id)
    assert {"r", "s"}.isdisjoint(keys(html)) and "G1" in html


@pytest.mark.parametrize(("have", "codes"), [(("T3",) * 3, "GF"), (("T2",) * 3, "G")])
def test_the_keys_of_the_causes_are_their_numbers(login: Login, have: Any, codes: str) -> None:
    html = page(login(), "booth_trip", make_scored(have).id)
    offered = re.findall(r'name="cause" value="(\w+)" data-key="(\w)"', html)
    numbers = {code.removeprefix(codes): key for code, key in offered if code.startswith(codes)}
    assert len(numbers) == len(offered) == (6 if codes == "GF" else 10)
    assert all(numbers[number] == number for number in "123457")
    assert len(set(numbers.values())) == len(numbers) and not set(numbers.values()) & set("rshnfutl?")
    assert ("presumption" in html.lower()) is (codes == "GF")


def test_hold_lift_and_note(login: Login) -> None:
    client, trip = login(), make_scored()
    assert post(client, "booth_hold", trip, reason="nothing").status_code == 422
    assert post(client, "booth_hold", trip, reason="documents").status_code == 302
    assert "l" in keys(page(client, "booth_trip", trip.id)) and "r" not in keys(page(client, "booth_trip", trip.id))
    assert post(client, "booth_lift", trip).status_code == 302 and fresh(trip).status == "at_border"
    assert post(client, "booth_note", trip, text=" ").status_code == 422
    assert post(client, "booth_note", trip, text="<b>Seal log shown</b>").status_code == 302
    html = page(client, "booth_trip", trip.id)
    assert "&lt;b&gt;Seal log shown" in html


def test_the_other_agencys_officer_has_no_key_that_would_be_refused(login: Login) -> None:
    trip = make_scored()
    assert {"r", "s"}.isdisjoint(keys(page(login(agency="CBSA"), "booth_trip", trip.id)))


def test_an_act_without_the_version_seen_is_no_form_of_ours(login: Login) -> None:
    client, trip = login(), make_scored()
    for name in ("booth_release", "booth_refer", "booth_hold", "booth_lift"):
        assert client.post(reverse(f"clearance:{name}", args=[trip.id]), {}).status_code == 404
    assert fresh(trip).status == "accepted"


def test_a_strangers_trip_and_a_missing_one_are_the_same_page(login: Login) -> None:
    client, trip = login(port="peace-bridge"), make_scored()
    answers = [client.get(reverse("clearance:booth_trip", args=[key])) for key in (trip.id, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    nonce = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
    assert len({nonce.sub(b"", answer.content) for answer in answers}) == 1
    assert post(client, "booth_release", trip).status_code == 404 and fresh(trip).status == "accepted"


@pytest.mark.parametrize("role", ["officer.pga", "officer.targeting", "auditor", "officer.vetting"])
def test_other_roles_do_not_reach_the_booth(login: Login, role: str) -> None:
    client, trip = login(role, "FDA" if role == "officer.pga" else "CBP", ""), make_scored(regulated=True)
    assert client.get(reverse("clearance:booth_trip", args=[trip.id])).status_code == 403
    assert post(client, "booth_release", trip).status_code == 403 and fresh(trip).status == "accepted"


def test_secondary_looks_but_does_not_release_at_the_booth(login: Login) -> None:
    client, trip = login("officer.secondary"), make_scored()
    assert client.get(reverse("clearance:booth_trip", args=[trip.id])).status_code == 200
    assert post(client, "booth_release", trip).status_code == 403


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_screen_in_both_languages(login: Login, language: str) -> None:
    client, trip = login(), make_scored(regulated=True)
    client.cookies["preclear_language"] = language
    html = page(client, "booth_trip", trip.id)
    words = {"en": ("Release", "then waits for FDA"), "fr": ("Mainlevée", "attendra ensuite FDA")}[language]
    assert all(word in html for word in words)


def test_the_cost_of_a_page_does_not_grow(login: Login) -> None:
    client, carrier = login(), make_carrier()
    small, large = make_scored(carrier=carrier), make_scored(carrier=carrier, shipments=20, lines=2)
    assert cost(client, "booth_trip", small.id) == cost(client, "booth_trip", large.id) <= 20
    find, rows = cost(client, "booth"), cost(client, "port_board", PORT)
    for _ in range(12):
        make_filed(carrier=carrier)
    assert (cost(client, "booth"), cost(client, "port_board", PORT)) == (find, rows)
    assert cost(client, "port_rows", PORT) <= rows
