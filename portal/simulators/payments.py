"""The simulated payment service: sessions, pages to pay, decline or wait on, refunds, and signed messages about them.

It is no payment service and says so; there is no field for a card anywhere. `POST /control` bends it: `down`,
`silent` (no messages), `duplicate`, `old_signature`, `wrong_signature`, `refuse_refunds`.
"""

from __future__ import annotations

import http.client
import json
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from enrollment.payments import signing
from enrollment.payments.provider import EXPIRED, FAILED, REFUND_FAILED, REFUNDED, SUCCEEDED

TABLES = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, key TEXT UNIQUE, reference TEXT, amount_minor INTEGER, currency TEXT, description TEXT,
    return_url TEXT, language TEXT, state TEXT DEFAULT 'open', refunded INTEGER DEFAULT 0
);
CREATE TABLE IF NOT EXISTS refunds (id TEXT PRIMARY KEY, key TEXT UNIQUE, session TEXT, amount_minor INTEGER);
CREATE TABLE IF NOT EXISTS messages (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, type TEXT, body TEXT, due REAL, sent INTEGER DEFAULT 0
);
"""
SESSION = ("id", "reference", "amount_minor", "currency", "description", "return_url", "language", "state", "refunded")
ALL = (
    "SELECT id, reference, amount_minor, currency, description, return_url, language, state, refunded FROM sessions "
    "ORDER BY rowid"
)
BY = {
    "id": ALL.replace("ORDER BY rowid", "WHERE id = ?"),
    "key": ALL.replace("ORDER BY rowid", "WHERE key = ?"),
}
BEHAVIOUR = ("down", "silent", "duplicate", "old_signature", "wrong_signature", "refuse_refunds")
OUTCOMES = {"pay": ("succeeded", SUCCEEDED), "decline": ("failed", FAILED), "timeout": ("expired", EXPIRED)}
PAUSE_SECONDS, TROUBLE_SECONDS, ANSWER_SECONDS = 0.05, 1.0, 15.0
OLD_SECONDS = 3_600


class Refusal(ValueError):
    """What the service will not do; the words are its answer."""


@dataclass(frozen=True, slots=True)
class Portal:
    """Where messages go. `host` is the name the portal is called by when that is not the address."""

    url: str
    secret: str
    host: str = ""


class PaymentService:
    """What the service remembers and does, behind one lock, in one small file."""

    def __init__(self, path: Path | str) -> None:
        self.lock = threading.RLock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.db.executescript(TABLES)
        self.behaviour = dict.fromkeys(BEHAVIOUR, False)

    def behave(self, changes: dict[str, Any]) -> dict[str, bool]:
        """Change the behaviour; an unknown name or a value that is neither true nor false raises Refusal."""
        for name, value in changes.items():
            if name not in BEHAVIOUR or not isinstance(value, bool):
                raise Refusal(f"{name} cannot be {value!r}")
        self.behaviour |= changes
        return dict(self.behaviour)

    def session_open(self, key: str, order: dict[str, Any]) -> dict[str, Any]:
        """Make a session; the same key gives the first one, with another amount it is refused."""
        amount, currency = order.get("amount_minor"), str(order.get("currency", ""))
        if isinstance(amount, bool) or not isinstance(amount, int) or amount <= 0 or len(currency) != 3 or not key:
            raise Refusal("a key, a whole amount in minor units and a currency are needed")
        with self.lock:
            known = self._one("key", key)
            if known is None:
                words = [str(order.get(name, "")) for name in ("reference", "description", "return_url", "language")]
                reference, description, return_url, language = words
                self.db.execute(
                    "INSERT INTO sessions (id, key, reference, amount_minor, currency, description, return_url, language) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        f"ses_{secrets.token_hex(8)}",
                        key,
                        reference,
                        amount,
                        currency,
                        description,
                        return_url,
                        language,
                    ),
                )
                known = self._one("key", key)
            if known is None or (known["amount_minor"], known["currency"]) != (amount, currency):
                raise Refusal("this key was used for another amount")
            return known

    def session(self, session_id: str) -> dict[str, Any] | None:
        with self.lock:
            return self._one("id", session_id)

    def sessions(self) -> list[dict[str, Any]]:
        with self.lock:
            rows = self.db.execute(ALL).fetchall()
        return [dict(zip(SESSION, row, strict=True)) for row in rows]

    def act(self, session_id: str, action: str) -> dict[str, Any]:
        """Pay, decline or let time run out on the page. A declined session can still be paid, a paid one stays paid."""
        state, kind = OUTCOMES[action]
        with self.lock:
            found = self._one("id", session_id)
            if found is None:
                raise Refusal("no such session")
            if found["state"] not in ("open", "failed"):
                return found
            self.db.execute("UPDATE sessions SET state = ? WHERE id = ?", (state, session_id))
            self.tell(kind, found, int(found["amount_minor"]))
            return {**found, "state": state}

    def refund(self, key: str, session_id: str, amount: Any, currency: str) -> dict[str, Any]:
        """Give back up to what was paid; the same key gives the first refund."""
        with self.lock:
            row = self.db.execute("SELECT id, amount_minor FROM refunds WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return {"id": row[0], "amount_minor": row[1]}
            found = self._one("id", session_id)
            paid = found is not None and found["state"] == "succeeded" and isinstance(amount, int)
            if found is None or not paid or currency != found["currency"]:
                raise Refusal("nothing was paid here")
            if not 0 < amount <= found["amount_minor"] - found["refunded"]:
                raise Refusal("more than was paid")
            refund_id = f"ref_{secrets.token_hex(8)}"
            refused = self.behaviour["refuse_refunds"]
            if not refused:
                self.db.execute("INSERT INTO refunds VALUES (?, ?, ?, ?)", (refund_id, key, session_id, amount))
                self.db.execute("UPDATE sessions SET refunded = refunded + ? WHERE id = ?", (amount, session_id))
            self.tell(REFUND_FAILED if refused else REFUNDED, found, amount)
            return {"id": refund_id, "amount_minor": amount}

    def tell(self, kind: str, session: dict[str, Any], amount: int) -> None:
        """Keep a message to be brought to the portal."""
        message = {
            "id": f"evt_{secrets.token_hex(8)}",
            "type": kind,
            "reference": session["reference"],
            "session": session["id"],
            "amount_minor": amount,
            "currency": session["currency"],
        }
        body = json.dumps(message)
        self.db.execute(
            "INSERT INTO messages (id, type, body, due) VALUES (?, ?, ?, ?)", (message["id"], kind, body, time.time())
        )

    def message_due(self) -> tuple[int, bytes] | None:
        with self.lock:
            row = self.db.execute(
                "SELECT place, body FROM messages WHERE sent = 0 AND due <= ? ORDER BY place LIMIT 1", (time.time(),)
            ).fetchone()
        return (row[0], row[1].encode()) if row and not self.behaviour["silent"] else None

    def message_done(self, place: int) -> None:
        with self.lock:
            self.db.execute("UPDATE messages SET sent = 1 WHERE place = ?", (place,))

    def message_later(self, place: int) -> None:
        with self.lock:
            self.db.execute("UPDATE messages SET due = ? WHERE place = ?", (time.time() + TROUBLE_SECONDS, place))

    def messages(self) -> list[dict[str, Any]]:
        with self.lock:
            rows = self.db.execute("SELECT id, type, sent FROM messages ORDER BY place").fetchall()
        return [dict(zip(("id", "type", "sent"), row, strict=True)) for row in rows]

    def _one(self, column: str, value: str) -> dict[str, Any] | None:
        row = self.db.execute(BY[column], (value,)).fetchone()
        return dict(zip(SESSION, row, strict=True)) if row else None


class Messenger:
    """One thread that brings the messages to the portal, signed, until told to stop."""

    def __init__(self, service: PaymentService, portal: Portal) -> None:
        self.service, self.portal = service, portal

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            due = self.service.message_due()
            if due is None:
                stop.wait(PAUSE_SECONDS)
                continue
            place, body = due
            times = 2 if self.service.behaviour["duplicate"] else 1
            if all([self._post(body) for _ in range(times)]):
                self.service.message_done(place)
            else:
                self.service.message_later(place)

    def _post(self, body: bytes) -> bool:
        """Bring one message; says whether the portal has it."""
        behaviour, parts = self.service.behaviour, urlsplit(self.portal.url)
        at = int(time.time()) - (OLD_SECONDS if behaviour["old_signature"] else 0)
        key = "another key" if behaviour["wrong_signature"] else self.portal.secret
        head = {"Content-Type": "application/json", signing.HEADER: signing.signature(key, at, body)}
        if self.portal.host:
            head |= {"Host": self.portal.host, "X-Forwarded-Proto": "https"}
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        try:
            connection.request("POST", parts.path, body=body, headers=head)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
