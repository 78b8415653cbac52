"""An appointment as a calendar file (RFC 5545): moments in UTC, so that no time zone has to be described."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

REQUEST, CANCEL = "PUBLISH", "CANCEL"
LONGEST_LINE = 75
PRODUCT = "-//Preclear//Interviews//EN"


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar needs. `uid` never changes, `sequence` grows with each change of time."""

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    language: str = "en"
    cancelled: bool = False
    product: str = PRODUCT


def calendar(event: Event) -> str:
    """Write the file: lines end with CRLF and are folded at 75 octets, text is escaped."""
    method = CANCEL if event.cancelled else REQUEST
    tag = f";LANGUAGE={event.language}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{event.product}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.stamped_at)}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}",
        f"SUMMARY{tag}:{_text(event.summary)}",
        f"DESCRIPTION{tag}:{_text(event.description)}",
        f"LOCATION:{_text(event.location)}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def fold(line: str) -> list[str]:
    """Cut a content line into pieces of at most 75 octets without cutting a character; pieces after the first
    begin with a space.
    """
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += character
    return [*pieces, piece]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
