"""The doors of the package: read a file of messages, build a message, and build again what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clearance.edi.building import BuiltSegment, build_body
from clearance.edi.catalogue import map_for, map_get
from clearance.edi.directory import directory, faults_of
from clearance.edi.errors import INFO, EdiError
from clearance.edi.lexing import lex_all
from clearance.edi.mapping import map_message
from clearance.edi.model import Interchange, Message, Segment
from clearance.edi.spelling import SELF, Record
from clearance.edi.wrapping import Envelope, wrap
from clearance.edi.writing import write


@dataclass(frozen=True, slots=True)
class Reading:
    """One message of a file: its values, what is wrong, and from which segment and element each path came."""

    kind: str
    message: Message
    interchange: Interchange
    map_id: str
    values: Record
    faults: tuple[EdiError, ...] = ()
    places: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[EdiError, ...]:
        """The faults that are more than information."""
        return tuple(fault for fault in self.faults if fault.severity != INFO)


def read(data: bytes) -> list[Reading]:
    """Read every message of a file. EdiError when its frame is broken; what one message has wrong is in its faults."""
    interchanges, faults = lex_all(data)
    of_message: dict[int, list[EdiError]] = {}
    for fault in faults:
        of_message.setdefault(fault.message, []).append(fault)
    readings = []
    for interchange in interchanges:
        frame = [*of_message.get(0, []), *_header_faults(interchange)]
        readings += [
            _reading(one, interchange, [*frame, *of_message.get(one.number, [])]) for one in interchange.messages
        ]
    return readings


def _header_faults(interchange: Interchange) -> list[EdiError]:
    """Check the headers of the envelope: lengths, digits, and what must be there. The lexer knows ISA's own form."""
    headers = [interchange.header, *(group.header for group in interchange.groups)]
    shapes = directory(interchange.syntax)
    return [
        fault
        for header in headers
        if header and header.tag in shapes
        for fault in faults_of(header, shapes[header.tag])
    ]


def _reading(message: Message, interchange: Interchange, faults: list[EdiError]) -> Reading:
    try:
        found = map_for(message)
        faults += faults_of(message.segments[0], directory(found.syntax)[message.segments[0].tag], message.number)
    except EdiError as fault:
        return Reading(message.kind, message, interchange, "", {}, (*faults, fault))
    mapped = map_message(found, message)
    return Reading(
        message.kind, message, interchange, found.id, mapped.values, (*faults, *mapped.faults), mapped.places
    )


def rebuild(reading: Reading) -> tuple[Segment, ...]:
    """Build the body of a message again from its values alone."""
    built = build_body(map_get(reading.map_id), reading.values, strict=False)
    return tuple(one.segment for one in built)


def build_segments(map_id: str, values: Record) -> tuple[BuiltSegment, ...]:
    """Build the segments between header and trailer, each with the canonical paths that went into it."""
    return build_body(map_get(map_id), values)


def build(map_id: str, values: Record, envelope: Envelope) -> bytes:
    """Build the bytes of one message in an interchange of its own."""
    body = [one.segment for one in build_segments(map_id, values)]
    return write(wrap(map_get(map_id), [body], envelope))


def bare(values: Any) -> Any:
    """Give the values without what was kept only for the rebuild."""
    if isinstance(values, dict):
        if SELF in values:
            return values[SELF]
        return {key: bare(value) for key, value in values.items() if not _is_kept(key)}
    return [bare(value) for value in values] if isinstance(values, list) else values


def _is_kept(key: str) -> bool:
    return key.startswith("_") or key.isupper()
