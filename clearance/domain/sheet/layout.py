"""The signed code of a lead sheet, position by position: CBP's published layout first, then ours.

Only characters a QR code packs in its alphanumeric mode, all fields of fixed width, blanks as fill: a reader
that knows CBP's layout takes the first sixty positions and stops there. docs/lead-sheet.md has the table.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

LAYOUT, OURS = "001", "L1"
CBP_LENGTH, BODY_LENGTH, LENGTH = 60, 133, 236
LAST_NUMBER = 9999
LONGEST_SCAN = 600
LANE_LETTERS = {"GREEN_FAST": "G", "FAST": "F", "GENERAL": "N", "SECONDARY": "S", "": "-"}
_LANES = {letter: lane for lane, letter in LANE_LETTERS.items()}
_NO_TIER = "--"
_MINUTE = "%Y%m%d%H%M"
_FORM = re.compile(
    rf"{LAYOUT}(?P<trip>[A-Z0-9-]{{8,25}} {{0,17}})(?P<eta>\d{{8}})"
    r"(?P<country>[A-Z ]{2})(?P<unit>[A-Z0-9 ]{3})(?P<plate>[A-Z0-9 ]{7})(?P<second>[A-Z0-9 ]{12})"
    rf"{OURS}(?P<movement>[0-9A-F]{{32}})(?P<number>\d{{4}})(?P<tier>T[0-3]|--)(?P<lane>[GFNS-])"
    r"(?P<issued>\d{12})(?P<expires>\d{12})(?P<key>[0-9A-F]{8})(?P<signature>[A-Z2-7]{103})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SheetCode:
    """What the code says. `number` is the number of the filing's version; `movement` the id of the trip.

    Times are whole minutes in UTC, `eta` the day at the port. The layout has room for seven characters of
    the plate; a longer one is cut. The second plate is the tractor's own second plate: one that has none
    leaves it blank, and a trailer's plate never stands there.
    """

    trip_number: str
    eta: date
    plate_country: str
    plate_jurisdiction: str
    plate: str
    movement: UUID
    number: int
    tier: str
    lane: str
    issued: datetime
    expires: datetime

    def body(self, key_id: str) -> str:
        """Give the 133 positions that are signed."""
        if not 0 < self.number <= LAST_NUMBER:
            raise ValueError("the number of a sheet has four digits")
        return "".join(
            (
                LAYOUT,
                f"{self.trip_number:25.25}",
                f"{self.eta:%Y%m%d}",
                f"{self.plate_country:2.2}{self.plate_jurisdiction:3.3}{self.plate:7.7}",
                " " * 12,
                OURS,
                self.movement.hex.upper(),
                f"{self.number:04d}",
                self.tier or _NO_TIER,
                LANE_LETTERS[self.lane],
                self.issued.astimezone(UTC).strftime(_MINUTE),
                self.expires.astimezone(UTC).strftime(_MINUTE),
                key_id,
            )
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    """A code taken apart, nothing checked yet beyond its form."""

    code: SheetCode
    key_id: str
    body: str
    signature: bytes


def looks_signed(text: str) -> bool:
    """Say whether a scan must have been one of our codes, whole or damaged: nothing else is that long."""
    return len(text) > CBP_LENGTH + 4 and (text.startswith(LAYOUT) or OURS in text[CBP_LENGTH - 2 : CBP_LENGTH + 4])


def parse(text: str) -> Parsed | None:
    """Take a code apart; None when one character is not what the layout allows there."""
    match = _FORM.fullmatch(text)
    if match is None or len(text) != LENGTH:
        return None
    found = match.groupdict()
    signature = base64.b32decode(found["signature"] + "=")
    if write_signature(signature) != found["signature"]:
        return None
    try:
        code = SheetCode(
            trip_number=found["trip"].rstrip(),
            eta=datetime.strptime(found["eta"], "%Y%m%d").replace(tzinfo=UTC).date(),
            plate_country=found["country"].rstrip(),
            plate_jurisdiction=found["unit"].rstrip(),
            plate=found["plate"].rstrip(),
            movement=UUID(found["movement"]),
            number=int(found["number"]),
            tier=found["tier"].strip("-"),
            lane=_LANES[found["lane"]],
            issued=datetime.strptime(found["issued"], _MINUTE).replace(tzinfo=UTC),
            expires=datetime.strptime(found["expires"], _MINUTE).replace(tzinfo=UTC),
        )
    except ValueError:
        return None
    return Parsed(code, found["key"], text[:BODY_LENGTH], signature)


def write_signature(signature: bytes) -> str:
    """Write 64 bytes in 103 characters of base 32; only this one spelling is read."""
    return base64.b32encode(signature).decode().rstrip("=")
