"""HTTPS with signed messages and receipts, against a real server: only a signed receipt for these bytes is proof."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from clearance.gateways import signing
from clearance.gateways.as2 import As2Adapter
from clearance.gateways.transport import DELIVERED, REFUSED, UNREACHABLE, Parcel

KEY = "shared"
PARCEL = Parcel(
    "m-1@preclear", 7, "PRECLEAR", "CBP-ACE", "application/edifact", b"UNB+UNOA:4+A:ZZ+B:ZZ+20260101:1200+7'"
)


class Partner(BaseHTTPRequestHandler):
    """Answers as `behave` says; keeps what came."""

    protocol_version = "HTTP/1.1"
    got: list[tuple[dict[str, str], bytes]]
    behave: dict[str, Any]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        time.sleep(self.behave.get("slow", 0))
        if status := self.behave.get("status"):
            self.reply(status, b"no", {})
            return
        envelope = signing.envelope_of(self.headers)
        signing.verify(self.headers, KEY, int(time.time()), body)
        receipt = signing.receipt_body(envelope, self.behave.get("content", body), self.behave.get("say", "processed"))
        back = signing.Envelope(envelope.receiver, envelope.sender, "r")
        self.reply(200, receipt, signing.headers(back, self.behave.get("key", KEY), int(time.time()), receipt))

    def reply(self, status: int, body: bytes, head: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def partner() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (Partner,), {"got": [], "behave": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def adapter_to(server: ThreadingHTTPServer, **seconds: float) -> As2Adapter:
    return As2Adapter(f"http://127.0.0.1:{server.server_port}/as2", KEY, **seconds)


def test_a_delivery_is_proved_by_a_signed_receipt_for_these_bytes(partner: ThreadingHTTPServer) -> None:
    outcome = adapter_to(partner).deliver(PARCEL)
    assert outcome.state == DELIVERED
    assert outcome.receipt["mic"] == signing.mic(PARCEL.content)
    head, body = partner.RequestHandlerClass.got[0]
    assert body == PARCEL.content
    assert (head["As2-From"] if "As2-From" in head else head["AS2-From"]) == "PRECLEAR"


def test_a_repetition_says_so_and_counts_as_delivered(partner: ThreadingHTTPServer) -> None:
    partner.RequestHandlerClass.behave["say"] = signing.DUPLICATE
    outcome = adapter_to(partner).deliver(PARCEL)
    assert (outcome.state, outcome.receipt["disposition"]) == (DELIVERED, signing.DUPLICATE)


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ({"status": 503}, UNREACHABLE),
        ({"status": 429}, UNREACHABLE),
        ({"status": 301}, REFUSED),
        ({"status": 401}, REFUSED),
        ({"key": "another"}, UNREACHABLE),
        ({"content": b"other bytes"}, UNREACHABLE),
        ({"say": "processed/error: decryption-failed"}, REFUSED),
        ({"slow": 0.6}, UNREACHABLE),
    ],
)
def test_everything_else_is_no_delivery(partner: ThreadingHTTPServer, behaviour: dict[str, Any], state: str) -> None:
    partner.RequestHandlerClass.behave.update(behaviour)
    outcome = adapter_to(partner, answer=0.3).deliver(PARCEL)
    assert outcome.state == state
    assert outcome.detail


def test_nobody_listening_is_unreachable() -> None:
    outcome = As2Adapter("http://127.0.0.1:1/as2", KEY, connect=0.5).deliver(PARCEL)
    assert (outcome.state, "Connect" in outcome.detail) == (UNREACHABLE, True)


def test_one_connection_carries_many_messages(partner: ThreadingHTTPServer) -> None:
    """Why httpx.Client: the connection stays open, which saves a handshake for each message."""
    adapter = adapter_to(partner)
    pool = adapter.client._transport._pool
    assert all(adapter.deliver(PARCEL).state == DELIVERED for _ in range(3))
    assert len(pool.connections) == 1


@pytest.mark.parametrize("change", ["body", "id", "time", "key", "old"])
def test_a_changed_or_old_message_does_not_verify(change: str) -> None:
    envelope, now = signing.Envelope("A", "B", "id-1"), 1_800_000_000
    head = signing.headers(envelope, KEY, now - (1000 if change == "old" else 0), b"body")
    if change == "id":
        head["Message-ID"] = "<id-2>"
    if change == "time":
        head[signing.TIMESTAMP] = str(now - 1)
    with pytest.raises(signing.SignatureError):
        signing.verify(head, "" if change == "key" else KEY, now, b"other" if change == "body" else b"body")


def test_an_untouched_message_verifies() -> None:
    head = signing.headers(signing.Envelope("A", "B", "id-1"), KEY, 1_800_000_000, b"body")
    signing.verify(head, KEY, 1_800_000_100, b"body")


@pytest.mark.parametrize("missing", ["AS2-From", "AS2-To", "Message-ID"])
def test_without_addresses_there_is_no_envelope(missing: str) -> None:
    head = signing.headers(signing.Envelope("A", "B", "id-1"), KEY, 1, b"")
    with pytest.raises(signing.SignatureError):
        signing.envelope_of({**head, missing: ""})
