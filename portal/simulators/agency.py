"""One simulated agency: takes a message once, acknowledges it, decides by the rules, tells later what became of it."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from clearance.edi import EdiError, Envelope, Interchange, Reading, read
from clearance.edi.answering import acknowledge, decision, status
from clearance.edi.answers import AnswerError, AnswerNotice
from clearance.edi.planning import EDIFACT, X12, functions
from clearance.gateways import signing
from portal.simulators import rules
from portal.simulators.rules import Codes, Filing, objections, take
from portal.simulators.store import Store

UNREADABLE = "processed/error: unexpected-processing-error"


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one agency from the other. `notices` are the codes of its usual and of its unusual status."""

    agency: str
    name: str
    own_id: str
    portal_id: str
    codes: Codes
    on_file: str
    hold: str
    release: str


AGENCIES = {
    "ace": Facts("CBP", "ACE (CBP)", "CBP-ACE-TEST", "PRECLEAR", rules.CBP, "02", "1H", "1C"),
    "cbsa": Facts("CBSA", "the CBSA", "INETCECT", "PRECLEAR", rules.CBSA, "0001", "0008", "0009"),
}


class Agency:
    """The behaviour behind the web server. Messages are taken one at a time: order is kept."""

    def __init__(self, facts: Facts, store: Store, secret: str) -> None:
        self.facts, self.store, self.secret = facts, store, secret
        self.lock = threading.Lock()
        self.decided = 0

    @property
    def name(self) -> str:
        return self.facts.name

    def take(self, envelope: signing.Envelope, body: bytes) -> str:
        """Take one message and give the disposition of its receipt. A control number that came before is a repetition."""
        with self.lock:
            try:
                readings = read(body)
            except EdiError as fault:
                return f"processed/error: {fault.code}"
            number = readings[0].interchange.control
            digest = hashlib.sha256(body).hexdigest()
            known = self.store.seen(envelope.sender, number)
            if known is not None:
                return signing.DUPLICATE if known == digest else UNREADABLE
            with self.store.together():
                for reading in readings:
                    self._one(envelope.sender, number, digest, reading)
            return signing.PROCESSED

    def _one(self, sender: str, number: str, digest: str, reading: Reading) -> None:
        filing = Filing.of(self._use(reading), reading.values, self.facts.agency)
        now = time.time()
        self.store.receive(
            sender=sender, number=number, sha256=digest, kind=reading.kind, trip=filing.trip, use=filing.use, at=now
        )
        if self.store.behaviour["silent"]:
            return
        after = float(self.store.behaviour["answer_after"])
        faults = reading.errors
        self._answer(now + after / 2, "technical", acknowledge(reading.interchange, faults, self._envelope()))
        if not faults:
            self._decide(now + after, reading, filing)

    def _use(self, reading: Reading) -> str:
        code = str(reading.values.get("@function", ""))
        for syntax in (EDIFACT, X12):
            for use, function in functions(self.facts.agency, syntax).items():
                if (_base(function.map_id), function.code) == (_base(reading.map_id), code):
                    return use
        return reading.kind

    def _decide(self, due: float, reading: Reading, filing: Filing) -> None:
        found = tuple(objections(filing, self.facts.codes, self.store))
        refused = frozenset(error.shipment for error in found if error.shipment)
        accepted = all(error.shipment for error in found)
        if accepted:
            take(filing, refused, self.store)
        self._answer(due, "decision", self._decision(reading, filing, found))
        if accepted and filing.use in ("complete", "trip_add", "trip_replace"):
            self._tell(due, reading.interchange, filing, refused)

    def _decision(self, reading: Reading, filing: Filing, found: tuple[AnswerError, ...]) -> bytes:
        return decision(
            self._envelope(),
            agency=self.facts.agency,
            syntax=reading.interchange.syntax,
            trip_number=filing.trip,
            sender_reference=reading.interchange.control,
            errors=found,
        )

    def _tell(self, due: float, interchange: Interchange, filing: Filing, refused: frozenset[str]) -> None:
        """Later: entry on file or matched; every so many trips a hold, and then its release."""
        shipments = [number for number in filing.shipments if number not in refused] or [filing.trip]
        self.decided += 1
        every = int(self.store.behaviour["hold_every"])
        held = bool(every) and self.decided % every == 0
        after = float(self.store.behaviour["status_after"])
        steps = [self.facts.hold, self.facts.release] if held else [self.facts.on_file]
        for place, code in enumerate(steps, 1):
            notices = [AnswerNotice(code, number, at=_clock()) for number in shipments]
            for part in [[one] for one in notices] if self.facts.agency == "CBSA" else [notices]:
                body = status(
                    self._envelope(),
                    agency=self.facts.agency,
                    syntax=interchange.syntax,
                    trip_number=filing.trip,
                    notices=part,
                    sender_reference=interchange.control,
                )
                self._answer(due + after * place, "status", body)

    def _answer(self, due: float, level: str, body: bytes) -> None:
        self.store.answer(due=due, level=level, body=body)

    def _envelope(self) -> Envelope:
        return Envelope(
            sender=self.facts.own_id,
            receiver=self.facts.portal_id,
            control=f"{self.store.next_number():09d}",
            prepared=datetime.now(UTC),
            test=True,
        )


def _base(map_id: str) -> str:
    """Both agencies' maps of one message differ in details that do not matter here."""
    return map_id.removesuffix("_cbsa")


def _clock() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")
