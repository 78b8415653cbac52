"""Checking a file of messages: read every message, build it again from its values, and compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clearance.edi.errors import INFO, EdiError
from clearance.edi.lexing import lex_all
from clearance.edi.model import Group, Message, Segment, trimmed
from clearance.edi.reading import Reading, read, rebuild
from clearance.edi.writing import write


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found about one message. `exact` says that its interchange came out with the same bytes."""

    kind: str
    version: str
    reference: str
    segments: int
    map_id: str
    errors: tuple[EdiError, ...]
    notes: tuple[EdiError, ...]
    exact: bool


def check(data: bytes) -> list[Checked]:
    """Check every message of a file; EdiError when the frame of the file is broken."""
    readings = read(data)
    if not readings:
        raise EdiError("EDI_NO_MESSAGE", segment=1)
    built = [_built(reading) for reading in readings]
    written = list(_written(readings, built))
    exact = _same_bytes(data, written)
    if not exact:
        built = [
            message.body
            for one in lex_all(b"".join(written), readings[0].interchange.encoding)[0]
            for message in one.messages
        ]
    return [_checked(reading, body, exact) for reading, body in zip(readings, built, strict=True)]


def _built(reading: Reading) -> tuple[Segment, ...]:
    return rebuild(reading) if reading.map_id else reading.message.body


def _checked(reading: Reading, body: tuple[Segment, ...], exact: bool) -> Checked:
    message = reading.message
    errors = (*reading.errors, *_differences(message, body))
    notes = tuple(fault for fault in reading.faults if fault.severity == INFO)
    segments = len(message.segments)
    return Checked(
        message.kind, message.version, message.reference, segments, reading.map_id, errors, notes, exact and not errors
    )


def _differences(message: Message, body: tuple[Segment, ...]) -> Iterator[EdiError]:
    """Give the first segment that was not built as it was read."""
    for number, old in enumerate(message.body):
        new = body[number] if number < len(body) else None
        if new is None or (new.tag, trimmed(new.elements)) != (old.tag, trimmed(old.elements)):
            yield EdiError("EDI_REBUILD", tag=old.tag, message=message.number, segment=old.position)
            return
    if len(body) > len(message.body):
        yield EdiError("EDI_REBUILD", tag=body[len(message.body)].tag, message=message.number, segment=len(body) + 1)


def _written(readings: list[Reading], bodies: list[tuple[Segment, ...]]) -> Iterator[bytes]:
    """Write the interchanges with the messages that were built."""
    rebuilt = {
        reading.message.number: replace(
            reading.message, segments=(reading.message.segments[0], *body, reading.message.segments[-1])
        )
        for reading, body in zip(readings, bodies, strict=True)
    }
    for interchange in {id(reading.interchange): reading.interchange for reading in readings}.values():
        groups = tuple(Group(one.header, tuple(rebuilt[m.number] for m in one.messages)) for one in interchange.groups)
        yield write(replace(interchange, groups=groups)).rstrip()


def _same_bytes(data: bytes, pieces: list[bytes]) -> bool:
    """Whether the interchanges stand in the file as they were written, with nothing but blanks between."""
    at = 0
    for piece in pieces:
        while data[at : at + 1].isspace():
            at += 1
        if not data.startswith(piece, at):
            return False
        at += len(piece)
    return True
