"""Bring the answers to the portal, signed, and believe only its signed receipt."""

from __future__ import annotations

import http.client
import random
import time
from dataclasses import dataclass
from threading import Event
from urllib.parse import urlsplit

from clearance.gateways import signing
from portal.simulators.store import Store, Waiting

PAUSE_SECONDS = 0.1
TROUBLE_SECONDS = 1.0
ANSWER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the portal takes answers. `host` is the name it is called by when that is not the address."""

    url: str
    secret: str
    own_id: str
    portal_id: str
    run: str
    host: str = ""


class Poster:
    """One thread that delivers what is due, in order, until told to stop."""

    def __init__(self, store: Store, portal: Portal) -> None:
        self.store, self.portal = store, portal
        self.connection: http.client.HTTPConnection | None = None

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            due = self.store.answers_due(time.time())
            if self.store.behaviour["shuffle"]:
                random.shuffle(due)
            for answer in due:
                if stop.is_set() or not self._post(answer):
                    stop.wait(TROUBLE_SECONDS)
                    break
            if not due:
                stop.wait(PAUSE_SECONDS)

    def _post(self, answer: Waiting) -> bool:
        """Deliver one answer, twice when the simulator repeats itself; says whether the portal has it."""
        transfer = f"{self.portal.run}-{answer.transfer}"
        times = 2 if self.store.behaviour["duplicate"] else 1
        done = [self._once(f"{transfer}-{time_}" if time_ else transfer, answer.body) for time_ in range(times)]
        if done[0]:
            self.store.answered(answer)
        return done[0]

    def _once(self, transfer: str, body: bytes) -> bool:
        envelope = signing.Envelope(self.portal.own_id, self.portal.portal_id, transfer)
        head = signing.headers(envelope, self.portal.secret, int(time.time()), body)
        head["Content-Type"] = "application/edifact"
        if self.portal.host:
            head |= {"Host": self.portal.host, "X-Forwarded-Proto": "https"}
        try:
            return self._delivered(transfer, body, head)
        except (OSError, http.client.HTTPException):
            self._close()
            return False

    def _delivered(self, transfer: str, body: bytes, head: dict[str, str]) -> bool:
        parts = urlsplit(self.portal.url)
        if self.connection is None:
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self.connection = kind(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        self.connection.request("POST", parts.path, body=body, headers=head)
        answer = self.connection.getresponse()
        receipt = answer.read()
        if answer.status != 200:
            return False
        try:
            signing.verify(answer.headers, self.portal.secret, int(time.time()), receipt)
        except signing.SignatureError:
            return False
        found = signing.receipt_read(receipt)
        return found.accepted and found.message_id == transfer and found.mic == signing.mic(body)

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
