"""What a careless or hostile client sends: always a problem that says what is wrong, never a server error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.contract.world import World, make_world
from tests.factories.clearance import manifest_for
from tests.factories.manifests import changed

pytestmark = pytest.mark.django_db
JSON = "application/json"
PROBLEM = "application/problem+json"
NUL = "a\x00b"
KEY = {"Idempotency-Key": "key"}
HOOK = "https://hooks.example.com/"

NOWHERE = [
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
]
FILTERS = [
    "trips?status=flying",
    "trips?crossing=%00",
    "trips?trip_number=%E2%98%83",
    "ports?q=%00",
    "ports?fast=maybe",
    "hs-codes?q=%00",
    "hs-codes?lang=de",
    "hs-codes?cursor=%00",
]
VALUES: list[tuple[str, Any]] = [
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
]
HOOKS: list[dict[str, Any]] = [
    {},
    {"url": HOOK + NUL, "events": ["*"]},
    {"url": HOOK, "events": [NUL]},
    {"url": HOOK, "events": "*"},
    {"url": HOOK, "events": []},
    {"url": 7, "events": [7]},
    {"url": HOOK + "x" * 600, "events": ["*"]},
]


@pytest.fixture
def world(reference_data: None) -> World:
    return make_world()


def send(
    world: World, method: str, path: str, body: Any = "", content: str = JSON, **headers: str
) -> tuple[int, dict[str, Any]]:
    """Call the API; gives the status and the body."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    target = f"/api/v1/{path}".format(**world.known)
    client = Client(raise_request_exception=False)
    answer = client.generic(method, target, data, content, headers={**world.headers, **headers})
    found = answer.json() if answer["Content-Type"] in (JSON, PROBLEM) else {}
    if answer["Content-Type"] == PROBLEM:
        assert found["status"] == answer.status_code
        assert found["errors"] and all(item["message"]["en"] and item["message"]["fr"] for item in found["errors"])
    return answer.status_code if answer["Content-Type"] == PROBLEM else -answer.status_code, found


def test_an_address_that_leads_nowhere_is_a_404(world: World) -> None:
    assert {path: send(world, "GET", path)[0] for path in NOWHERE} == dict.fromkeys(NOWHERE, 404)


def test_a_filter_that_cannot_be_is_refused_not_ignored(world: World) -> None:
    assert {path: send(world, "GET", path)[0] for path in FILTERS} == dict.fromkeys(FILTERS, 422)


def test_a_filing_with_a_value_no_column_can_hold_is_refused_with_its_place(world: World) -> None:
    for place, value in VALUES:
        body = changed(manifest_for(world.carrier), place, value)
        status, found = send(world, "POST", "trips", body, **KEY)
        assert status == 422, (place, value, status)
        assert any(place.split(".")[0] in item["path"] for item in found["errors"]), place


def test_a_body_that_is_no_json_is_refused(world: World) -> None:
    bodies = ["{", "[1, NaN]", '{"a": Infinity}', b"\xff\xfe", "[" * 20_000]
    assert [send(world, "POST", "trips", body, **KEY)[0] for body in bodies] == [400] * len(bodies)


def test_a_body_that_is_no_object_is_refused(world: World) -> None:
    for body in ("[]", '"text"', "7", "null"):
        assert send(world, "POST", "trips", body, **KEY)[0] == 422, body
        assert send(world, "POST", "webhooks", body)[0] == 400, body
        assert send(world, "POST", "trips/{trip_id}/cancel", body)[0] == 422, body


def test_another_content_type_is_refused(world: World) -> None:
    for content in ("text/plain", "application/xml", "multipart/form-data; boundary=x", "junk"):
        for path in ("trips", "trips/{trip_id}/cancel", "webhooks"):
            assert send(world, "POST", path, "{}", content, **KEY)[0] == 415, (content, path)


def test_an_idempotency_key_that_cannot_be_used_is_refused(world: World) -> None:
    unusable: list[dict[str, str]] = [{}, *({"Idempotency-Key": key} for key in ("", "k" * 201, "clé", "a\tb"))]
    for headers in unusable:
        status, found = send(world, "POST", "trips", manifest_for(world.carrier), **headers)
        assert (status, found["errors"][0]["path"]) == (400, "Idempotency-Key"), headers


def test_a_version_that_cannot_be_is_asked_for_again(world: World) -> None:
    body = manifest_for(world.carrier)
    for seen in ("", "*", '""', '"abc"', "-1", "0", "9" * 30, '"1", "2"', "²"):
        assert send(world, "PUT", "trips/{trip_id}", body, **{"If-Match": seen})[0] == 428, seen
    for number in (0, -1, 10**30, "1", 1.5, True, []):
        assert send(world, "POST", "trips/{trip_id}/cancel", {"expected_version": number})[0] == 422, number


def test_a_cancellation_with_an_unprintable_note_is_taken_without_it(world: World) -> None:
    assert send(world, "POST", "trips/{trip_id}/cancel", {"note": NUL})[0] == -200


def test_a_webhook_that_cannot_be_called_is_refused(world: World) -> None:
    assert [body for body in HOOKS if send(world, "POST", "webhooks", body)[0] not in {400, 422}] == []


def test_another_method_format_or_token_is_refused(world: World) -> None:
    assert send(world, "DELETE", "trips")[0] == 405
    assert send(world, "POST", "ports", "{}")[0] == 405
    assert send(world, "GET", "trips", Accept="text/html")[0] == 406
    for token in ("", "Bearer", "Bearer  ", "Bearer nonsense", "Bearer a b", "Bearer é", "Basic eDp5"):
        assert send(world, "GET", "trips", Authorization=token)[0] == 401, token
