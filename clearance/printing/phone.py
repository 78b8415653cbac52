"""What the phone page shows, as template context: the same content and codes as the paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from clearance.domain.sheet.content import SheetContent, form_name
from clearance.domain.trip_workflow import ACCEPTED, FILED
from clearance.printing import words
from clearance.printing.codes import code128, qr
from clearance.targeting.lanes import LANE_NAMES
from portal.core.domain.formatting import clock_words, moment_words
from portal.core.domain.text import Text


def phone_context(content: SheetContent, code: str, status: str, at: datetime) -> dict[str, Any]:
    """Give the page everything it shows; the codes as SVG paths."""
    return {
        "w": words,
        "content": content,
        "form_name": form_name(content.direction),
        "way": words.DIRECTIONS[content.direction],
        "port_code": words.PORT_CODE[content.arrival].format(code=content.port_code or "–"),
        "lane": LANE_NAMES[content.lane] if content.lane else words.NO_LANE,
        "ready": _ready(content, status),
        "code": code,
        "qr": qr(code),
        "bars": code128(content.trip_number),
        "as_of": as_of(content, at),
        "valid_until": _valid_until(content),
    }


def as_of(content: SheetContent, at: datetime) -> Text:
    """Say how old the page is, by the clock of the port."""
    local = at.astimezone(ZoneInfo(content.zone))
    return Text(
        words.AS_OF.en.format(at=clock_words(local, "en")),
        words.AS_OF.fr.format(at=clock_words(local, "fr")),
    )


def _valid_until(content: SheetContent) -> Text:
    return Text(
        words.VALID_UNTIL.en.format(n=content.number, at=moment_words(content.expires, content.zone, "en")),
        words.VALID_UNTIL.fr.format(n=content.number, at=moment_words(content.expires, content.zone, "fr")),
    )


def _ready(content: SheetContent, status: str) -> Text | None:
    """Say whether every agency has the filing; None once the truck is at the border or the filing was returned."""
    if status not in (FILED, ACCEPTED):
        return None
    silent = [word.agency for word in content.agencies if not word.heard]
    return words.NOT_READY.format(names=", ".join(silent)) if silent else words.READY
