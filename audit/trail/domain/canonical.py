"""One text for one value: the JSON Canonicalization Scheme (RFC 8785) for the types an event may carry.

Accepted: None, bool, int within the exactly representable range, finite float, str, and lists, tuples and
string-keyed dicts of these. For convenience a UUID, a date, an aware datetime (as UTC) and a Decimal become
strings. Everything else is refused, because two readers could write it differently.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from uuid import UUID

MAX_SAFE_INTEGER = 2**53 - 1
MAX_DEPTH = 64


class NotCanonical(ValueError):
    """The value has no single canonical JSON text."""


def canonical(value: object) -> str:
    """Give the canonical JSON text of `value`. Raises NotCanonical."""
    parts: list[str] = []
    _write(value, parts, MAX_DEPTH)
    return "".join(parts)


def utc_text(moment: datetime) -> str:
    """Write an aware datetime as UTC with microseconds: 2026-11-24T02:15:00.000000Z."""
    if moment.tzinfo is None:
        raise NotCanonical("a datetime needs a time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _write(value: object, parts: list[str], depth: int) -> None:
    if isinstance(value, str):
        parts.append(canonical_text(value))
    elif value is None or isinstance(value, bool | int | float):
        parts.append(_scalar(value))
    elif isinstance(value, Mapping):
        _write_object(value, parts, _deeper(depth))
    elif isinstance(value, list | tuple):
        _write_array(value, parts, _deeper(depth))
    else:
        parts.append(canonical_text(_as_text(value)))


def _deeper(depth: int) -> int:
    if depth == 0:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH} levels")
    return depth - 1


def _write_object(value: Mapping[object, object], parts: list[str], depth: int) -> None:
    opening = "{"
    for key in sorted(value, key=_utf16):
        parts.append(f"{opening}{canonical_text(str(key))}:")
        _write(value[key], parts, depth)
        opening = ","
    parts.append("}" if value else "{}")


def _write_array(value: list[object] | tuple[object, ...], parts: list[str], depth: int) -> None:
    opening = "["
    for item in value:
        parts.append(opening)
        _write(item, parts, depth)
        opening = ","
    parts.append("]" if value else "[]")


def _utf16(key: object) -> bytes:
    """Property names are sorted by their UTF-16 code units (RFC 8785 section 3.2.3)."""
    if not isinstance(key, str):
        raise NotCanonical(f"property names are strings, not {type(key).__name__}")
    return key.encode("utf-16-be", "surrogatepass")


def canonical_text(value: str) -> str:
    """Give the canonical JSON text of a string. Raises NotCanonical."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate is not Unicode text") from error
    return encode_basestring(value)


def _scalar(value: bool | int | float | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise NotCanonical("an integer beyond 2^53 - 1 is not exact in JSON: send it as text")
        return int.__repr__(value)
    return _number(value)


def _number(value: float) -> str:
    """Write a float as ECMAScript's Number::toString does (RFC 8785 section 3.2.2.3)."""
    if not math.isfinite(value):
        raise NotCanonical("a number must be finite")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    _, digit_tuple, exponent = Decimal(float.__repr__(abs(value))).normalize().as_tuple()
    digits = "".join(map(str, digit_tuple))
    point = len(digits) + int(exponent)  # position of the decimal point, counted from the first digit
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


def _as_text(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    raise NotCanonical(f"a value of type {type(value).__name__} has no canonical JSON text")
