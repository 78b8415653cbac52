"""What an agency answers, whatever message it comes in (R-20, requirements 5.2).

Three levels: `technical` says whether a message could be read (997, CONTRL), `decision` whether what it says
was taken (355, CUSRES 132, APERAK, GOVCBR 961), `status` what happened since (350, CUSRES 34, RNS, GOVCBR 23).
The maps of the answers use the same few names (`@errors`, `@notices`, ...), so one reader serves them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clearance.edi.building import BuiltSegment
from clearance.edi.reading import Reading, bare
from clearance.edi.words import ACCEPTED, error_words
from clearance.edi.x12_shape import from_x12

SHIPMENTS = ("shipments", "@shipments")
CARGO_REFERENCES = frozenset({"AAM", "BM", "CN", "XC"})  # UN/EDIFACT 1153, as both agencies name a shipment
NOT_ACCEPTED = "27"  # UN/EDIFACT 1225
TECHNICAL, DECISION, STATUS = "technical", "decision", "status"
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerError:
    """One error as the agency gives it. `shipment` is a control number, "" for the trip or the message.

    `segment`, `element` and `component` say where in our message, in technical answers; `path` is filled
    when that place is known (see `located`).
    """

    code: str
    text: str = ""
    path: str = ""
    shipment: str = ""
    segment: int = 0
    element: int = 0
    component: int = 0


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """One thing that happened to a trip or a shipment; `at` is the agency's clock, ISO without offset."""

    code: str
    control_number: str = ""
    text: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `control` is the interchange it answers, `message` the message in it, where it says so."""

    level: str
    accepted: bool | None
    control: str = ""
    trip_number: str = ""
    control_number: str = ""
    sender_reference: str = ""
    errors: tuple[AnswerError, ...] = ()
    notices: tuple[AnswerNotice, ...] = ()
    kind: str = ""
    message: str = ""
    at: str = ""
    shipments: tuple[str, ...] = field(default=())

    @property
    def refused(self) -> frozenset[str]:
        """The control numbers of shipments that were refused; the rest of the message stands."""
        return frozenset(error.shipment for error in self.errors if error.shipment)


def answer_from(reading: Reading, agency: str = "") -> Answer | None:
    """Read an answer; None when the message is no answer of an agency.

    `agency` says whose words the codes are; without it the kind of the message says it.
    """
    reader = _READERS.get(reading.map_id)
    if reader is None:
        return None
    level, read = reader
    values = from_x12(bare(reading.values))
    return read(_Said(level, reading.map_id, agency or _agency_of(reading), values))


def is_answer(reading: Reading) -> bool:
    """Say whether a message is an answer of an agency."""
    return reading.map_id in _READERS


def _agency_of(reading: Reading) -> str:
    cbsa = reading.map_id.startswith(("cbsa", "govcbr", "rns")) or reading.interchange.sender.startswith("INETCEC")
    return "CBSA" if cbsa else "CBP"


@dataclass(frozen=True, slots=True)
class _Said:
    """The values of one answer with what they are read against."""

    level: str
    map_id: str
    agency: str
    values: Data

    @property
    def prefix(self) -> str:
        return "cbsa_code" if self.agency == "CBSA" else "scac"

    def number(self, record: Data) -> str:
        """The whole number of a trip or shipment: the carrier's code and the reference."""
        carrier = str(record.get("scac") or record.get("cbsa_code") or "")
        reference = str(record.get("reference") or "")
        return reference if carrier and reference.startswith(carrier) else carrier + reference

    @property
    def trip(self) -> str:
        trip = self.values.get("trip")
        return self.number(trip) if isinstance(trip, Mapping) and trip.get("reference") else ""

    def answer(self, accepted: bool | None, **words: Any) -> Answer:
        known = {
            "control": _text(self.values, "@control"),
            "sender_reference": _text(self.values, "@sender_reference"),
            "at": _text(self.values, "@at"),
            "trip_number": self.trip,
        }
        return Answer(self.level, accepted, kind=self.map_id, **(known | words))


