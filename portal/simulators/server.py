"""The simulator's own web server: messages in, behaviour and records for whoever tries it."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from clearance.gateways import signing
from portal.simulators.agency import Agency

LARGEST = 20 * 1024 * 1024
PLAIN = "text/plain; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    """POST /as2 takes a message; GET /received, GET and POST /control are for the person who tries the portal."""

    protocol_version = "HTTP/1.1"
    agency: Agency

    def do_GET(self) -> None:
        if self.path == "/received":
            self._json(self.agency.store.received())
        elif self.path == "/control":
            self._json({**self.agency.store.behaviour, "answers_waiting": self.agency.store.answers_left()})
        elif self.path == "/":
            self._send(200, f"Simulator of {self.agency.name}. This is not the agency's system.\n".encode(), PLAIN)
        else:
            self._send(404, b"nothing here\n", PLAIN)

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return
        if self.path == "/control":
            self._control(body)
        elif self.path == "/as2":
            self._message(body)
        else:
            self._send(404, b"nothing here\n", PLAIN)

    def _control(self, body: bytes) -> None:
        try:
            changes = json.loads(body)
            if isinstance(changes, dict) and "down_for" in changes:
                changes["down_until"] = time.time() + float(changes.pop("down_for"))
            self._json(self.agency.store.behave(changes))
        except (ValueError, AttributeError, TypeError) as error:
            self._send(400, f"{error}\n".encode(), PLAIN)

    def _message(self, body: bytes) -> None:
        """Take one message: a system that is down drops the line, a slow one takes its time."""
        behaviour = self.agency.store.behaviour
        if behaviour["down"] or time.time() < behaviour["down_until"]:
            self.close_connection = True
            return
        time.sleep(behaviour["slow_seconds"])
        try:
            envelope = signing.envelope_of(self.headers)
            signing.verify(self.headers, self.agency.secret, int(time.time()), body)
        except signing.SignatureError as error:
            self._send(401, f"{error}\n".encode(), PLAIN)
            return
        disposition = self.agency.take(envelope, body)
        receipt = signing.receipt_body(envelope, body, disposition)
        back = signing.Envelope(envelope.receiver, envelope.sender, f"receipt-{envelope.message_id}")
        head = signing.headers(back, self.agency.secret, int(time.time()), receipt)
        self._send(200, receipt, signing.RECEIPT_TYPE, head)

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            self.close_connection = True
            self._send(413, b"too large\n", PLAIN)
            return None
        return self.rfile.read(int(length))

    def _json(self, data: Any) -> None:
        self._send(200, json.dumps(data, indent=1).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, head: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(head or {}), "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """One line a message would fill the log; what came is in /received."""


def serve(agency: Agency, host: str, port: int) -> ThreadingHTTPServer:
    """Make the server of one simulator, not running yet."""
    handler = type("AgencyHandler", (Handler,), {"agency": agency})
    ThreadingHTTPServer.daemon_threads = True
    return ThreadingHTTPServer((host, port), handler)
