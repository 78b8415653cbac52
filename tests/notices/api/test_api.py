"""Notices and webhooks over the partner API: a real token, strangers see nothing, queries are known."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from portal.core.ids import uuid7
from portal.notices import services
from portal.notices.models import WebhookEndpoint
from tests.factories import accounts as make
from tests.factories.notices import make_notice

pytestmark = pytest.mark.django_db

SCOPES = ("notices:read", "webhooks:write")
ADDRESS = {"url": "https://hooks.example.com/preclear", "events": ["trip.filed"]}


class Partner:
    """A partner's system with its key and token."""

    def __init__(self, organisation: Any, scopes: Any = SCOPES) -> None:
        self.organisation = organisation
        application, secret = make.make_application(organisation, scopes)
        pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
        self.http = Client()
        answer = self.http.post(
            "/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
        )
        self.headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def get(self, path: str) -> Any:
        return self.http.get(f"/api/v1/{path}", headers=self.headers)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body) if body is not None else ""
        return self.http.generic(method, f"/api/v1/{path}", data, "application/json", headers=self.headers)


@pytest.fixture
def partner() -> Partner:
    return Partner(make.make_organisation())


def test_a_notice_is_read_with_its_reason_in_both_languages(partner: Partner) -> None:
    notice = make_notice(partner.organisation)
    body = partner.get(f"notices/{notice.id}").json()
    assert body["reason"]["fix"] == {"en": "Amend the entry.", "fr": "Corrigez la déclaration."}
    assert body["title"]["fr"] == "A decision (fr)"
    assert body["subject"] == {"type": "decision", "id": str(notice.subject_id)}


def test_lists_cost_the_same_however_long_they_are(partner: Partner, django_assert_num_queries: Any) -> None:
    make_notice(partner.organisation)
    partner.send("POST", "webhooks", ADDRESS)
    for path in ("notices", "webhooks"):
        for _ in range(2):
            with django_assert_num_queries(2):  # the token with its key and organisation, rows
                assert partner.get(path).status_code == 200
            make_notice(partner.organisation)
            partner.send("POST", "webhooks", ADDRESS)


def test_a_strangers_answer_is_that_of_a_missing_id_byte_for_byte(partner: Partner) -> None:
    stranger = Partner(make.make_organisation())
    notice = make_notice(partner.organisation, words="CANARY")
    endpoint, _ = services.endpoint_add(
        actor=make.member_actor(partner.organisation), url="https://canary.example.com/", events=["*"]
    )
    services.endpoint_ping(actor=make.member_actor(partner.organisation), endpoint_id=endpoint.id)
    sent = endpoint.deliveries.get()
    assert partner.get(f"notices/{notice.id}").status_code == 200  # owner control
    calls = [
        ("GET", "notices/{}", notice.id, None),
        ("GET", "webhooks/{}", endpoint.id, None),
        ("PATCH", "webhooks/{}", endpoint.id, {"is_active": False}),
        ("PATCH", "webhooks/{}", endpoint.id, {"url": 7}),
        ("DELETE", "webhooks/{}", endpoint.id, None),
        ("POST", "webhooks/{}/ping", endpoint.id, None),
        ("GET", "webhooks/{}/messages", endpoint.id, None),
        ("POST", "webhooks/messages/{}/replay", sent.id, None),
    ]
    for method, path, real, body in calls:
        theirs, missing = (stranger.send(method, path.format(found), body) for found in (real, uuid7()))
        assert (theirs.status_code, theirs.content) == (404, missing.content), path
        kept = [{k: v for k, v in answer.headers.items() if k != "X-Request-Id"} for answer in (theirs, missing)]
        assert kept[0] == kept[1]
    assert "CANARY" not in stranger.get("notices").text
    assert "canary" not in stranger.get("webhooks").text
    assert WebhookEndpoint.objects.get(pk=endpoint.id).is_active


def test_webhooks_are_added_changed_tested_and_removed(partner: Partner) -> None:
    made = partner.send("POST", "webhooks", ADDRESS)
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    assert made["Cache-Control"] == "no-store"
    path = f"webhooks/{made.json()['id']}"
    assert "secret" not in partner.get(path).json()
    assert partner.send("PATCH", path, {"events": ["*"], "is_active": False}).json()["events"] == ["*"]
    assert partner.send("POST", f"{path}/ping").status_code == 202
    messages = partner.get(f"{path}/messages").json()["results"]
    assert [(row["event"], row["state"]) for row in messages] == [("webhook.ping", "waiting")]
    assert partner.send("POST", f"webhooks/messages/{messages[0]['id']}/replay").status_code == 202
    assert partner.send("DELETE", path).status_code == 204
    assert partner.get(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [
        ({"url": "http://hooks.example.com/", "events": ["*"]}, 422, "url"),
        ({"url": "https://10.0.0.1/", "events": ["*"]}, 422, "url"),
        ({"url": "https://hooks.example.com/", "events": ["trip.stolen"]}, 400, "events.0"),
        ({"events": ["*"]}, 400, "url"),
        ([], 400, "non_field_errors"),
    ],
)
def test_what_is_wrong_is_a_problem_that_names_the_field(partner: Partner, body: Any, status: int, path: str) -> None:
    answer = partner.send("POST", "webhooks", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["path"] == path


def test_an_eleventh_address_is_refused(partner: Partner) -> None:
    answers = [partner.send("POST", "webhooks", ADDRESS).status_code for _ in range(11)]
    assert answers == [201] * 10 + [409]


def test_a_key_without_the_scope_is_refused() -> None:
    partner = Partner(make.make_organisation(), ("trips:read",))
    assert partner.get("notices").status_code == 403
    assert partner.send("POST", "webhooks", ADDRESS).status_code == 403


def test_a_broker_reads_notices_of_clients_that_allow_it_only() -> None:
    broker, open_client, closed_client = (make.make_organisation(kind) for kind in ("broker", "shipper", "shipper"))
    make.make_delegation(open_client, broker, ("notices:read", "trips:write"))
    make.make_delegation(closed_client, broker, ("trips:write",))
    seen, hidden = make_notice(open_client, words="SEEN"), make_notice(closed_client, words="HIDDEN")
    partner = Partner(broker)
    assert partner.get(f"notices/{seen.id}").status_code == 200
    assert partner.get(f"notices/{hidden.id}").status_code == 404
    assert "HIDDEN" not in partner.get("notices").text


def test_pages_by_cursor_reach_every_notice_once(partner: Partner) -> None:
    made = {str(make_notice(partner.organisation).id) for _ in range(5)}
    found, path = [], "notices?page_size=2"
    while path:
        body = partner.get(path).json()
        found += [row["id"] for row in body["results"]]
        path = (body["next"] or "").partition("/api/v1/")[2]
    assert sorted(found) == sorted(made)


def test_a_person_reads_the_same_endpoints_with_a_session(partner: Partner) -> None:
    notice = make_notice(partner.organisation)
    client = make.sign_in(Client(), make.make_member(partner.organisation))
    assert client.get(f"/api/v1/notices/{notice.id}").status_code == 200
    assert client.get(f"/api/v1/notices/{uuid4()}").status_code == 404
    assert Client().get("/api/v1/notices").status_code == 401


def test_an_address_that_leads_nowhere_is_a_problem_too(partner: Partner) -> None:
    answer = partner.get("notices/not-an-id")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == partner.get(f"notices/{uuid7()}").json()
