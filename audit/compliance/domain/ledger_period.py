"""Whole months of a ledger, and the twelve months before somebody joined (R-39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

USUAL = 12
LONGEST = 36


def first_of(day: date) -> date:
    return day.replace(day=1)


def shifted(month: date, months: int) -> date:
    """Give the first day of the month so many months later, or earlier when negative."""
    place = month.year * 12 + month.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def year_before(day: date) -> date:
    """Give the same day a year earlier; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True)
class Period:
    """Months from `first` to `last`, both first days of a month, both included."""

    first: date
    last: date

    @classmethod
    def recent(cls, today: date, months: int = USUAL) -> Period:
        """Give this month and those before it."""
        return cls(shifted(first_of(today), 1 - months), first_of(today))

    @classmethod
    def read(cls, first: str, last: str, today: date) -> Period:
        """Read months written 2026-03; what cannot be read, lies ahead or is out of order gives the usual period."""
        try:
            found = cls(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"))
        except ValueError:
            return cls.recent(today)
        fits = found.first <= found.last <= first_of(today) and shifted(found.first, LONGEST) > found.last
        return found if fits else cls.recent(today)

    @property
    def until(self) -> date:
        """The last day."""
        return shifted(self.last, 1) - timedelta(days=1)

    @property
    def codes(self) -> tuple[str, str]:
        return f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"
