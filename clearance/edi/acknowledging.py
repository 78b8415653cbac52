"""Acknowledging an interchange: 997 or CONTRL, with the segment and the element of every fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from clearance.edi.errors import INFO, EdiError
from clearance.edi.model import X12, Group, Interchange
from clearance.edi.plain import plain
from clearance.edi.reading import build
from clearance.edi.wrapping import Envelope

Data = dict[str, Any]

# Our faults in the words of ISO 9735 (0085) and of X12 (720 for segments, 723 for elements, 715 for messages).
_CONTRL = {
    "EDI_MISSING": "13",
    "EDI_MISSING_SEGMENT": "13",
    "EDI_TOO_LONG": "39",
    "EDI_TOO_SHORT": "40",
    "EDI_NUMBER": "37",
    "EDI_FORM": "12",
    "EDI_CODE": "12",
    "EDI_COUNT": "29",
    "EDI_REFERENCE": "28",
    "EDI_TOO_MANY": "35",
    "EDI_KEPT": "15",
    "EDI_EXTRA": "16",
    "EDI_NO_MAP": "18",
}
_X12_ELEMENT = {
    "EDI_MISSING": "1",
    "EDI_TOO_SHORT": "4",
    "EDI_TOO_LONG": "5",
    "EDI_NUMBER": "6",
    "EDI_CODE": "7",
    "EDI_FORM": "8",
    "EDI_EXTRA": "3",
}
_X12_SEGMENT = {"EDI_MISSING_SEGMENT": "3", "EDI_TOO_MANY": "5", "EDI_KEPT": "2"}
_X12_MESSAGE = {"EDI_NO_MAP": "1", "EDI_REFERENCE": "3", "EDI_COUNT": "4"}
SEGMENT_FAULT, MESSAGE_FAULT = "8", "5"


def acknowledge(interchange: Interchange, faults: Sequence[EdiError], envelope: Envelope) -> bytes:
    """Acknowledge an interchange: 997 or CONTRL. Faults that are more than information refuse their message."""
    serious = [fault for fault in faults if fault.severity != INFO]
    if interchange.syntax == X12:
        return build("x12_997", _functional(interchange, serious), envelope)
    return build("contrl", _syntax(interchange, serious), replace(envelope, grouped=False))


def _syntax(interchange: Interchange, faults: Sequence[EdiError]) -> Data:
    header = interchange.header
    address = {
        "@sender": header.get(2, 1) if header else "",
        "@sender_kind": header.get(2, 2) if header else "",
        "@recipient": header.get(3, 1) if header else "",
        "@recipient_kind": header.get(3, 2) if header else "",
    }
    own = [fault for fault in faults if not fault.message]
    messages = [
        {
            "reference": message.reference,
            "kind": message.kind,
            "version": message.version.partition(":")[0],
            "release": message.version.partition(":")[2],
            "agency": "UN",
            "action": "4" if of_it or own else "7",
            "segments": _segments(of_it),
        }
        for message in interchange.messages
        for of_it in [[fault for fault in faults if fault.message == message.number]]
    ]
    refused = own or any(message["action"] == "4" for message in messages)
    values: Data = address | {
        "@reference": interchange.control,
        "@action": "4" if refused else "7",
        "@messages": messages,
    }
    if own:
        values["@error"] = _CONTRL.get(own[0].code, "18")
    return values


def _segments(faults: Iterable[EdiError]) -> list[Data]:
    """Gather the faults of one message by segment, as UCS and UCD have them."""
    found: dict[int, Data] = {}
    for fault in faults:
        segment = found.setdefault(fault.segment or 1, {"position": str(fault.segment or 1)})
        code = _CONTRL.get(fault.code, "18")
        if fault.element:
            place = {"error": code, "element": str(fault.element + 1), "component": str(fault.component or 1)}
            segment.setdefault("elements", []).append(place)
        else:
            segment["error"] = code
    return list(found.values())


def _functional(interchange: Interchange, faults: Sequence[EdiError]) -> Data:
    group = interchange.groups[0] if interchange.groups else Group(None, ())
    messages = [
        _set(message.kind, message.reference, [f for f in faults if f.message in (0, message.number)])
        for message in group.messages
    ]
    taken = sum(message["action"] == "A" for message in messages)
    return {
        "@group": group.header.get(1) if group.header else "ZZ",
        "@reference": (group.header.get(6) if group.header else interchange.control) or "1",
        "@messages": messages,
        "@action": "A" if taken == len(messages) else "P" if taken else "R",
        "@sent": str(len(messages)),
        "@received": str(len(messages)),
        "@taken": str(taken),
    }


def _set(kind: str, reference: str, faults: Sequence[EdiError]) -> Data:
    """One transaction set with what is wrong in it."""
    found: dict[int, Data] = {}
    message_fault = ""
    for fault in faults:
        if fault.code in _X12_MESSAGE or not fault.segment:
            message_fault = _X12_MESSAGE.get(fault.code, MESSAGE_FAULT)
            continue
        segment = found.setdefault(fault.segment, {"tag": fault.tag or "ST", "position": str(fault.segment)})
        segment["error"] = _X12_SEGMENT.get(fault.code, SEGMENT_FAULT)
        if fault.element:
            inner = {"element": str(fault.element), "error": _X12_ELEMENT.get(fault.code, "7")}
            if fault.component > 1:
                inner["component"] = str(fault.component)
            segment.setdefault("elements", []).append(inner | {"value": plain(fault.value, 99)})
    values: Data = {
        "kind": kind,
        "reference": reference,
        "segments": list(found.values()),
        "action": "R" if faults else "A",
    }
    if faults:
        values["error"] = message_fault or MESSAGE_FAULT
    return values
