"""Webhooks to a real receiver on this machine, verified by the reference library."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from portal.core import clock
from portal.core.domain.errors import Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.notices import services
from portal.notices.models import WebhookDelivery
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db


class Receiver:
    """A partner's server: keeps what arrives and answers with the status set."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers.items()), body))
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Keep the test's output quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?from=preclear"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


def listen(actor: Any, url: str, events: Any = ("trip.filed",)) -> tuple[Any, str]:
    return services.endpoint_add(actor=actor, url=url, events=events)


def emit(organisation_id: Any, subject: Subject | None = None, event: str = "trip.filed") -> int:
    subject = subject or Subject("trip", uuid7())
    return services.webhook_emit(
        organisation_ids=[organisation_id], event=event, data={"trip_number": "ABCD1"}, subject=subject
    )


def test_a_message_arrives_signed_and_the_reference_library_verifies_it(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    _, secret = listen(actor, receiver.url)
    subject = Subject("trip", uuid7())
    assert emit(actor.organisation_id, subject) == 1
    row = services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id)
    headers, body = receiver.got[0]
    message = Webhook(secret).verify(body, headers)
    assert message["type"] == "trip.filed"
    assert message["data"]["subject"] == {"type": "trip", "id": str(subject.id)}
    assert (row.state, row.last_status, row.attempts) == ("delivered", 204, 1)


def test_another_secret_does_not_verify_the_message(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, receiver.url)
    _, other = listen(actor, receiver.url, ["trip.amended"])
    emit(actor.organisation_id)
    services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id)
    headers, body = receiver.got[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(body, headers)


def test_versions_of_one_subject_grow(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, receiver.url, ["*"])
    subject = Subject("trip", uuid7())
    for event in ("trip.filed", "trip.amended", "trip.status"):
        emit(actor.organisation_id, subject, event)
    bodies = [json.loads(row.body) for row in WebhookDelivery.objects.order_by("created_at")]
    assert [body["data"]["version"] for body in bodies] == [1, 2, 3]


def test_a_failed_attempt_is_promised_again_later_under_the_same_id(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, receiver.url)
    emit(actor.organisation_id)
    receiver.status = 503
    row = services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id)
    assert (row.state, row.last_status, row.last_error) == ("waiting", 503, "HTTP 503")
    due = OutboxTask.objects.get(task="notices.webhook_deliver", subject_id=row.id, key="2").due_at
    assert 4 <= (due - clock.now()).total_seconds() <= 6
    receiver.status = 200
    assert services.delivery_attempt(delivery_id=row.id).state == "delivered"
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]


def test_after_the_last_pause_it_is_given_up_and_can_be_replayed(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, receiver.url)
    emit(actor.organisation_id)
    receiver.status = 500
    row = WebhookDelivery.objects.get()
    for _ in range(10):
        row = services.delivery_attempt(delivery_id=row.id)
    assert (row.state, row.attempts) == ("failed", 10)
    services.delivery_replay(actor=actor, delivery_id=row.id)
    receiver.status = 200
    assert services.delivery_attempt(delivery_id=row.id).state == "delivered"


def test_nobody_listening_costs_one_query(django_assert_num_queries: Any) -> None:
    organisation = make.make_organisation()
    with django_assert_num_queries(3):  # savepoint, look-up, release
        assert emit(organisation.id) == 0


def test_a_switched_off_address_gets_nothing(receiver: Receiver) -> None:
    actor = make.member_actor(make.make_organisation())
    endpoint, _ = listen(actor, receiver.url)
    emit(actor.organisation_id)
    services.endpoint_remove(actor=actor, endpoint_id=endpoint.id)
    assert services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id).state == "failed"
    assert receiver.got == []
    assert emit(actor.organisation_id) == 0


def test_outside_the_demonstration_this_machine_is_never_called(receiver: Receiver, settings: Any) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, receiver.url)
    emit(actor.organisation_id)
    settings.DEMO = False
    row = services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id)
    assert row.last_status is None
    assert receiver.got == []
    with pytest.raises(Invalid):
        listen(actor, receiver.url)


def test_a_name_that_leads_into_a_private_network_is_not_called(settings: Any, monkeypatch: Any) -> None:
    actor = make.member_actor(make.make_organisation())
    listen(actor, "https://hooks.example.com/preclear")
    emit(actor.organisation_id)
    inside = [(2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: inside)
    row = services.delivery_attempt(delivery_id=WebhookDelivery.objects.get().id)
    assert "private network" in row.last_error


def test_a_strangers_address_is_not_found(receiver: Receiver) -> None:
    owner, stranger = (make.member_actor(make.make_organisation()) for _ in range(2))
    endpoint, _ = listen(owner, receiver.url)
    for call in (services.endpoint_remove, services.endpoint_ping, services.endpoint_change):
        with pytest.raises(NotFound):
            call(actor=stranger, endpoint_id=endpoint.id)


def test_the_secret_is_stored_encrypted(receiver: Receiver) -> None:
    endpoint, secret = listen(make.member_actor(make.make_organisation()), receiver.url)
    assert secret.removeprefix("whsec_") not in endpoint.sealed_secret
