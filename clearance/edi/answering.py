"""Building the answers of an agency: what our simulators send, and what a partner gets who files by EDI.

The other half of clearance.edi.answers: whatever is built here reads back as the same `Answer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clearance.edi.acknowledging import acknowledge
from clearance.edi.answers import AnswerError, AnswerNotice
from clearance.edi.codebook import CBP, CBSA
from clearance.edi.errors import EdiError
from clearance.edi.model import EDIFACT, X12
from clearance.edi.plain import plain
from clearance.edi.reading import build
from clearance.edi.words import OUTCOME, error_table
from clearance.edi.wrapping import Envelope

__all__ = ["acknowledge", "decision", "declaration_answer", "status"]

Data = dict[str, Any]

PREFIX_LENGTH = 4
ACCEPTED_CODE, REFUSED_SHIPMENT, REFUSED_TRIP = "081", "060", "509"
_ACCEPTED_WORDS = "MANIFEST TRANSMITTAL"
_LONGEST = 70
_STAMP = "%Y-%m-%dT%H:%M"


# --- decisions ------------------------------------------------------------------------------------------------
def decision(
    envelope: Envelope,
    *,
    trip_number: str,
    agency: str = CBP,
    errors: Sequence[AnswerError] = (),
    syntax: str = EDIFACT,
    sender_reference: str = "",
    function: str = "",
    at: str = "",
    aperak: bool = False,
) -> bytes:
    """Say whether what was filed is taken: 355, CUSRES 132, or an APERAK.

    Without errors of the trip the answer is "on file" for everything but the shipments that have errors.
    """
    refused = sorted({error.shipment for error in errors if error.shipment})
    trip = [error for error in errors if not error.shipment]
    coded = _coded(agency, trip, REFUSED_TRIP) if trip else [{"code": ACCEPTED_CODE, "text": _ACCEPTED_WORDS}]
    values = _about(trip_number, sender_reference)
    if aperak:
        values = {"@number": trip_number, "@sender_reference": sender_reference, "@at": at}
        values["@errors"] = [*coded] + [
            one | {"reference_kind": "AAM", "reference": number}
            for number in refused
            for one in _coded(agency, [error for error in errors if error.shipment == number], REFUSED_SHIPMENT)
        ]
        return build("aperak", values, envelope)
    by_shipment = {
        number: _coded(agency, [error for error in errors if error.shipment == number], REFUSED_SHIPMENT)
        for number in refused
    }
    if syntax == X12:
        values["@errors"] = coded
        values["shipments"] = [_number(number) | {"@errors": found} for number, found in by_shipment.items()]
        return build("x12_355", _whole(values, at or envelope.prepared.strftime(_STAMP)), envelope)
    values |= {"@document": "132", "@function": function, "@errors": [{"level": "1", "codes": coded}]}
    if at:
        values["trip"]["eta"] = at
    values["shipments"] = [
        _number(number) | {"@errors": [{"level": "2", "codes": found}]} for number, found in by_shipment.items()
    ]
    return build("cusres_answer", values, envelope)


def _coded(agency: str, errors: Sequence[AnswerError], outcome: str) -> list[Data]:
    """The codes with their words, and what they come to."""
    coded = [
        {"code": error.code, "text": plain(error.text or _words(agency, error.code), _LONGEST)} for error in errors
    ]
    if agency != CBSA and all(
        error_table(agency).get(error.code) is None or _is_cause(agency, error) for error in errors
    ):
        coded.append({"code": outcome, "text": plain(_words(agency, outcome), _LONGEST)})
    return coded


def _is_cause(agency: str, error: AnswerError) -> bool:
    return error_table(agency)[error.code].role != OUTCOME


def _words(agency: str, code: str) -> str:
    found = error_table(agency).get(code)
    return found.meaning.en if found else code


def _number(number: str) -> Data:
    return {"scac": number[:PREFIX_LENGTH], "reference": number[PREFIX_LENGTH:]}


def _about(trip_number: str, sender_reference: str) -> Data:
    values: Data = {"trip": _number(trip_number)} if trip_number else {"trip": {}}
    if sender_reference:
        values["@sender_reference"] = sender_reference
    return values


def _whole(values: Data, at: str) -> Data:
    """X12 gives the whole trip number beside the code of the carrier, and always a port and a day."""
    trip = values["trip"]
    number = {"@number": trip["scac"] + trip["reference"]} if trip else {"scac": "ZZZZ"}
    return values | {"trip": trip | number | {"crossing": "0000", "eta": at}}


# --- statuses -------------------------------------------------------------------------------------------------
def status(
    envelope: Envelope,
    *,
    notices: Sequence[AnswerNotice],
    agency: str = CBP,
    trip_number: str = "",
    syntax: str = EDIFACT,
    sender_reference: str = "",
    office: str = "",
    transaction: str = "",
) -> bytes:
    """Say what happened: 350, CUSRES 34; from the CBSA a release notice (RNS) or a manifest notice.

    Notices of the CBSA are one message each: its release codes (`GIS-4`) may be about several shipments.
    """
    at = next((notice.at for notice in notices if notice.at), envelope.prepared.strftime(_STAMP))
    if agency == CBSA:
        return _of_cbsa(notices, at, envelope, sender_reference, office, transaction)
    values = _about(trip_number, sender_reference)
    of_trip = [notice for notice in notices if notice.control_number in ("", trip_number)]
    others = [notice for notice in notices if notice not in of_trip]
    if syntax == X12:
        values["@notices"] = [_event(notice, at) for notice in of_trip]
        values["shipments"] = [
            _number(notice.control_number) | {"@disposition": notice.code, "@at": notice.at or at} for notice in others
        ]
        return build("x12_350", _whole(values, at), envelope)
    values |= {"@document": "34"}
    if of_trip:
        values["@errors"] = [{"level": "1", "codes": [_event(notice, at) for notice in of_trip]}]
    values["shipments"] = [
        _number(number) | {"@errors": [{"level": "2", "codes": [_event(notice, at) for notice in found]}]}
        for number, found in _by_number(others).items()
    ]
    return build("cusres_answer", values, envelope)


def _by_number(notices: Iterable[AnswerNotice]) -> dict[str, list[AnswerNotice]]:
    found: dict[str, list[AnswerNotice]] = {}
    for notice in notices:
        found.setdefault(notice.control_number, []).append(notice)
    return found


def _event(notice: AnswerNotice, at: str) -> Data:
    event = {"code": notice.code, "at": notice.at or at, "at_kind": "137", "at_format": "203"}
    return event | ({"text": plain(notice.text, _LONGEST)} if notice.text else {})


def _of_cbsa(
    notices: Sequence[AnswerNotice], at: str, envelope: Envelope, sender_reference: str, office: str, transaction: str
) -> bytes:
    codes = {notice.code for notice in notices}
    if len(codes) != 1:
        raise EdiError("EDI_VALUES", value="notices")
    code = codes.pop()
    numbers = [notice.control_number for notice in notices if notice.control_number]
    text = plain(next((notice.text for notice in notices if notice.text), ""), _LONGEST)
    if code.startswith("GIS-"):
        values: Data = {
            "@service_option": "911",
            "@transaction": transaction or "0",
            "@at": at,
            "@status": code.removeprefix("GIS-"),
            "@cargo": [{"number": number} for number in numbers],
        }
        if office:
            values |= {"@office": office, "@office_list": "129"}
        return build("rns_cusres", values | ({"@text": text} if text else {}), envelope)
    values = {"@at": at, "@status_reason": "2", "@status": code, "@agency": "5", "@hierarchy": "3"}
    if sender_reference:
        values["@sender_reference"] = sender_reference
    if code in ("S001", "S002"):
        values |= {"@transaction": transaction or "0"} | ({"@cargo": numbers[0]} if numbers else {})
        return build("govcbr_961", values, envelope)
    if len(numbers) > 1:
        raise EdiError("EDI_VALUES", value="notices")
    values |= {"@number": numbers[0] if numbers else "", "@notice": "ME1-1212", "@document": transaction or "1"}
    return build("govcbr_23", values | ({"@words": text} if text else {}), envelope)


def declaration_answer(
    envelope: Envelope,
    *,
    accepted: bool,
    cargo: str,
    errors: Sequence[AnswerError] = (),
    sender_reference: str = "",
    transaction: str = "0",
) -> bytes:
    """Answer a broker's declaration (GOVCBR 961)."""
    values: Mapping[str, Any] = {
        "@transaction": transaction,
        "@at": envelope.prepared.strftime(_STAMP),
        "@sender_reference": sender_reference,
        "@cargo": cargo,
        "@status_reason": "2",
        "@status": "S001" if accepted else "S002",
        "@hierarchy": "3",
        "@errors": [{"code": error.code, "text": plain(error.text, _LONGEST)} for error in errors],
    }
    return build("govcbr_961", {key: value for key, value in values.items() if value}, envelope)
