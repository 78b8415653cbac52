"""Numbers on cards and memberships, and how a typed or scanned one is read (R-12; domain facts 8).

A FAST card is `4270`, eight digits and `01` or `02`; a NEXUS PASSID has nine digits. In the numbers this
service issues, the last free digit is a Luhn check digit, so that a mistyped card is noticed at the keyboard.
Cards issued elsewhere need not have it: a wrong check digit is a warning, a wrong shape an error.
"""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

FAST_SHAPE = re.compile(r"4270\d{8}0[12]")
PASSID_SHAPE = re.compile(r"\d{9}")
TAG_SHAPE = re.compile(r"[0-9A-F]{24}")
NUMBER_SHAPE = re.compile(r"(FC|FS|FD|NX)\d{4}\d{6}\d")
_SEPARATORS = re.compile(r"[\s\-.]+")


def normalised(value: str) -> str:
    """Give what was typed or scanned without separators, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def luhn_digit(digits: str) -> str:
    """Give the Luhn check digit to append to a string of digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def luhn_holds(digits: str) -> bool:
    return luhn_digit(digits[:-1]) == digits[-1]


def fast_card_number(serial: int, issue: int = 1) -> str:
    """Build a FAST card number from a serial up to 9,999,999; `issue` is 1 for the first card, 2 for a later one."""
    if not 0 <= serial < 10**7 or issue not in (1, 2):
        raise ValueError(f"no FAST card number for serial {serial}, issue {issue}")
    stem = f"4270{serial:07d}"
    return f"{stem}{luhn_digit(stem)}0{issue}"


def passid_number(serial: int) -> str:
    """Build a NEXUS PASSID from a serial up to 99,999,999."""
    if not 0 <= serial < 10**8:
        raise ValueError(f"no PASSID for serial {serial}")
    stem = f"{serial:08d}"
    return stem + luhn_digit(stem)


def membership_number(prefix: str, year: int, serial: int) -> str:
    """Build a membership number: programme, year, six digits and a check digit, `FC20260000420`."""
    stem = f"{year:04d}{serial:06d}"
    return f"{prefix}{stem}{luhn_digit(stem)}"


def rfid_tag(credential_id: UUID) -> str:
    """Derive the 96-bit number the chip answers with; it says nothing about the person (R-13)."""
    return hashlib.sha256(b"preclear rfid " + credential_id.bytes).hexdigest()[:24].upper()


def check_fast_card(value: str, path: str = "card") -> ErrorItem | None:
    """Check a FAST card number: an error for the wrong shape, a warning for a check digit that is not ours."""
    card = normalised(value)
    if not FAST_SHAPE.fullmatch(card):
        return ErrorItem(
            "ENR_FAST_CARD",
            Text(
                "A FAST card number is 4270, eight digits, then 01 or 02.",
                "Un numéro de carte EXPRES se compose de 4270, de huit chiffres, puis de 01 ou 02.",
            ),
            path=path,
            value=value,
            fix=Text("Copy the 14 digits from the card.", "Recopiez les 14 chiffres de la carte."),
        )
    return None if luhn_holds(card[:12]) else _mistyped(path, value)


def check_passid(value: str, path: str = "card") -> ErrorItem | None:
    """Check a NEXUS PASSID in the same way."""
    card = normalised(value)
    if not PASSID_SHAPE.fullmatch(card):
        return ErrorItem(
            "ENR_PASSID",
            Text("A PASSID has nine digits.", "Un PASSID compte neuf chiffres."),
            path=path,
            value=value,
            fix=Text("Copy the number from the back of the card.", "Recopiez le numéro au verso de la carte."),
        )
    return None if luhn_holds(card) else _mistyped(path, value)


def _mistyped(path: str, value: str) -> ErrorItem:
    return ErrorItem(
        "ENR_CARD_DIGIT",
        Text(
            "This number may be mistyped: its check digit does not fit the cards issued here.",
            "Ce numéro est peut-être mal saisi : son chiffre de contrôle ne correspond pas aux cartes délivrées ici.",
        ),
        path=path,
        value=value,
        severity="warning",
        fix=Text("Compare it with the card once more.", "Comparez-le encore une fois avec la carte."),
    )
