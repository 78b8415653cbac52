"""The booth's look-up: one prepared statement per kind of key, no model in between (twelve seconds per truck)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.utils import CursorWrapper

from clearance.domain.numbers import SIGNED, parse_scan, trip_in_layout
from enrollment.selectors import membership_of_card
from portal.core.domain.actors import Actor

# $1 is the key, $2 the officer's crossing or an empty string for any.
SHAPE = """
PREPARE booth_%s (text, text) AS
SELECT id, trip_number, status, lane, scored_version, current_version, plate, driver_name, eta, crossing
FROM clearance_trip
WHERE %s = $1 AND %s <> '' AND ($2 = '' OR crossing = $2) AND status NOT IN ('cancelled', 'closed', 'refused')
ORDER BY abs(extract(epoch FROM eta - now()))
LIMIT 5
"""
KEYS = {"trip": "trip_number", "plate": "plate", "fast_card": "driver_card"}
EXECUTE = {kind: f"EXECUTE booth_{kind} (%s, %s)" for kind in KEYS}
STATEMENTS = {kind: SHAPE % (kind, column, column) for kind, column in KEYS.items()}


# What each open database connection has prepared; a closed connection drops out by itself.
_PREPARED: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Found:
    """One trip as the booth first sees it. A lane counts only while `scored_version` is `current_version`."""

    id: UUID
    trip_number: str
    status: str
    lane: str
    scored_version: int
    current_version: int
    plate: str
    driver_name: str
    eta: datetime
    crossing: str

    @property
    def lane_in_force(self) -> str:
        return self.lane if self.scored_version == self.current_version else ""


def booth_lookup(*, actor: Actor, text: str) -> list[Found]:
    """Find open trips at the officer's port by trip number, plate, card or scanned code, nearest arrival first.

    One statement when the code is the number, plate or card of the filing. A tag or a membership number
    opens the same record as the card, after asking whose it is (R-12). Of a signed code only the trip number
    is read here, as from CBP's own; whether it is genuine says `sheet_scan`.
    """
    look = parse_scan("".join(sign for sign in text if sign.isprintable()))
    if look.kind == SIGNED:
        number = trip_in_layout(look.value)
        return [Found(*row) for row in _run("trip", number, actor.port)] if number else []
    rows = _run(look.kind, look.value, actor.port) if look.kind in KEYS else []
    for plate in look.alternatives if not rows else ():
        rows += _run("plate", plate, actor.port)
    for card in _cards(look.value) if not rows else ():
        rows += _run("fast_card", card, actor.port)
    return [Found(*row) for row in rows]


def _cards(value: str) -> list[str]:
    """Give the cards of the member behind an RFID tag, a membership number or a replaced card (R-12)."""
    membership = membership_of_card(value)
    return [] if membership is None else [card.card_number for card in membership.credentials.all()]


def _run(kind: str, value: str, crossing: str) -> list[tuple[Any, ...]]:
    """Execute the statement, preparing it once per database connection."""
    with connection.cursor() as cursor:
        _prepare(cursor, kind)
        cursor.execute(EXECUTE[kind], [value, crossing])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _prepare(cursor: CursorWrapper, kind: str) -> None:
    """Prepare a statement unless this very connection has it already; a new connection starts empty."""
    known = _PREPARED.setdefault(connection.connection, set())
    if kind not in known:
        cursor.execute(STATEMENTS[kind])
        known.add(kind)
