"""The rates of both countries on six-digit codes, as of a day (R-73)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.reference.domain.goods import CODE_LENGTH, code_digits
from portal.reference.models import TariffRate
from portal.reference.selectors.cache import cached


@dataclass(frozen=True, slots=True)
class Rates:
    """What both countries charge on one code, in per cent of the value, from `valid_from` on."""

    code: str
    canada: Decimal
    united_states: Decimal
    valid_from: date
    source: str

    @property
    def difference(self) -> Decimal:
        """Percentage points between the two, whichever is higher."""
        return abs(self.canada - self.united_states)


def _by_code() -> dict[str, tuple[Rates, ...]]:
    """Give every code's rates, the newest first; loaded once per process."""

    def load() -> dict[str, tuple[Rates, ...]]:
        found: dict[str, list[Rates]] = defaultdict(list)
        rows = TariffRate.objects.order_by("code", "-valid_from")
        for row in rows.values_list("code", "canada", "united_states", "valid_from", "source"):
            found[row[0]].append(Rates(*row))
        return {"": (), **{code: tuple(rates) for code, rates in found.items()}}  # known to be empty is known, too

    return cached("tariffs", load)


def rates_on(codes: Iterable[str], day: date) -> dict[str, Rates]:
    """Give the rates in force on that day, by the code as it was given; a code without rates is left out."""
    known = _by_code()
    found = {}
    for code in codes:
        of_code = known.get(code_digits(code)[:CODE_LENGTH], ())
        rates = next((one for one in of_code if one.valid_from <= day), None)
        if rates is not None:
            found[code] = rates
    return found
