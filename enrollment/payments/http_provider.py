"""The provider that speaks JSON over HTTP: three requests, each with the key that makes it harmless to repeat."""

from __future__ import annotations

import http.client
import json
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from enrollment.payments.provider import Order, Refused, Session, Unreachable

TIMEOUT_SECONDS = 5.0
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class HttpProvider:
    """A provider behind an address, with the key it gave us."""

    url: str
    secret: str

    def session_open(self, order: Order) -> Session:
        """Make a session; the same key gives the same one back."""
        return _session(self._ask("POST", "/v1/sessions", asdict(order), order.key))

    def session_get(self, session_id: str) -> Session:
        """Ask how a session stands."""
        return _session(self._ask("GET", f"/v1/sessions/{quote(session_id, safe='')}"))

    def refund(self, *, session_id: str, amount_minor: int, currency: str, key: str) -> str:
        """Ask for a refund; it is done when the provider's message says so."""
        body = {"session": session_id, "amount_minor": amount_minor, "currency": currency}
        return str(self._ask("POST", "/v1/refunds", body, key).get("id", ""))

    def _ask(self, method: str, path: str, data: dict[str, Any] | None = None, key: str = "") -> dict[str, Any]:
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
        try:
            body = json.dumps(data).encode() if data is not None else None
            connection.request(method, parts.path.rstrip("/") + path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
        return _read(answer.status, text)


def _read(status: int, text: bytes) -> dict[str, Any]:
    """A server's own trouble passes; what it refuses once it refuses again."""
    if status >= 500 or status == 429:
        raise Unreachable(f"HTTP {status}")
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Unreachable("the answer cannot be read") from error
    if status >= 400 or not isinstance(data, dict):
        raise Refused(f"HTTP {status}: {text[:200].decode('utf-8', 'replace')}")
    return data


def _session(data: dict[str, Any]) -> Session:
    try:
        return Session(
            str(data["id"]), str(data["url"]), str(data["state"]), int(data["amount_minor"]), str(data["currency"])
        )
    except (KeyError, ValueError, TypeError) as error:
        raise Unreachable(f"the answer lacks {error}") from error
