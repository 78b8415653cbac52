"""Filing by sending the message itself: kept first, read after, the same checks, an answer in the same syntax (item 4)."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import get_access_token_model

from clearance.domain.manifest import from_dict
from clearance.edi import Envelope, build, map_get, read
from clearance.edi.answers import answer_from
from clearance.edi.planning import plan
from clearance.edi.x12_shape import to_x12
from clearance.models import InboundMessage, Trip
from clearance.selectors import code_book
from clearance.services import drops_collect, inbound_read
from portal.core import clock
from tests.factories.accounts import make_application
from tests.factories.clearance import make_carrier, manifest_for

pytestmark = pytest.mark.django_db
SCOPES = ("trips:read", "trips:write")
EDIFACT = "application/edifact"


@pytest.fixture
def carrier(reference_data: None) -> Any:
    return make_carrier()


@pytest.fixture
def partner(carrier: Any) -> Client:
    return client_of(carrier)


def client_of(carrier: Any, scopes: tuple[str, ...] = SCOPES) -> Client:
    application, _secret = make_application(carrier, scopes)
    token = get_access_token_model().objects.create(
        application=application,
        token=f"t-{application.client_id}",
        expires=clock.now().replace(year=clock.now().year + 1),
        scope=" ".join(scopes),
    )
    return Client(headers={"authorization": f"Bearer {token.token}"})


def messages(data: dict[str, Any], action: str = "file", syntax: str = "EDIFACT", before: Any = None) -> list[bytes]:
    """What a carrier's own system would send CBP for this filing."""
    manifest, errors = from_dict(data)
    assert manifest is not None and errors == []
    previous = from_dict(before)[0] if before else None
    found = []
    planned = plan(manifest, "CBP", action=action, previous=previous, codes=code_book(), syntax=syntax)
    for number, one in enumerate(planned, 1):
        envelope = Envelope("PARTNER", "PRECLEAR", f"{number:09d}", clock.now(), encoding="latin-1")
        kind = map_get(one.map_id).kind
        values = to_x12(one.values, kind) if syntax == "X12" else one.values
        found.append(build(one.map_id, {**values, "@sender_reference": "PARTNER-1"}, envelope))
    return found


def send(client: Client, body: bytes, key: str = "k-1", kind: str = EDIFACT) -> Any:
    return client.post("/api/v1/edi", body, content_type=kind, headers={"Idempotency-Key": key})


def sent(client: Client, body: bytes, key: str = "k-1", kind: str = EDIFACT) -> dict[str, Any]:
    """Send, let the worker read, and ask what became of it."""
    answer = send(client, body, key, kind)
    assert answer.status_code == 202, answer.content
    inbound_read(inbound_id=answer.json()["id"])
    found: dict[str, Any] = client.get(f"/api/v1/edi/{answer.json()['id']}").json()
    return found


def test_the_bytes_are_kept_before_anything_is_read(partner: Client, carrier: Any) -> None:
    body = b"".join(messages(manifest_for(carrier)))
    answer = send(partner, body)
    assert (answer.status_code, answer.json()["status"]["code"]) == (202, "received")
    row = InboundMessage.objects.get(pk=answer.json()["id"])
    assert bytes(row.content) == body
    assert answer.json()["sha256"] == hashlib.sha256(body).hexdigest()
    assert answer["Location"].endswith(f"/api/v1/edi/{row.id}")
    assert partner.get(f"/api/v1/edi/{row.id}/answer").status_code == 204
    assert not Trip.objects.exists()


def test_a_partner_files_by_message_and_gets_an_answer_in_its_own_syntax(partner: Client, carrier: Any) -> None:
    data = manifest_for(carrier, shipments=2)
    found = sent(partner, b"".join(messages(data)))
    assert (found["status"]["code"], found["errors"]) == ("read", [])
    trip = Trip.objects.get(pk=found["results"][0]["trip_id"])
    assert (trip.shipment_count, trip.versions.get().channel) == (2, "edi")
    answers = read(partner.get(f"/api/v1/edi/{found['id']}/answer").content)
    levels = [(answer.level, answer.accepted) for reading in answers if (answer := answer_from(reading))]
    assert ("technical", True) in levels and ("decision", True) in levels


def test_a_change_amends_what_is_on_file_and_a_cancellation_cancels_it(partner: Client, carrier: Any) -> None:
    data = manifest_for(carrier, shipments=2)
    sent(partner, b"".join(messages(data)))
    changed = {**data, "conveyance": {**data["conveyance"], "plate": "NEW123"}}
    found = sent(partner, b"".join(messages(changed, "amend", before=data)), "k-2")
    assert (found["status"]["code"], found["results"][0]["action"]) == ("read", "amend"), found["errors"]
    trip = Trip.objects.get()
    assert (trip.current_version, trip.plate, trip.shipment_count) == (2, "NEW123", 2)
    found = sent(partner, b"".join(messages(changed, "cancel", before=data)), "k-3")
    trip.refresh_from_db()
    assert (found["results"][0]["action"], trip.status) == ("cancel", "cancelled")


