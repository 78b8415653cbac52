"""Putting the segments of messages in an envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clearance.edi.delimiters import ISA_WIDTHS, LEVEL_A, REPETITION_SINCE
from clearance.edi.errors import EdiError
from clearance.edi.maps import Map
from clearance.edi.model import EDIFACT, REPEAT, Delimiters, Elements, Group, Interchange, Message, Segment


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends what to whom, under which numbers. `control` is the interchange's; the others default to it.

    `charset` and `release` are the syntax identifier and version (UNOA and 4, which writes years in full);
    `application` is UNB's application reference or nothing. In X12 `release` is ISA12 (00401).
    """

    sender: str
    receiver: str
    control: str
    prepared: datetime
    test: bool = False
    sender_qualifier: str = "ZZ"
    receiver_qualifier: str = "ZZ"
    charset: str = "UNOA"
    release: str = ""
    application: str = ""
    group_sender: str = ""
    group_receiver: str = ""
    group_control: str = ""
    message_reference: str = ""
    grouped: bool = True
    encoding: str = "utf-8"


def wrap(found: Map, bodies: Sequence[Sequence[Segment]], envelope: Envelope) -> Interchange:
    """Put the bodies of messages of one map in one group of one interchange."""
    edifact = found.syntax == EDIFACT
    first = envelope.message_reference or envelope.control
    if len(bodies) > 1 and not first.isdigit():
        raise EdiError("EDI_NUMBER", value=first)
    references = [str(int(first) + n).zfill(len(first)) if n else first for n in range(len(bodies))]
    frame = _edifact_message if edifact else _x12_message
    messages = tuple(
        frame(found, body, reference, envelope, number)
        for number, (body, reference) in enumerate(zip(bodies, references, strict=True), 1)
    )
    if edifact:
        group = _ung(found, envelope) if envelope.grouped else None
        return Interchange(EDIFACT, LEVEL_A, _unb(envelope), (Group(group, messages),), (), envelope.encoding)
    repetition = "^" if _isa_release(envelope) >= REPETITION_SINCE else ""
    delimiters = Delimiters("*", ">", "~", "", repetition)
    groups = (Group(_gs(found, envelope), messages),)
    return Interchange(found.syntax, delimiters, _isa(envelope, delimiters), groups, (), envelope.encoding)


def _simple(*values: str) -> Elements:
    return tuple((value,) for value in values)


# --- EDIFACT ------------------------------------------------------------------------------------------------
def _edifact_message(found: Map, body: Sequence[Segment], reference: str, envelope: Envelope, number: int) -> Message:
    version, _, release = found.version.partition(":")
    association = (found.association,) if found.association else ()
    head = Segment("UNH", ((reference,), (found.kind, version, release, "UN", *association)), 1)
    tail = Segment("UNT", _simple(str(len(body) + 2), reference), len(body) + 2)
    return Message(found.kind, found.version, reference, (head, *body, tail), number)


def _unb(envelope: Envelope) -> Segment:
    release = envelope.release or "4"
    date = envelope.prepared.strftime("%Y%m%d" if release >= "4" else "%y%m%d")
    application = (("",), (envelope.application,)) if envelope.application else ()
    indicator: Elements = ()
    if envelope.test:
        indicator = (*(("",),) * (5 - len(application)), ("1",))
    return Segment(
        "UNB",
        (
            (envelope.charset, release),
            _address(envelope.sender, envelope.sender_qualifier),
            _address(envelope.receiver, envelope.receiver_qualifier),
            (date, envelope.prepared.strftime("%H%M")),
            (envelope.control,),
            *application,
            *indicator,
        ),
        1,
    )


def _address(name: str, qualifier: str) -> tuple[str, ...]:
    return (name, qualifier) if qualifier else (name,)


def _ung(found: Map, envelope: Envelope) -> Segment:
    version, _, release = found.version.partition(":")
    return Segment(
        "UNG",
        (
            (found.kind,),
            _address(envelope.group_sender or envelope.sender, envelope.sender_qualifier),
            _address(envelope.group_receiver or envelope.receiver, envelope.receiver_qualifier),
            (envelope.prepared.strftime("%Y%m%d"), envelope.prepared.strftime("%H%M")),
            (envelope.group_control or envelope.control,),
            ("UN",),
            (version, release),
        ),
        2,
    )


# --- X12 ----------------------------------------------------------------------------------------------------
def _x12_message(found: Map, body: Sequence[Segment], reference: str, envelope: Envelope, number: int) -> Message:
    reference = reference.zfill(4)
    head = Segment("ST", _simple(found.kind, reference), 1)
    tail = Segment("SE", _simple(str(len(body) + 2), reference), len(body) + 2)
    return Message(found.kind, found.version, reference, (head, *body, tail), number)


def _isa_release(envelope: Envelope) -> str:
    return envelope.release or "00401"


def _isa(envelope: Envelope, delimiters: Delimiters) -> Segment:
    values = (
        "00",
        "",
        "00",
        "",
        envelope.sender_qualifier,
        envelope.sender,
        envelope.receiver_qualifier,
        envelope.receiver,
        envelope.prepared.strftime("%y%m%d"),
        envelope.prepared.strftime("%H%M"),
        REPEAT if delimiters.repetition else "U",
        _isa_release(envelope),
        envelope.control.zfill(9),
        "0",
        "T" if envelope.test else "P",
    )
    padded = tuple(value.ljust(width) for value, width in zip(values, ISA_WIDTHS, strict=False))
    for number, (value, width) in enumerate(zip(padded, ISA_WIDTHS, strict=False), 1):
        if len(value) > width:
            raise EdiError("EDI_TOO_LONG", tag="ISA", segment=1, element=number, value=value, limit=width)
    return Segment("ISA", (*_simple(*padded), ("", "")), 1)


def _gs(found: Map, envelope: Envelope) -> Segment:
    return Segment(
        "GS",
        _simple(
            found.group,
            envelope.group_sender or envelope.sender,
            envelope.group_receiver or envelope.receiver,
            envelope.prepared.strftime("%Y%m%d"),
            envelope.prepared.strftime("%H%M"),
            (envelope.group_control or envelope.control).lstrip("0") or "0",
            "X",
            found.version,
        ),
        2,
    )
