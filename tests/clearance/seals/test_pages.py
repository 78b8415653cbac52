"""The pages of seals, gate sessions and protocols, the API, and the booth's seal line (R-56, R-60, R-61, R-67, 5.4)."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clearance.models import PriorClearance, SealAlert, SealEvent, SealRecord, Trip
from clearance.services import trip_score
from portal.core import clock
from tests.factories.accounts import make_application, make_member, make_staff, sign_in
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, fresh, make_filed, tiers
from tests.factories.seals import (
    NUMBER,
    make_cleared,
    make_protocol,
    make_seal,
    make_session,
    make_site,
    reader_of,
    reading,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def client(role: str, agency: str, port: str = PORT) -> Client:
    return sign_in(Client(), make_staff(role, agency, port=port))


def scored(trip: Trip) -> Trip:
    with tiers("T2", "T2", "T2"):
        trip_score(trip_id=trip.id, version=1)
    return fresh(trip)


def token_for(owner: Any, scopes: tuple[str, ...] = ("seals:write",)) -> str:
    application, secret = make_application(owner, scopes)
    answer = Client().post(
        "/oauth/token/",
        {"grant_type": "client_credentials", "client_id": application.client_id, "client_secret": secret},
    )
    return str(answer.json()["access_token"])


def post(token: str, body: Any) -> Any:
    return Client().post(
        "/api/v1/seal-events",
        json.dumps(body),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )


def test_r56_the_api_answers_each_event_and_wants_the_scope() -> None:
    carrier = make_carrier()
    make_seal(carrier)
    token = token_for(carrier)
    answer = post(token, {"events": [reading(1), reading(2, open="yes"), reading(1)]})
    assert answer.status_code == 202, answer.content
    body = answer.json()
    assert (body["accepted"], body["repeated"], body["refused"]) == (1, 1, 1)
    assert body["outcomes"][1]["error"]["path"] == "events[1].open" and body["outcomes"][1]["error"]["fix"]["fr"]
    assert post(token, {"events": []}).status_code == 422
    assert post(token, []).status_code == 422
    assert post(token_for(carrier, ("trips:write",)), {"events": [reading(3)]}).status_code == 403
    assert Client().post("/api/v1/seal-events", "{}", content_type="application/json").status_code == 401


def test_r67_the_api_takes_a_position_and_refuses_half_of_one_at_its_field() -> None:
    carrier = make_carrier()
    make_seal(carrier)
    place = {"latitude": 42.3120049, "longitude": -83.074}
    wrong = {"latitude": 95, "longitude": -83.074}
    events = [reading(1, position=place), reading(2, position={"latitude": 42.312}), reading(3, position=wrong)]
    answer = post(token_for(carrier), {"events": events})
    assert answer.status_code == 202, answer.content
    first, half, beyond = answer.json()["outcomes"]
    assert (first["result"], half["result"], beyond["result"]) == ("accepted", "refused", "refused")
    assert half["error"]["path"] == "events[1].position.longitude" and half["error"]["fix"]["fr"]
    assert (beyond["error"]["path"], beyond["error"]["value"]) == ("events[2].position.latitude", 95)
    kept = SealEvent.objects.get(source="reader")
    assert (kept.latitude, kept.longitude) == (Decimal("42.31200"), Decimal("-83.07400"))
    document = Client().get("/api/v1/schema/", {"format": "json"}).json()["components"]["schemas"]
    assert document["Position"]["required"] == ["latitude", "longitude"]
    assert document["Position"]["properties"]["latitude"]["maximum"] == 90
    assert "position" in document["SealEvent"]["properties"] and "position" not in document["SealEvent"]["required"]


def test_r67_the_page_of_a_seal_says_where_a_reading_was_taken() -> None:
    carrier = make_carrier()
    seal = make_seal(carrier)
    placed = reading(1, place="Rest area", position={"latitude": 42.312, "longitude": -83.074})
    send(reader_of(carrier), placed, reading(2))
    user = sign_in(Client(), make_member(carrier))
    address = reverse("clearance:seal", args=[seal.id])
    body = user.get(address).content.decode()
    assert "Rest area<br>" in body and "42.31200°\u00a0N, 83.07400°\u00a0W" in body and body.count("°") == 2
    french = user.get(address, headers={"accept-language": "fr"}).content.decode()
    assert "42,31200°\u00a0N, 83,07400°\u00a0O" in french


def test_r56_the_carrier_sees_its_seals_and_the_tamper_and_may_report_a_loss(
    django_assert_max_num_queries: Any,
) -> None:
    carrier = make_carrier()
    seal = make_seal(carrier, site="Windsor yard")
    send(reader_of(carrier), reading(1, open=True, place="Rest area"))
    user = sign_in(Client(), make_member(carrier))
    with django_assert_max_num_queries(14):
        page = user.get(reverse("clearance:seals"))
    assert NUMBER in page.content.decode() and "Seal opened without an officer" in page.content.decode()
    address = reverse("clearance:seal", args=[seal.id])
    with django_assert_max_num_queries(18):
        body = user.get(address).content.decode()
    assert "Rest area" in body and "reader gate-1, no. 1" in body and "False alarm" not in body
    french = user.get(address, headers={"accept-language": "fr"}, follow=True)
    assert french.status_code == 200
    version = SealRecord.objects.get(pk=seal.id).row_version
    act = reverse("clearance:seal_act", args=[seal.id, "lose"])
    assert user.post(act, {"expected_version": version, "note": ""}).status_code == 422
    assert user.post(act, {"expected_version": version, "note": "Gone at the yard."}).status_code == 302
    assert SealRecord.objects.get(pk=seal.id).status == "lost"
    made = {"number": "ABC123", "equipment": "TR700", "grade": "H", "make": "mechanical", "tag": "", "site": ""}
    assert user.post(reverse("clearance:seals"), made).status_code == 302
    assert user.post(reverse("clearance:seals"), {**made, "number": ""}).status_code == 422
    assert SealRecord.objects.get(number="ABC123").organisation_id == carrier.id


def test_r60_book_inspect_seal_on_the_pages_without_script(django_assert_max_num_queries: Any) -> None:
    carrier, site = make_carrier(), make_site(agency="CFIA")
    trader, officer = sign_in(Client(), make_member(carrier)), client("officer.pga", "CFIA")
    form = {
        "kind": "site", "agency": "CFIA", "site": str(site.id), "place": "", "equipment": "TR998", "goods": "8708.30",
        "description": "Brakes", "planned_at": "2199-01-05T10:00",
    }  # fmt: skip
    assert trader.post(reverse("clearance:gate_sessions"), {**form, "goods": ""}).status_code == 422
    assert trader.post(reverse("clearance:gate_sessions"), form).status_code == 302
    session = PriorClearance.objects.get()
    address = reverse("clearance:gate_session", args=[session.id])
    with django_assert_max_num_queries(16):
        assert session.token in trader.get(address).content.decode()

    def act(name: str, version: int, **data: str) -> int:
        url = reverse(f"clearance:gate_{name}", args=[session.id])
        return int(officer.post(url, {"expected_version": version, **data}).status_code)

    assert act("start", 1) == 302
    assert act("check", 2, code="goods", passed="1") == 302
    seal = {"number": NUMBER, "grade": "H", "make": "mechanical", "tag": ""}
    assert act("clear", 2, **seal, expires_at="") == 422
    later = "2199-01-01T10:00"
    assert act("clear", 2, **seal, expires_at=later) == 422
    with_time = (clock.now() + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M")
    assert act("clear", 2, **seal, expires_at=with_time, route="") == 302
    session.refresh_from_db()
    assert session.status == "cleared"
    body = officer.get(address).content.decode()
    assert NUMBER in body and "Goods as described" in body
    end = reverse("clearance:gate_end", args=[session.id, "void"])
    assert officer.post(end, {"expected_version": 3, "why": "The door was opened again."}).status_code == 302
    assert client("officer.primary", "CBP").get(reverse("clearance:sites")).status_code == 200
    assert officer.get(reverse("clearance:gate_sessions")).status_code == 200


def test_r61_a_protocol_on_its_page() -> None:
    protocol = make_protocol()
    supervisor = client("officer.supervisor", "FDA")
    assert "P-1" in supervisor.get(reverse("clearance:protocols")).content.decode()
    address = reverse("clearance:protocol", args=[protocol.id])
    assert "1806" in supervisor.get(address).content.decode()
    end = reverse("clearance:protocol_end", args=[protocol.id])
    assert supervisor.post(end, {"expected_version": 3, "why": ""}).status_code == 422
    assert supervisor.post(end, {"expected_version": 3, "why": "The agreement ended."}).status_code == 302
    form = {
        "giver": "FDA", "receiver": "CFIA", "prefixes": "02", "memorandum": "Meat memorandum",
        "starts_at": "2198-01-01T00:00", "ends_at": "2199-01-01T00:00",
    }  # fmt: skip
    assert supervisor.post(reverse("clearance:protocols"), form).status_code == 302


def test_r55_the_booth_shows_seal_token_and_who_checked_and_offers_only_causes_that_do_not_repeat() -> None:
    carrier = make_carrier()
    session = make_cleared(make_session(owner=carrier))
    trip = scored(make_filed(carrier, regulated=True))
    send(reader_of(carrier), reading(1))
    booth = client("officer.primary", "CBP")
    body = booth.get(reverse("clearance:booth_trip", args=[trip.id])).content.decode()
    assert session.token in body and "intact" in body and "Health, food or plant inspection" in body
    assert "No repeat" in body and 'value="G2"' in body and 'value="G8"' not in body
    refer = reverse("clearance:booth_refer", args=[trip.id])
    refused = booth.post(refer, {"cause": "G8", "note": "", "expected_version": trip.row_version})
    assert refused.status_code == 422 and "would repeat that check" in refused.content.decode()
    send(reader_of(carrier), reading(2, open=True))
    body = booth.get(reverse("clearance:booth_trip", args=[trip.id])).content.decode()
    assert "Seal opened without an officer" in body and 'value="G8"' in body
    assert SealAlert.objects.get().trip_id == trip.id
