"""What a careless or hostile client sends: always a problem that says what is wrong, never a server error."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.contract.world import World, make_world
from tests.factories.clearance import manifest_for
from tests.factories.manifests import changed

pytestmark = pytest.mark.django_db
JSON = "application/json"
NUL = "a\x00b"


@pytest.fixture
def world(reference_data: None) -> World:
    return make_world()


def send(world: World, method: str, path: str, body: Any = "", content: str = JSON, **headers: str) -> tuple[int, Any]:
    """Call the API; a refusal must be a problem with at least one error object in both languages."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    target = f"/api/v1/{path}".format(**world.known)
    answer = Client(raise_request_exception=False).generic(
        method, target, data, content, headers={**world.headers, **named}
    )
    found = answer.json()
    assert answer.status_code >= 400
    assert answer["Content-Type"] == "application/problem+json"
    assert found["status"] == answer.status_code
    assert found["errors"] and all(item["message"]["en"] and item["message"]["fr"] for item in found["errors"])
    return answer.status_code, found


@pytest.mark.parametrize(
    "path",
    [
        "trips/not-a-uuid",
        "trips/{notice_id}",
        "trips/{trip_id}/versions/7",
        "trips/{trip_id}/versions/99999999999999999999",
        "trips/{trip_id}/versions/-1",
        "memberships/1",
        "decisions/%00",
        "notices/{trip_id}",
        "webhooks/none",
        "receipts/{trip_id}",
        "receipts/trip/{notice_id}",
        "receipts/a-type-nobody-knows-of-and-far-too-long-to-be-one/{trip_id}",
        "ports/nowhere",
        "ports/%00",
        "nothing-here",
        "trips?cursor=junk",
        "trips?cursor=cD0lMDA%3D",
        "notices?cursor=%00",
        "memberships?cursor=cD1ub3doZXJl",
    ],
)
def test_an_address_that_leads_nowhere_is_the_same_404(world: World, path: str) -> None:
    status, found = send(world, "GET", path)
    assert (status, found["errors"][0]["code"]) == (404, "CORE_NOT_FOUND")


@pytest.mark.parametrize(
    "path",
    [
        "trips?status=flying",
        "trips?crossing=%00",
        "trips?trip_number=%E2%98%83",
        "ports?q=%00",
        "ports?fast=maybe",
        "hs-codes?q=%00",
        "hs-codes?lang=de",
        "hs-codes?cursor=%00",
    ],
)
def test_a_filter_that_cannot_be_is_refused_not_ignored(world: World, path: str) -> None:
    assert send(world, "GET", path)[0] == 422


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("trip.reference", NUL),
        ("crew.0.family_name", NUL),
        ("shipments.0.lines.0.description", NUL),
        ("shipments.0.lines.0.quantity", 10**400),
        ("shipments.0.lines.0.weight", "1e999999"),
        ("shipments.0.lines.0.weight", -1),
        ("shipments.0.shipper.name", "\ud800"),
        ("trip.eta", "99999-13-45T99:99"),
        ("trip", []),
        ("shipments", {"0": NUL}),
        ("crew", 7),
    ],
)
def test_a_filing_with_a_value_no_column_can_hold_is_refused_with_its_place(
    world: World, place: str, value: Any
) -> None:
    body = changed(manifest_for(world.carrier), place, value)
    status, found = send(world, "POST", "trips", body, Idempotency_Key=str(uuid4()))
    assert status == 422
    assert any(place.split(".")[0] in item["path"] for item in found["errors"])


@pytest.mark.parametrize("body", ["", "{", "[1, NaN]", '{"a": Infinity}', b"\xff\xfe", "[" * 20_000])
def test_a_body_that_is_no_json_is_refused(world: World, body: Any) -> None:
    assert send(world, "POST", "trips", body, Idempotency_Key="key")[0] == 400


@pytest.mark.parametrize("body", [[], "text", 7, None])
def test_a_body_that_is_no_object_is_refused(world: World, body: Any) -> None:
    sent = json.dumps(body)
    assert send(world, "POST", "trips", sent, Idempotency_Key="key")[0] == 422
    assert send(world, "POST", "webhooks", sent)[0] == 400
    assert send(world, "POST", "trips/{trip_id}/cancel", sent)[0] == 422


@pytest.mark.parametrize("content", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "junk"])
@pytest.mark.parametrize("path", ["trips", "trips/{trip_id}/cancel", "webhooks"])
def test_another_content_type_is_refused(world: World, path: str, content: str) -> None:
    assert send(world, "POST", path, "{}", content, Idempotency_Key="key")[0] == 415


@pytest.mark.parametrize("key", [None, "", "k" * 201, "clé", "a\tb"])
def test_an_idempotency_key_that_cannot_be_used_is_refused(world: World, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency_Key": key}
    status, found = send(world, "POST", "trips", manifest_for(world.carrier), **headers)
    assert (status, found["errors"][0]["path"]) == (400, "Idempotency-Key")


@pytest.mark.parametrize("seen", ["", "*", '""', '"abc"', "-1", "0", "9" * 30, '"1", "2"', "²"])
def test_a_version_that_cannot_be_is_asked_for_again(world: World, seen: str) -> None:
    body = manifest_for(world.carrier)
    assert send(world, "PUT", "trips/{trip_id}", body, If_Match=seen)[0] == 428


@pytest.mark.parametrize("seen", [0, -1, 10**30, "1", 1.5, True, []])
def test_a_cancellation_with_a_version_that_cannot_be_is_refused(world: World, seen: Any) -> None:
    assert send(world, "POST", "trips/{trip_id}/cancel", {"expected_version": seen})[0] == 422


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": f"https://hooks.example.com/{NUL}", "events": ["*"]},
        {"url": "https://hooks.example.com/", "events": [NUL]},
        {"url": "https://hooks.example.com/", "events": "*"},
        {"url": "https://hooks.example.com/", "events": []},
        {"url": 7, "events": [7]},
        {"url": "https://127.0.0.1.nip/" + "x" * 600, "events": ["*"]},
    ],
)
def test_a_webhook_that_cannot_be_called_is_refused(world: World, body: Any) -> None:
    assert send(world, "POST", "webhooks", body)[0] in {400, 422}


def test_another_method_and_another_format_are_refused(world: World) -> None:
    assert send(world, "DELETE", "trips")[0] == 405
    assert send(world, "POST", "ports", "{}")[0] == 405
    assert send(world, "GET", "trips", Accept="text/html")[0] == 406


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer  ", "Bearer nonsense", "Bearer a b", "Bearer é", "Basic eDp5"])
def test_a_token_that_is_none_is_refused(world: World, token: str) -> None:
    assert send(world, "GET", "trips", Authorization=token)[0] == 401
