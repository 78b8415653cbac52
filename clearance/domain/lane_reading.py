"""What a lane reader may send: a tag, a plate, a trip number, read at one lane at one moment (R-12, 5.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from clearance.domain.numbers import clean_plate
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

FIELDS = ("lane", "read_at", "tag", "plate", "trip_number")
PLATE_FIELDS = ("text", "confidence")
AHEAD, BEHIND = timedelta(minutes=5), timedelta(hours=24)
_TAG = re.compile(r"[0-9A-F]{8,24}", re.ASCII)
_PLATE = re.compile(r"[A-Z0-9]{2,10}", re.ASCII)
_TRIP = re.compile(r"[A-Z0-9-]{8,25}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading. `confidence` is the camera's own, from 0 to 1; None when there was no plate."""

    lane: str
    read_at: datetime
    tag: str = ""
    plate: str = ""
    confidence: float | None = None
    trip_number: str = ""


def lane_label(direction: str, number: int) -> str:
    """The name of a lane at its crossing, as readers send it: `SB-3`."""
    return f"{direction}-{number}"


def reading_of(data: Any, *, now: datetime, lane: str) -> tuple[Reading | None, list[ErrorItem]]:
    """Read the body of an event for the lane the reader stands at; what cannot be read is named, field by field."""
    if not isinstance(data, Mapping):
        return None, [_wrong("", Text("Send a JSON object.", "Envoyez un objet JSON."))]
    faults = [_wrong(str(name)[:40], NO_FIELD) for name in data if name not in FIELDS]
    if data.get("lane") != lane:
        faults.append(_wrong("lane", Text(f"This reader stands at {lane}.", f"Ce lecteur se trouve à {lane}.")))
    read_at = _moment(data.get("read_at"), now)
    if read_at is None:
        faults.append(_wrong("read_at", MOMENT))
    tag = _word(data, "tag", _TAG, faults)
    number = _word(data, "trip_number", _TRIP, faults)
    plate, confidence = _plate(data.get("plate"), faults)
    if not faults and not (tag or number or plate):
        faults.append(_wrong("", NOTHING_READ))
    if faults or read_at is None:
        return None, faults
    return Reading(lane, read_at, tag, plate, confidence, number), []


def _moment(value: Any, now: datetime) -> datetime | None:
    """Give the device's time when it has a zone and can be true: not ahead of us, not older than a day."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    if found.tzinfo is None or not now - BEHIND <= found <= now + AHEAD:
        return None
    return found


def _word(data: Mapping[str, Any], name: str, shape: re.Pattern[str], faults: list[ErrorItem]) -> str:
    value = data.get(name, "")
    text = re.sub(r"\s+", "", value).upper() if isinstance(value, str) else None
    if text is None or (text and not shape.fullmatch(text)):
        faults.append(_wrong(name, SHAPES[name]))
        return ""
    return text


def _plate(value: Any, faults: list[ErrorItem]) -> tuple[str, float | None]:
    if value is None:
        return "", None
    text = value.get("text") if isinstance(value, Mapping) else None
    sure = value.get("confidence") if isinstance(value, Mapping) else None
    plate = clean_plate(text) if isinstance(text, str) else ""
    known = isinstance(value, Mapping) and set(value) <= set(PLATE_FIELDS)
    fits = isinstance(sure, int | float) and not isinstance(sure, bool) and 0 <= sure <= 1
    if not (known and fits and _PLATE.fullmatch(plate)):
        faults.append(_wrong("plate", SHAPES["plate"]))
        return "", None
    return plate, float(sure) if sure is not None else None


NOTHING_READ = Text(
    "Send a tag, a plate or a trip number.", "Envoyez une étiquette, une plaque ou un numéro de voyage."
)
MOMENT = Text(
    "A moment with its zone, at most 5 minutes ahead and a day old.",
    "Un instant avec son fuseau, au plus 5 minutes en avance et vieux d'un jour.",
)
NO_FIELD = Text(f"Fields here: {', '.join(FIELDS)}.", f"Champs possibles ici : {', '.join(FIELDS)}.")
SHAPES = {
    "tag": Text("8 to 24 hexadecimal digits.", "De 8 à 24 chiffres hexadécimaux."),
    "trip_number": Text("8 to 25 letters, digits and hyphens.", "De 8 à 25 lettres, chiffres et traits d'union."),
    "plate": Text(
        'An object with "text" (2 to 10 letters and digits) and "confidence" (0 to 1).',
        "Un objet avec « text » (2 à 10 lettres et chiffres) et « confidence » (0 à 1).",
    ),
}


def _wrong(path: str, fix: Text) -> ErrorItem:
    return ErrorItem(
        "CLR_LANE_EVENT", Text("This cannot be read.", "Cette valeur ne peut pas être lue."), path=path, fix=fix
    )
