"""Where a device says it is: WGS 84, decimal degrees, both or none (R-67)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.domain.formatting import NO_BREAK
from portal.core.domain.text import Text

MOST_DEGREES = {"latitude": 90, "longitude": 180}
STEP = Decimal("0.00001")  # about a metre


@dataclass(frozen=True, slots=True)
class Position:
    """One place on the globe, to five decimals."""

    latitude: Decimal
    longitude: Decimal


def position_faulty(value: Any) -> str | None:
    """Name the field that makes this no position, empty for the whole; None when nothing is wrong."""
    if not isinstance(value, Mapping) or not value:
        return ""
    for name in sorted(set(value) - set(MOST_DEGREES), key=str):
        return f".{name}"
    return next((f".{name}" for name, most in MOST_DEGREES.items() if not _degrees(value.get(name), most)), None)


def position_from(value: Mapping[str, Any]) -> Position:
    """Read a position in which nothing is wrong."""
    return Position(*(Decimal(str(value[name])).quantize(STEP) + 0 for name in MOST_DEGREES))


def position_words(latitude: Decimal, longitude: Decimal) -> Text:
    """Write a position: `42.31200° N, 83.07400° W`, `42,31200° N, 83,07400° O`."""
    north = "N" if latitude >= 0 else "S"
    east = ("E", "E") if longitude >= 0 else ("W", "O")
    parts = [f"{abs(number):.5f}°{NO_BREAK}" for number in (latitude, longitude)]
    french = [part.replace(".", ",") for part in parts]
    return Text(f"{parts[0]}{north}, {parts[1]}{east[0]}", f"{french[0]}{north}, {french[1]}{east[1]}")


def _degrees(value: Any, most: int) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -most <= value <= most
