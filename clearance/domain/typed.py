"""From what people type in one field to the manifest's JSON, and back: seals, local times, yes and no.

Used by the wizard and by file upload. Nothing is judged here: what cannot be understood is kept as typed,
so that the reader of the manifest says what is wrong with it and the person sees their own words again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

YES = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai"})
NO = frozenset({"no", "n", "false", "0", "non", "faux"})
SHOWN_MOMENT = "%Y-%m-%dT%H:%M"


def read_seals(value: str) -> list[dict[str, str]]:
    """`884213/H, 884214` as seals with their ISO 17712 class; spaces, commas and semicolons part them."""
    found = []
    for part in value.replace(";", " ").replace(",", " ").split():
        number, _, grade = part.partition("/")
        found.append({"number": number, "grade": grade} if grade else {"number": number})
    return found


def seals_text(seals: object) -> str:
    """Write seals as one field: `884213/H, 884214`."""
    known = [seal for seal in seals if isinstance(seal, Mapping)] if isinstance(seals, Sequence) else []
    return ", ".join(_seal_text(seal) for seal in known)


def _seal_text(seal: Mapping[str, Any]) -> str:
    number, grade = str(seal.get("number", "")), str(seal.get("grade", ""))
    return f"{number}/{grade}" if grade else number


def local_moment(value: str, zone: str) -> str:
    """Give an ISO moment on the clock of `zone`, to the minute; what is no moment stays as typed."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment).strftime(SHOWN_MOMENT)


def with_offset(value: str, zone: str) -> str:
    """Add the offset of `zone` to a local moment; one that has an offset, or is no moment, stays as typed."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return value if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)).isoformat()


def read_flag(value: str) -> bool | str:
    """Read yes or no in either language; anything else stays as typed."""
    plain = value.strip().lower()
    return plain in YES if plain in YES | NO else value


def read_codes(value: str) -> list[str]:
    """Read a list of codes parted by spaces, commas or semicolons."""
    return value.replace(";", " ").replace(",", " ").split()