def test_what_breaks_a_rule_is_refused_with_its_field_and_its_rule(partner: Client, carrier: Any) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0]["description"] = "parts"
    found = sent(partner, b"".join(messages(data)))
    assert found["status"]["code"] == "refused"
    assert "shipments[0].lines[0].description" in {item["path"] for item in found["errors"]}
    answers = read(partner.get(f"/api/v1/edi/{found['id']}/answer").content)
    assert ("decision", False) in [(one.level, one.accepted) for each in answers if (one := answer_from(each))]
    assert not Trip.objects.exists()


def test_what_cannot_be_read_stays_with_the_place_of_its_fault(partner: Client) -> None:
    found = sent(partner, b"UNB+UNOA:4+A:ZZ+B:ZZ+20261124:0500+1'UNH+1+CUSCAR:D:03B:UN'BGM+85'")
    assert (found["status"]["code"], found["status"]["final"]) == ("unreadable", False)
    assert "segment" in found["errors"][0]["path"] or found["errors"][0]["path"].startswith("message")


def test_the_same_key_gives_the_same_answer_and_another_body_is_refused(partner: Client, carrier: Any) -> None:
    body = b"".join(messages(manifest_for(carrier)))
    first, second = send(partner, body), send(partner, body)
    assert first.json() == second.json()
    assert send(partner, body + b"\n").status_code == 409
    assert InboundMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "headers", "kind", "status"),
    [
        (b"UNB", {}, EDIFACT, 400),
        (b"", {"Idempotency-Key": "k"}, EDIFACT, 422),
        (b"{}", {"Idempotency-Key": "k"}, "application/json", 415),
        (b"x" * (5 * 1024 * 1024 + 1), {"Idempotency-Key": "k"}, EDIFACT, 413),
    ],
)
def test_what_is_not_kept(partner: Client, body: bytes, headers: dict[str, str], kind: str, status: int) -> None:
    assert partner.post("/api/v1/edi", body, content_type=kind, headers=headers).status_code == status
    assert not InboundMessage.objects.exists()


def test_scopes_and_strangers(carrier: Any, partner: Client) -> None:
    body = b"".join(messages(manifest_for(carrier)))
    assert send(client_of(carrier, ("trips:read",)), body).status_code == 403
    answer = send(partner, body)
    stranger = client_of(make_carrier())
    assert stranger.get(f"/api/v1/edi/{answer.json()['id']}").status_code == 404
    assert stranger.get("/api/v1/edi").json()["results"] == []
    assert len(partner.get("/api/v1/edi").json()["results"]) == 1


def test_a_partners_folder_is_watched(carrier: Any, tmp_path: Path, settings: Any) -> None:
    settings.EDI_DROP_DIR = str(tmp_path)
    application, _secret = make_application(carrier, SCOPES)
    incoming = tmp_path / application.client_id / "incoming"
    incoming.mkdir(parents=True)
    file = incoming / "trip.edi"
    file.write_bytes(b"".join(messages(manifest_for(carrier))))
    os.utime(file, (time.time() - 5, time.time() - 5))
    (tmp_path / "nobody" / "incoming").mkdir(parents=True)
    (tmp_path / "nobody" / "incoming" / "x.edi").write_bytes(b"UNB")
    assert drops_collect() == 1
    row = InboundMessage.objects.get()
    assert (row.channel, row.file_name, row.organisation_id) == ("drop", "trip.edi", carrier.id)
    inbound_read(inbound_id=row.id)
    assert Trip.objects.get().versions.get().channel == "edi"
    assert (incoming.parent / "taken" / "trip.edi").exists()


def test_a_file_taken_twice_is_kept_once(carrier: Any, tmp_path: Path, settings: Any) -> None:
    """The process may end between keeping a file and putting it away."""
    settings.EDI_DROP_DIR = str(tmp_path)
    application, _secret = make_application(carrier, SCOPES)
    incoming = tmp_path / application.client_id / "incoming"
    incoming.mkdir(parents=True)
    for _ in range(2):
        (incoming / "trip.edi").write_bytes(b"UNB+x'")
        os.utime(incoming / "trip.edi", (1_800_000_000 - 10**8, 1_800_000_000 - 10**8))
        drops_collect()
    assert InboundMessage.objects.count() == 1
