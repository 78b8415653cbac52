"""Reading one value: type, length, format. Each reader gives a clean value, or the code of what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from clearance.domain.elements import (
    CODE,
    CODES,
    DATE,
    DATETIME,
    DECIMAL,
    FLAG,
    FORMATS,
    INTEGER,
    TEXT,
    Element,
)

WRONG_TYPE = "CLR_S005"
TOO_LONG = "CLR_S006"
BAD_FORMAT = "CLR_S007"
NOT_A_CHOICE = "CLR_S008"
BAD_CHARACTER = "CLR_S010"
OUT_OF_RANGE = "CLR_S011"
BAD_DATE = "CLR_S012"
NO_OFFSET = "CLR_S013"

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_PLACES = 3
_LONGEST_NUMBER = 20
_LONGEST_DATE = 40

Fault = str
Reader = Callable[[Any], tuple[Any, Fault]]


def text_reader(element: Element) -> Reader:
    """Collapse spaces, refuse control characters, check length and format."""
    size = element.size
    matches = FORMATS[element.format].pattern.fullmatch if element.format else None

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is not str:
            return "", WRONG_TYPE
        plain = value.isascii() and value.isprintable() and "  " not in value
        clean = value.strip() if plain else _normal(value)
        if not clean.isprintable():
            return "", BAD_CHARACTER
        if len(clean) > size:
            return clean[:size], TOO_LONG
        if matches and clean and not matches(clean):
            return clean, BAD_FORMAT
        return clean, ""

    return read


def _normal(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).split())


def code_reader(element: Element) -> Reader:
    """Drop the characters people add for reading, upper-case, check length, format and choices."""
    size, choices = element.size, frozenset(element.choices)
    drop = str.maketrans("", "", element.strip)
    matches = FORMATS[element.format].pattern.fullmatch if element.format else None

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is not str:
            return "", WRONG_TYPE
        if value in choices or (matches and len(value) <= size and matches(value)):
            return value, ""
        clean = value.strip().translate(drop).upper()
        if not (clean.isascii() and clean.isprintable()):
            return "", BAD_CHARACTER
        if clean and choices and clean not in choices:
            return clean[:size], NOT_A_CHOICE
        if len(clean) > size:
            return clean[:size], TOO_LONG
        if matches and clean and not matches(clean):
            return clean, BAD_FORMAT
        return clean, ""

    return read


def codes_reader(element: Element) -> Reader:
    """A list of codes, each from the choices; order kept, repeats dropped."""
    choices = frozenset(element.choices)

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is not list or not all(type(item) is str for item in value):
            return (), WRONG_TYPE
        codes = tuple(dict.fromkeys(item.strip().upper() for item in value))
        if not choices.issuperset(codes):
            return (), NOT_A_CHOICE
        return codes, ""

    return read


def integer_reader(element: Element) -> Reader:
    """A whole number from 0 to the element's size, as a number or as digits."""
    size = element.size

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is str:
            value = value.strip()
            if not value:
                return None, ""
            if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER):
                return None, WRONG_TYPE
            value = int(value)
        if type(value) is not int:
            return None, WRONG_TYPE
        return (value, "") if 0 <= value <= size else (None, OUT_OF_RANGE)

    return read


def decimal_reader(element: Element) -> Reader:
    """A number from 0 to the element's size with at most three decimals, as a number or as text."""
    size = element.size

    def read(value: Any) -> tuple[Any, Fault]:
        kind = type(value)
        if kind is int:
            return (Decimal(value), "") if 0 <= value <= size else (None, OUT_OF_RANGE)
        if kind is not str and kind is not float:
            return None, WRONG_TYPE
        plain = repr(value) if kind is float else value.strip()
        return _decimal(plain, size) if plain else (None, "")

    return read


def _decimal(plain: str, size: int) -> tuple[Decimal | None, Fault]:
    if len(plain) > _LONGEST_NUMBER or not plain.isascii() or "_" in plain:
        return None, WRONG_TYPE
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None, WRONG_TYPE
    if not number.is_finite():
        return None, WRONG_TYPE
    if not 0 <= number <= size:
        return None, OUT_OF_RANGE
    number = number.normalize() + 0
    exponent = number.as_tuple().exponent
    return (number, "") if isinstance(exponent, int) and exponent >= -_PLACES else (None, OUT_OF_RANGE)


def flag_reader(_element: Element) -> Reader:
    """True or false."""

    def read(value: Any) -> tuple[Any, Fault]:
        return (value, "") if type(value) is bool else (False, WRONG_TYPE)

    return read


def date_reader(_element: Element) -> Reader:
    """A calendar date, YYYY-MM-DD."""

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is not str:
            return None, WRONG_TYPE
        if not value.strip():
            return None, ""
        try:
            found = date.fromisoformat(value.strip()[:_LONGEST_DATE])
        except ValueError:
            return None, BAD_DATE
        return (found, "") if EARLIEST_YEAR <= found.year <= LATEST_YEAR else (None, OUT_OF_RANGE)

    return read


def datetime_reader(_element: Element) -> Reader:
    """A moment with its offset; seconds are kept, fractions dropped."""

    def read(value: Any) -> tuple[Any, Fault]:
        if type(value) is not str:
            return None, WRONG_TYPE
        if not value.strip():
            return None, ""
        try:
            found = datetime.fromisoformat(value.strip()[:_LONGEST_DATE])
        except ValueError:
            return None, BAD_DATE
        if found.tzinfo is None:
            return None, NO_OFFSET
        if not EARLIEST_YEAR < found.year < LATEST_YEAR:
            return None, OUT_OF_RANGE
        return found.replace(microsecond=0), ""

    return read


READERS: dict[str, Callable[[Element], Reader]] = {
    TEXT: text_reader,
    CODE: code_reader,
    CODES: codes_reader,
    INTEGER: integer_reader,
    DECIMAL: decimal_reader,
    FLAG: flag_reader,
    DATE: date_reader,
    DATETIME: datetime_reader,
}
