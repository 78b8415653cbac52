"""The desk that asks, the orders and the trader's answer as pages: scoped, fixed in cost, refusals in place (4.9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.models import AgencyRequest, DelegationOrder, Trip
from portal.core import clock
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, fresh, make_filed, make_scored, status_of
from tests.factories.partners import make_draft, make_order, make_request

Login = Callable[..., Client]


@pytest.fixture
def login() -> Login:
    def enter(role: str, agency: str = "FDA", port: str = PORT) -> Client:
        return sign_in(Client(), make_staff(role, agency, port=port))

    return enter


def post(client: Client, name: str, *args: Any, **data: Any) -> HttpResponse:
    return client.post(reverse(f"clearance:{name}", args=args), data)


def page(client: Client, name: str, *args: Any, language: str = "en") -> str:
    answer = client.get(reverse(f"clearance:{name}", args=args), headers={"accept-language": language})
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def queries(client: Client, name: str, *args: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        page(client, name, *args)
    return len(seen)


# --- the desk ---------------------------------------------------------------------------------------------
def test_the_desk_shows_only_the_agencys_goods_with_answers_needs_and_hours(login: Login) -> None:
    trip = make_scored(regulated=True, lines=3)
    shown = page(login("officer.pga"), "agency_desk")
    assert "Dark chocolate bars" in shown and "Plastic fittings" not in shown
    assert "Still needs: FDA prior notice confirmation number" in shown and trip.trip_number in shown


def test_the_desk_costs_the_same_however_long_the_queue(login: Login) -> None:
    client = login("officer.pga")
    make_scored(regulated=True)
    page(client, "agency_desk")
    few = queries(client, "agency_desk")
    for _ in range(3):
        make_request(make_scored(regulated=True, lines=3))
    assert queries(client, "agency_desk") == few


def test_ask_read_the_answer_and_close(login: Login) -> None:
    carrier = make_carrier()
    trip = make_filed(carrier, regulated=True)
    desk, trader = login("officer.pga"), sign_in(Client(), make_member(carrier, "trader.filer"))
    version = fresh(trip).row_version
    assert post(desk, "agency_ask", trip.id, expected_version=version).status_code == 422
    asked = post(desk, "agency_ask", trip.id, expected_version=version, questions=["FDA_PRIOR_NOTICE"], text="Soon?")
    assert asked.status_code == 302
    request = AgencyRequest.objects.get(trip=trip)
    assert reverse("clearance:agency_request", args=[request.id]) in page(trader, "trip_detail", trip.id)
    form = page(trader, "agency_request", request.id)
    field = "shipments-0-lines-0-answers-FDA_PRIOR_NOTICE"
    assert f'name="{field}"' in form and "Soon?" in form and "21 CFR 1.279" in form
    wrong = post(trader, "agency_request", request.id, expected_version=request.row_version, **{field: "x"})
    assert wrong.status_code == 422 and f"#id_{field}" in wrong.content.decode()
    right = post(trader, "agency_request", request.id, expected_version=request.row_version, **{field: "012345678901"})
    assert right.status_code == 302
    assert "012345678901" in page(desk, "agency_desk")
    request.refresh_from_db()
    assert post(desk, "request_close", request.id, expected_version=request.row_version).status_code == 302


def test_examine_holds_the_truck_and_says_why(login: Login) -> None:
    trip = make_scored(regulated=True)
    assert post(login("officer.pga"), "agency_examine", trip.id, expected_version=trip.row_version).status_code == 302
    line = trip.agency_lines.get(agency="FDA")
    assert line.status == "hold" and line.reason["code"] == "EXAMINE"


def test_acting_for_from_the_booth_takes_an_order(login: Login) -> None:
    trip = make_scored(regulated=True)
    booth = login("officer.primary", "CBP")
    refused = post(booth, "agency_decide_for", trip.id, "fda", expected_version=trip.row_version)
    assert refused.status_code == 403 and "No delegation order in force" in refused.content.decode()
    order = make_order()
    assert f"acting for: order {order.label}" in page(booth, "booth_trip", trip.id)
    done = post(booth, "agency_decide_for", trip.id, "fda", expected_version=fresh(trip).row_version)
    assert done.status_code == 302 and status_of(trip, "FDA") == "may_proceed"
    assert f"decided for it under order {order.label}" in page(booth, "booth_trip", trip.id)


# --- orders -----------------------------------------------------------------------------------------------
TERMS = {
    "giver": "FDA",
    "receiver": "CBP",
    "crossings": [PORT],
    "powers": ["release"],
    "hours": "closed",
    "complete_only": "on",
}


def dates(days: int = 30) -> dict[str, str]:
    now = clock.now()
    return {
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now.replace(year=now.year + (days > 366)):%Y-%m-%dT23:59}",
    }


def test_draft_sign_replace_and_revoke_by_hand(login: Login) -> None:
    fda, cbp = login("officer.supervisor", "FDA"), login("officer.supervisor", "CBP")
    assert "data-error-summary" in post(fda, "order_new", **TERMS).content.decode()
    wrong = post(fda, "order_new", **TERMS | {"giver": "CFIA"}, **dates())
    assert wrong.status_code == 422 and not DelegationOrder.objects.exists()
    made = post(fda, "order_new", **TERMS, **dates())
    order = DelegationOrder.objects.get()
    assert made["Location"] == reverse("clearance:order", args=[order.id])
    for client in (fda, cbp):
        order.refresh_from_db()
        assert "Sign for" in page(client, "order", order.id)
        assert post(client, "order_sign", order.id, expected_version=order.row_version).status_code == 302
    order.refresh_from_db()
    assert order.status == "in_force" and "Draft the next version" in page(cbp, "order", order.id)
    assert f'value="{order.rules.crossings[0]}" selected' in page_of(cbp, order)
    silent = post(cbp, "order_revoke", order.id, expected_version=order.row_version)
    assert silent.status_code == 422 and "#id_why" in silent.content.decode()
    assert post(cbp, "order_revoke", order.id, expected_version=order.row_version, why="Enough").status_code == 302
    order.refresh_from_db()
    assert order.status == "revoked" and "Enough" in page(fda, "order", order.id)


def page_of(client: Client, order: DelegationOrder) -> str:
    return client.get(reverse("clearance:order_new"), {"replaces": str(order.id)}).content.decode()


def test_an_officer_reads_and_does_not_sign(login: Login) -> None:
    order = make_draft()
    reader = login("officer.pga", "FDA")
    assert "Sign for" not in page(reader, "order", order.id)
    assert post(reader, "order_sign", order.id, expected_version=order.row_version).status_code in (403, 404)
    assert login("officer.supervisor", "CFIA").get(reverse("clearance:order", args=[order.id])).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(login: Login) -> None:
    client = login("officer.supervisor", "FDA")
    make_order()
    page(client, "orders")
    few = queries(client, "orders")
    make_order("FDA", "CBSA")
    make_draft()
    assert queries(client, "orders") == few


@pytest.mark.parametrize(("language", "words"), [("en", "Delegation orders"), ("fr", "Ordres de délégation")])
def test_orders_in_both_languages(login: Login, language: str, words: str) -> None:
    client, order = login("officer.supervisor", "CBP"), make_order()
    client.cookies["django_language"] = language
    assert words in page(client, "orders", language=language)
    assert order.label in page(client, "order", order.id, language=language)


def test_trip_page_says_the_same_of_each_agency(login: Login) -> None:
    carrier = make_carrier()
    order = make_order()
    trip: Trip = make_filed(carrier, regulated=True)
    shown = page(sign_in(Client(), make_member(carrier, "trader.filer")), "trip_detail", trip.id)
    assert f"CBP, order {order.label}" in shown and "Still needs" in shown