def _text(record: Data, key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _records(record: Data, key: str) -> list[Data]:
    value = record.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _words(record: Data) -> str:
    return " ".join(filter(None, (_text(record, key) for key in ("text", "words", "remark"))))


# --- decisions -----------------------------------------------------------------------------------------------
def _errors(said: _Said, record: Data, shipment: str = "") -> Iterator[AnswerError]:
    """Give the errors of a record and of everything in it, each with the shipment it stands under."""
    for error in _records(record, "@errors"):
        for one in _records(error, "codes") or [error]:
            about = _text(error, "reference") if _text(error, "reference_kind") in CARGO_REFERENCES else ""
            yield AnswerError(_text(one, "code"), _words(one), shipment=shipment or about)
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from _errors(said, value, shipment)
        elif isinstance(value, list) and key != "@errors":
            for item in value:
                if isinstance(item, Mapping):
                    yield from _errors(said, item, said.number(item) if key in SHIPMENTS else shipment)


def _decision(said: _Said) -> Answer:
    """355 and CUSRES 132: codes with words, for the trip and for single shipments."""
    found = list(_errors(said, said.values))
    taken = {error for error in found if error_words(said.agency, error.code, error.text).role == ACCEPTED}
    errors = tuple(error for error in found if error not in taken)
    refused = any(not error.shipment for error in errors)
    shipments = tuple(said.number(item) for key in SHIPMENTS for item in _records(said.values, key))
    if said.map_id == "aperak" and not errors and _text(said.values, "@function") == NOT_ACCEPTED:
        refused = True
    only = shipments[0] if len(shipments) == 1 else ""
    trip = said.trip or _text(said.values, "@number")
    return said.answer(not refused, errors=errors, shipments=shipments, control_number=only, trip_number=trip)


def _declaration(said: _Said) -> Answer:
    """GOVCBR 961: the answer to a broker's declaration."""
    status = _text(said.values, "@status")
    cargo = _text(said.values, "@cargo")
    errors = tuple(AnswerError(error.code, error.text, shipment=cargo) for error in _errors(said, said.values))
    notices = (AnswerNotice(status, cargo, at=_text(said.values, "@at")),) if status else ()
    accepted = {"S001": True, "S002": False}.get(status, not errors)
    return said.answer(
        accepted, errors=errors, notices=notices, control_number=cargo, message=_text(said.values, "@transaction")
    )


# --- statuses ------------------------------------------------------------------------------------------------
def _status(said: _Said) -> Answer:
    """350 and CUSRES 34: events of the trip, dispositions of shipments."""
    notices = [*_notices(said.values, said.trip)]
    for shipment in [one for key in SHIPMENTS for one in _records(said.values, key)]:
        number = said.number(shipment)
        if shipment.get("@disposition"):
            remarks = " ".join(_text(remark, "text") for remark in _records(shipment, "@remarks"))
            notices.append(AnswerNotice(_text(shipment, "@disposition"), number, remarks, _text(shipment, "@at")))
        notices += _notices(shipment, number)
    only = {notice.control_number for notice in notices}
    return said.answer(None, notices=tuple(notices), control_number=only.pop() if len(only) == 1 else "")


def _notices(record: Data, number: str) -> Iterator[AnswerNotice]:
    """The notices of one record: events (350) or codes with words (CUSRES 34)."""
    for event in _records(record, "@notices"):
        yield AnswerNotice(_text(event, "code"), number, _text(event, "text"), _text(event, "at"))
    for group in _records(record, "@errors"):
        for one in _records(group, "codes"):
            yield AnswerNotice(_text(one, "code"), number, _words(one), _text(one, "at") or _text(record, "@at"))


def _cusres(said: _Said) -> Answer:
    """CUSRES of ACE is both: 132 decides, 34 tells what happened."""
    if _text(said.values, "@document") == "34":
        return _status(replace(said, level=STATUS))
    return _decision(said)


def _release(said: _Said) -> Answer:
    """RNS: one code for the cargo numbers it names."""
    at = _text(said.values, "@at") or _text(said.values, "@processed")
    code, text = f"GIS-{_text(said.values, '@status')}", _text(said.values, "@text")
    numbers = [_text(item, "number") for item in _records(said.values, "@cargo")] or [""]
    notices = tuple(AnswerNotice(code, number, text, at) for number in numbers)
    only = numbers[0] if len(numbers) == 1 else ""
    return said.answer(None, notices=notices, control_number=only, message=_text(said.values, "@transaction"))


def _manifest_notice(said: _Said) -> Answer:
    """GOVCBR 23: what became of a cargo or conveyance document."""
    number = _text(said.values, "@number") or _text(said.values, "@document")
    notice = AnswerNotice(
        _text(said.values, "@status"), number, _text(said.values, "@words"), _text(said.values, "@at")
    )
    return said.answer(None, notices=(notice,), control_number=number)


# --- technical -----------------------------------------------------------------------------------------------
REFUSING = frozenset({"4", "5", "P", "R", "M", "W", "X"})


def _acknowledged(said: _Said) -> Answer:
    """997 and CONTRL: what could not be read, by segment and element of our message."""
    family = "997" if said.map_id == "x12_997" else "CONTRL"
    groups = _records(said.values, "@groups")
    messages = [*_records(said.values, "@messages")]
    messages += [message for group in groups for message in _records(group, "messages")]
    results = [_text(said.values, "@action"), *(_text(one, "action") for one in (*groups, *messages))]
    errors = [error for message in messages for error in _places(message, family)]
    if not errors:
        mark = "M" if family == "997" else ""
        said_of = [said.values.get("@error"), *(one.get("error") for one in (*groups, *messages))]
        errors = [AnswerError(f"{family}-{mark}{code}") for code in said_of if code]
    only = _text(messages[0], "reference") if len(messages) == 1 else ""
    return said.answer(
        REFUSING.isdisjoint(results), errors=tuple(errors), message=only, control=_text(said.values, "@reference")
    )


def _places(message: Data, family: str) -> Iterator[AnswerError]:
    """The faults of one message: those of elements, and those of segments that have none."""
    tag_counts, mark = (0, "S") if family == "997" else (1, "")
    for segment in _records(message, "segments"):
        place = _digits(segment, "position")
        inner = _records(segment, "elements")
        if not inner:
            yield AnswerError(f"{family}-{mark}{_text(segment, 'error')}", _text(segment, "tag"), segment=place)
        for one in inner:
            element = max(_digits(one, "element") - tag_counts, 0)
            where = (place, element, _digits(one, "component") or 1)
            yield AnswerError(f"{family}-{_text(one, 'error')}", _text(one, "value"), "", "", *where)


def _digits(record: Data, key: str) -> int:
    text = _text(record, key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def located(answer: Answer, built: Sequence[BuiltSegment]) -> Answer:
    """Fill in the canonical paths of a technical answer, from the segments of the message it answers."""
    by_position = {one.segment.position: one for one in built}

    def path(error: AnswerError) -> str:
        found = by_position.get(error.segment)
        return found.path_at(error.element, error.component or 1) if found and error.element else ""

    return replace(answer, errors=tuple(replace(error, path=error.path or path(error)) for error in answer.errors))


_READERS: dict[str, tuple[str, Callable[[_Said], Answer]]] = {
    "x12_997": (TECHNICAL, _acknowledged),
    "contrl": (TECHNICAL, _acknowledged),
    "x12_355": (DECISION, _decision),
    "cusres_answer": (DECISION, _cusres),
    "aperak": (DECISION, _decision),
    "govcbr_961": (DECISION, _declaration),
    "x12_350": (STATUS, _status),
    "rns_cusres": (STATUS, _release),
    "govcbr_23": (STATUS, _manifest_notice),
}
