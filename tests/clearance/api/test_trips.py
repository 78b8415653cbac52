"""The trip endpoints: one answer per key, true statuses, no row of anybody else (R-20)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator

from clearance.api.documenting import SOUTHBOUND_EXAMPLE
from clearance.domain.elements import GROUPS
from clearance.models import Trip, TripVersion
from portal.accounts.models import Organisation
from portal.core import clock
from tests.factories.accounts import make_application, make_member, make_organisation, sign_in
from tests.factories.clearance import file_trip, make_carrier, manifest_for

pytestmark = pytest.mark.django_db
URL = "/api/v1/trips"
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


class Partner:
    """A machine of one organisation that calls the API."""

    def __init__(self, organisation: Organisation, scopes: tuple[str, ...] = ("trips:read", "trips:write")) -> None:
        application, secret = make_application(organisation, scopes)
        self.client = Client()
        body = {"grant_type": "client_credentials", "client_id": application.client_id, "client_secret": secret}
        answer = self.client.post("/oauth/token/", body)
        assert answer.status_code == 200, answer.content
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {answer.json()['access_token']}"}

    def get(self, url: str, **headers: str) -> Any:
        return self.client.get(url, **self.headers, **headers)

    def send(self, method: str, url: str, data: Any, **headers: str) -> Any:
        body = data if isinstance(data, bytes | str) else json.dumps(data)
        return self.client.generic(method, url, body, content_type="application/json", **self.headers, **headers)

    def file(self, data: Any, key: str = "") -> Any:
        return self.send("POST", URL, data, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def partner(carrier: Organisation) -> Partner:
    return Partner(carrier)


def test_r20_a_filing_is_created_with_its_address(partner: Partner, carrier: Organisation) -> None:
    answer = partner.file(manifest_for(carrier, shipments=2, lines=2))
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert answer["Location"].endswith(f"/api/v1/trips/{body['id']}")
    assert body["version"] == 1
    detail = partner.get(f"{URL}/{body['id']}")
    assert detail.status_code == 200
    assert {line["agency"] for line in detail.json()["agencies"]} >= {"CBP", "CBSA"}
    assert detail.json()["advice"] is None
    assert detail["ETag"] == '"1"'


def test_same_key_same_answer_other_body_refused(partner: Partner, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    first, second = partner.file(data, "key-1"), partner.file(data, "key-1")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert (first["Idempotency-Replayed"], second["Idempotency-Replayed"]) == ("false", "true")
    other = partner.file(manifest_for(carrier), "key-1")
    assert other.status_code == 409
    assert other.json()["errors"][0]["code"] == "CORE_IDEMPOTENCY_MISMATCH"
    assert Trip.objects.count() == 1


def test_the_key_is_required(partner: Partner, carrier: Organisation) -> None:
    answer = partner.send("POST", URL, manifest_for(carrier))
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert not Trip.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"trip": NaN}', 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b'{"trip": 5, "shipments": {"a": 1}}', 422),
        (b'{"trip": {"direction": ["SB"], "eta": {}}, "crew": [[], 1, null]}', 422),
        (b'{"trip": {"reference": "\\ud800"}, "x\\u0000": 1}', 422),
        (b'{"shipments": [{"lines": [{"quantity": 1e400, "weight": "-1"}]}]}', 422),
        (b'{"shipments": [{"lines": [{"quantity": 99999999999999999999999999}]}]}', 422),
    ],
)
def test_junk_is_refused_with_a_problem(partner: Partner, body: bytes, status: int) -> None:
    answer = partner.send("POST", URL, body, HTTP_IDEMPOTENCY_KEY=str(uuid4()))
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content
    assert answer.json()["errors"]
    assert not Trip.objects.exists()


def test_each_error_names_its_field_in_both_languages(partner: Partner, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0]["hs_code"] = "12"
    error = partner.file(data).json()["errors"][0]
    assert error["path"] == "shipments[0].lines[0].hs_code"
    assert error["message"]["en"] != error["message"]["fr"] != ""


def test_amend_makes_a_version_and_needs_the_state_seen(partner: Partner, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    trip_id = partner.file(data).json()["id"]
    data["conveyance"]["plate"] = "NEW123"
    url = f"{URL}/{trip_id}"
    assert partner.send("PUT", url, data).status_code == 428
    answer = partner.send("PUT", url, data, HTTP_IF_MATCH='"1"')
    assert (answer.status_code, answer.json()["version"]) == (200, 2), answer.content
    stale = partner.send("PUT", f"{url}?expected_version=1", data)
    assert (stale.status_code, stale.json()["errors"][0]["code"]) == (409, "WORKFLOW_STALE")
    versions = partner.get(f"{url}/versions").json()["results"]
    assert [version["number"] for version in versions] == [2, 1]
    assert partner.get(f"{url}/versions/1").json()["manifest"]["conveyance"]["plate"] == "BBDD11"
    assert partner.get(f"{url}/versions/9").status_code == 404


def test_cancel_frees_the_number(partner: Partner, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    trip_id = partner.file(data).json()["id"]
    answer = partner.send("POST", f"{URL}/{trip_id}/cancel", {"note": "Truck broke down"})
    assert (answer.status_code, answer.json()["status"]["code"]) == (200, "cancelled"), answer.content
    assert partner.send("POST", f"{URL}/{trip_id}/cancel", {}).status_code == 409
    assert partner.file(data).status_code == 201


@pytest.mark.parametrize("body", [[], {"note": 5}, {"expected_version": "1"}, {"expected_version": 0}, {"x": 1}])
def test_a_cancellation_that_cannot_be_read(partner: Partner, carrier: Organisation, body: Any) -> None:
    trip_id = partner.file(manifest_for(carrier)).json()["id"]
    assert partner.send("POST", f"{URL}/{trip_id}/cancel", body).status_code == 422


def test_the_list_pages_and_filters(partner: Partner, carrier: Organisation) -> None:
    for _ in range(3):
        file_trip(carrier)
    first = partner.get(f"{URL}?page_size=2").json()
    assert (len(first["results"]), first["previous"]) == (2, None)
    second = partner.get(first["next"].replace("http://testserver", "")).json()
    assert (len(second["results"]), second["next"]) == (1, None)
    assert partner.get(f"{URL}?direction=NB").json()["results"] == []
    assert partner.get(f"{URL}?status=filed&crossing=ambassador-bridge").json()["results"]
    for query in ("direction=XX", "status=nothing", "crossing=%00", f"trip_number={'A' * 99}"):
        assert partner.get(f"{URL}?{query}").status_code == 422, query
    for cursor in ("junk", "cD1qdW5r", "cD0yMDI2"):
        assert partner.get(f"{URL}?cursor={cursor}").status_code in {200, 404}, cursor


def test_queries_are_known_and_do_not_grow(partner: Partner, carrier: Organisation) -> None:
    partner.file(manifest_for(carrier))
    counts: dict[str, set[int]] = {"file": set(), "read": set(), "list": set()}
    for shipments in (1, 20):
        with CaptureQueriesContext(connection) as captured:
            filed = partner.file(manifest_for(carrier, shipments=shipments, lines=3))
        assert filed.status_code == 201, filed.content
        counts["file"].add(len(captured))
        for name, url in (("read", f"{URL}/{filed.json()['id']}"), ("list", URL)):
            with CaptureQueriesContext(connection) as captured:
                partner.get(url)
            counts[name].add(len(captured))
    assert counts == {"file": {15}, "read": {8}, "list": {2}}, counts


def test_a_strangers_trip_is_a_missing_one(partner: Partner) -> None:
    other = file_trip(make_carrier())
    missing = uuid4()
    for path in ("", "/versions", "/versions/1"):
        answers = [partner.get(f"{URL}/{key}{path}") for key in (other.id, missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    for method, path, body in (("PUT", "", {"trip": {}}), ("POST", "/cancel", {})):
        answers = [partner.send(method, f"{URL}/{key}{path}", body, HTTP_IF_MATCH='"1"') for key in (other.id, missing)]
        assert answers[0].content == answers[1].content
    assert partner.get(URL).json()["results"] == []
    assert Trip.objects.get(pk=other.id).status == "filed"


def test_scopes_are_kept_apart(carrier: Organisation) -> None:
    reader, writer = Partner(carrier, ("trips:read",)), Partner(carrier, ("trips:write",))
    data = manifest_for(carrier)
    assert reader.file(data).status_code == 403
    filed = writer.file(data)
    assert filed.status_code == 201
    assert writer.get(URL).status_code == 403
    assert reader.get(f"{URL}/{filed.json()['id']}").status_code == 200
    assert Client().get(URL).status_code == 401


def test_a_signed_in_filer_uses_the_same_endpoint(carrier: Organisation, client: Client) -> None:
    sign_in(client, make_member(carrier, "trader.filer"))
    answer = client.post(
        URL,
        json.dumps(manifest_for(carrier)),
        content_type="application/json",
        HTTP_IDEMPOTENCY_KEY="browser-1",
    )
    assert answer.status_code == 201, answer.content
    assert TripVersion.objects.get(trip_id=answer.json()["id"]).channel == "api"


def test_the_published_schema_knows_every_endpoint_and_answer() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    paths = {path: set(schema["paths"][path]) for path in schema["paths"] if path.startswith(URL)}
    assert paths == {
        URL: {"get", "post"},
        f"{URL}/{{trip_id}}": {"get", "put"},
        f"{URL}/{{trip_id}}/cancel": {"post"},
        f"{URL}/{{trip_id}}/versions": {"get"},
        f"{URL}/{{trip_id}}/versions/{{number}}": {"get"},
    }
    filing = schema["paths"][URL]["post"]
    assert {"201", "400", "401", "403", "409", "413", "415", "422", "429"} <= set(filing["responses"])
    assert list(filing["responses"]["422"]["content"]) == [PROBLEM]
    line = schema["components"]["schemas"]["ManifestLine"]
    assert set(line["properties"]) == {element.key for element in GROUPS["line"]}
    assert filing["requestBody"]["content"]["application/json"]["examples"]


def test_the_example_of_the_schema_is_a_filing_that_is_accepted() -> None:
    carrier = make_organisation("carrier", country="US", identifiers=[("SCAC", "ABCD")])
    data = SOUTHBOUND_EXAMPLE.value
    with clock.frozen(datetime.fromisoformat(data["trip"]["eta"]) - timedelta(hours=3)):
        answer = Partner(carrier).file(data)
    assert answer.status_code == 201, answer.content
