"""The next number of a series: what to call a trip or a shipment whose number is taken."""

from __future__ import annotations

import re
from collections.abc import Container

_TAIL = re.compile(r"(\d*)$")
MOST_TRIES = 50


def next_number(number: str, longest: int, taken: Container[str] = ()) -> str:
    """Count the digits at the end up by one; a number without any gets a 2. Stays within the length.

    `TRIP0009` -> `TRIP0010`, `LOAD` -> `LOAD2`. Numbers in `taken` are skipped.
    """
    for _try in range(MOST_TRIES):
        number = _counted_up(number, longest)
        if number not in taken:
            break
    return number


def _counted_up(number: str, longest: int) -> str:
    tail = _TAIL.search(number)
    digits = tail.group(1) if tail else ""
    stem = number[: len(number) - len(digits)]
    counted = str(int(digits) + 1).zfill(len(digits)) if digits else "2"
    return stem[: max(longest - len(counted), 0)] + counted
