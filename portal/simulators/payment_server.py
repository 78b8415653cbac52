"""The payment simulator's web server: the three requests of a provider, and the page on which people pay."""

from __future__ import annotations

import hmac
import html
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from portal.simulators.payments import OUTCOMES, PaymentService, Refusal

LARGEST = 64 * 1024
JSON, PAGE = "application/json", "text/html; charset=utf-8"
WORDS = {
    "en": {
        "title": "Payment simulator",
        "not_real": "This is not a payment service. No card is asked for and no money moves.",
        "amount": "Amount",
        "pay": "Pay",
        "decline": "Let the bank decline",
        "timeout": "Let the time run out",
        "back": "Back to Preclear",
        "open": "Waiting for you",
        "succeeded": "Paid",
        "failed": "Declined; you can try again",
        "expired": "The time has run out",
    },
    "fr": {
        "title": "Simulateur de paiement",
        "not_real": "Ce n'est pas un service de paiement. Aucune carte n'est demandée et aucun argent ne circule.",
        "amount": "Montant",
        "pay": "Payer",
        "decline": "Laisser la banque refuser",
        "timeout": "Laisser passer le délai",
        "back": "Retour à Précontrôle",
        "open": "En attente de vous",
        "succeeded": "Payé",
        "failed": "Refusé; vous pouvez réessayer",
        "expired": "Le délai est passé",
    },
}


class Handler(BaseHTTPRequestHandler):
    """/v1/... for the portal, with its key; /pay/ID for the person; /control, /sessions, /messages for who tries it."""

    protocol_version = "HTTP/1.1"
    service: PaymentService
    secret: str

    def do_GET(self) -> None:
        if self.path == "/":
            self._send(200, b"Payment simulator. This is not a payment service.\n", "text/plain; charset=utf-8")
        elif self.path.startswith("/pay/"):
            self._page(self.path.removeprefix("/pay/").split("?")[0])
        elif self.path.startswith("/v1/sessions/"):
            self._guarded(lambda: self._session(self.service.session(self.path.rsplit("/", 1)[1])))
        elif self.path in ("/sessions", "/messages", "/control"):
            service = self.service
            found = {"/sessions": service.sessions, "/messages": service.messages}.get(self.path)
            self._json(200, found() if found else service.behaviour)
        else:
            self._json(404, {"error": "nothing here"})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            self.close_connection = True
            self._json(413, {"error": "too large"})
            return
        body = self.rfile.read(int(length))
        if self.path.startswith("/pay/"):
            self._act(self.path.removeprefix("/pay/"), parse_qs(body.decode("utf-8", "replace")))
        elif self.path == "/control":
            self._answer(lambda: self.service.behave(json.loads(body)))
        elif self.path == "/v1/sessions":
            self._guarded(lambda: self._session(self.service.session_open(self._key, json.loads(body))))
        elif self.path == "/v1/refunds":
            self._guarded(lambda: self._refund(json.loads(body)))
        else:
            self._json(404, {"error": "nothing here"})

    @property
    def _key(self) -> str:
        return self.headers.get("Idempotency-Key", "")

    def _guarded(self, work: Any) -> None:
        """Answer only who has the key; a service that is down drops the line."""
        if self.service.behaviour["down"]:
            self.close_connection = True
            return
        if not hmac.compare_digest(self.headers.get("Authorization", ""), f"Bearer {self.secret}"):
            self._json(401, {"error": "the key is not right"})
            return
        self._answer(work)

    def _answer(self, work: Any) -> None:
        try:
            self._json(200, work())
        except (Refusal, ValueError, TypeError, AttributeError) as error:
            self._json(422, {"error": str(error)})

    def _session(self, found: dict[str, Any] | None) -> dict[str, Any]:
        if found is None:
            raise Refusal("no such session")
        return {**found, "url": f"http://{self.headers.get('Host', '127.0.0.1')}/pay/{found['id']}"}

    def _refund(self, data: dict[str, Any]) -> dict[str, Any]:
        words = (str(data.get(name, "")) for name in ("session", "currency"))
        session, currency = words
        return self.service.refund(self._key, session, data.get("amount_minor"), currency)

    def _act(self, session_id: str, fields: dict[str, list[str]]) -> None:
        action = fields.get("action", [""])[0]
        if action not in OUTCOMES:
            self._json(422, {"error": "pay, decline or timeout"})
            return
        try:
            self.service.act(session_id, action)
        except Refusal as error:
            self._json(404, {"error": str(error)})
            return
        self._send(303, b"", PAGE, {"Location": f"/pay/{session_id}"})

    def _page(self, session_id: str) -> None:
        found = self.service.session(session_id)
        if found is None:
            self._json(404, {"error": "no such session"})
            return
        self._send(200, page(found).encode(), PAGE)

    def _json(self, status: int, data: Any) -> None:
        self._send(status, json.dumps(data, indent=1).encode(), JSON)

    def _send(self, status: int, body: bytes, kind: str, head: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(head or {}), "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """One line a request would fill the log; what happened is in /messages."""


def page(session: dict[str, Any]) -> str:
    """Draw the page of one session in the language the member reads."""
    language = "fr" if session["language"].startswith("fr") else "en"
    words = {name: html.escape(text) for name, text in WORDS[language].items()}
    amount = f"{session['amount_minor'] // 100}.{session['amount_minor'] % 100:02d} {html.escape(session['currency'])}"
    buttons = "".join(
        f'<p><button name="action" value="{action}">{words[action]}</button></p>'
        for action in OUTCOMES
        if session["state"] in ("open", "failed")
    )
    back = session["return_url"] if session["return_url"].startswith(("http://", "https://")) else "/"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words["title"]}</title></head><body><main>'
        f"<h1>{words['title']}</h1><p><strong>{words['not_real']}</strong></p>"
        f"<p>{html.escape(session['description'])}</p><p>{words['amount']}: {amount}</p>"
        f"<p role='status'>{words[session['state']]}</p><form method='post'>{buttons}</form>"
        f'<p><a href="{html.escape(back, quote=True)}">{words["back"]}</a></p></main></body></html>'
    )


def serve_payments(service: PaymentService, secret: str, host: str, port: int) -> ThreadingHTTPServer:
    """Make the server, not running yet."""
    handler = type("PaymentHandler", (Handler,), {"service": service, "secret": secret})
    ThreadingHTTPServer.daemon_threads = True
    return ThreadingHTTPServer((host, port), handler)
