"""A trader's machine that files through every outage and keeps its own book of what it was promised."""

import copy
import http.client
import json
import random
import threading
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

TRIPS = "/api/v1/trips"
PATIENCE_SECONDS = 90.0
PAUSE_SECONDS = (0.1, 0.8)


@dataclass
class Filing:
    """One filing: what was sent under which key, and the answer that acknowledged it."""

    key: str
    body: bytes
    tries: int = 0
    status: int = 0
    answer: bytes = b""

    @property
    def acknowledged(self) -> bool:
        return self.status == http.client.CREATED


@dataclass
class Client:
    """`manifest` is a faultless trip whose reference is made new each time.

    The client files only as many trips as it was allowed, so that the backlog of an outage is the same on a
    slow machine as on a quick one: this is a test of what outages do, not of how much the workers can bear.
    """

    host: str
    port: int
    credentials: tuple[str, str]
    manifest: dict[str, Any]
    chance: random.Random
    filings: list[Filing] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _token: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)
    _book: threading.Lock = field(default_factory=threading.Lock)
    _allowed: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _threads: list[threading.Thread] = field(default_factory=list)

    def allow(self, filings: int) -> None:
        self._allowed.release(filings)

    def start(self, threads: int) -> None:
        self._threads = [threading.Thread(target=self._file_on, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No new filings; those under way are carried to their end."""
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)
        if any(thread.is_alive() for thread in self._threads):
            self.complaints.append("a filing was still without an answer long after recovery")

    def acknowledged(self) -> list[Filing]:
        with self._book:
            return [filing for filing in self.filings if filing.acknowledged]

    def _file_on(self) -> None:
        while not self._stop.is_set():
            if not self._allowed.acquire(timeout=0.2):
                continue
            filing = self._new_filing()
            self.carry(filing)
            if self.chance.random() < 0.1:
                self.check_replay(self.chance.choice(self.acknowledged() or [filing]))
            self._stop.wait(self.chance.uniform(*PAUSE_SECONDS))

    def _new_filing(self) -> Filing:
        manifest = copy.deepcopy(self.manifest)
        reference = uuid.uuid4().hex[:10].upper()
        manifest["trip"]["reference"] = reference
        for number, shipment in enumerate(manifest["shipments"]):
            shipment["reference"] = f"{reference}{number:02d}"
        manifest["trip"]["eta"] = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
        filing = Filing(key=str(uuid.uuid4()), body=json.dumps(manifest).encode())
        with self._book:
            self.filings.append(filing)
        return filing

    def carry(self, filing: Filing) -> None:
        """Send the same bytes under the same key until somebody answers for them."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            filing.tries += 1
            status, answer = self.send(filing.key, filing.body)
            if 0 < status < http.client.INTERNAL_SERVER_ERROR:
                with self._book:
                    filing.status, filing.answer = status, answer
                if status != http.client.CREATED:
                    self.complaints.append(f"filing refused with {status}: {answer[:300]!r}")
                return
            time.sleep(0.05)
        self.complaints.append(f"no answer for {filing.key} in {PATIENCE_SECONDS:.0f} s")

    def check_replay(self, filing: Filing) -> None:
        """The same key again: the same bytes come back; another body is refused."""
        if not filing.acknowledged:
            return
        status, answer = self.send(filing.key, filing.body)
        if 0 < status < http.client.INTERNAL_SERVER_ERROR and (status, answer) != (filing.status, filing.answer):
            self.complaints.append(f"same key, other answer: {filing.answer!r} then {status} {answer!r}")
        status, answer = self.send(filing.key, filing.body + b" ")
        if 0 < status < http.client.INTERNAL_SERVER_ERROR and status != http.client.CONFLICT:
            self.complaints.append(f"same key, other body: {status} {answer[:200]!r}")

    def send(self, key: str, body: bytes) -> tuple[int, bytes]:
        """Status and body, or (0, reason) when no answer came."""
        try:
            headers = {
                "Authorization": f"Bearer {self.token()}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            }
            return self._request(TRIPS, body, headers)
        except (OSError, http.client.HTTPException) as problem:
            return 0, repr(problem).encode()

    def token(self) -> str:
        if not self._token:
            name, secret = self.credentials
            form = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            status, answer = self._request("/oauth/token/", urllib.parse.urlencode(form).encode(), headers)
            if status != http.client.OK:
                raise OSError(f"no token: {status} {answer[:200]!r}")
            self._token = json.loads(answer)["access_token"]
        return self._token

    def _request(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
