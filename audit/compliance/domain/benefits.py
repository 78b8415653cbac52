"""What the public may know of inspections by tier and port: a quarter at a time, never anybody's own figures (R-101).

Quarters do not overlap and are shown when they are over, so that no two publications differ by a few movements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from audit.compliance.domain.ledger import Rate
from audit.compliance.domain.ledger_period import shifted
from audit.compliance.domain.suppression import FEWEST, Key, Table, suppress
from portal.core.domain.text import Text

# A figure of fewer companies could be read as one company's.
FEWEST_COMPANIES = 3
# An inspected count left out stays uncertain by at least so many.
INSPECTED_PROTECTION = 3
# Trucks that end late are counted before a quarter is shown.
SETTLED = timedelta(days=5)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year."""

    year: int
    number: int

    @classmethod
    def last_over(cls, today: date) -> Quarter:
        """Give the last quarter that is over and settled."""
        day = today - SETTLED
        return cls(day.year, (day.month - 1) // 3 + 1).back(1)

    @classmethod
    def read(cls, code: str, today: date) -> Quarter:
        """Read 2026-Q3; what cannot be read or is not over gives the last one that is."""
        newest = cls.last_over(today)
        year, _, number = code.partition("-Q")
        if not (year.isdecimal() and len(year) == 4 and number in ("1", "2", "3", "4")):
            return newest
        return min(cls(int(year), int(number)), newest)

    def back(self, quarters: int) -> Quarter:
        place = self.year * 4 + self.number - 1 - quarters
        return Quarter(place // 4, place % 4 + 1)

    @property
    def first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        return shifted(self.first, 3) - timedelta(days=1)

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> Text:
        return Text(f"Q{self.number} {self.year}", f"T{self.number} {self.year}")


@dataclass(frozen=True, slots=True)
class Group:
    """Movements of one tier at one port in a quarter: how many, how many inspected, of how many companies."""

    tier: str
    crossing: str
    movements: int
    inspected: int
    companies: int

    @property
    def key(self) -> Key:
        return self.tier, self.crossing

    @property
    def small(self) -> bool:
        return self.movements < FEWEST or self.companies < FEWEST_COMPANIES


@dataclass(frozen=True, slots=True)
class Benefits:
    """What is shown: sums by tier and by port (empty when they would give somebody away), and cells, None if left out."""

    tiers: dict[str, Rate]
    crossings: dict[str, Rate]
    cells: dict[Key, Rate | None]
    left_out: int


def benefits(groups: Iterable[Group]) -> Benefits:
    """Say what may be shown of the groups, so that subtracting shown numbers gives nothing away."""
    found = {group.key: group for group in groups if group.movements}
    small = frozenset(key for key, group in found.items() if group.small)
    tables = (
        Table({key: group.movements for key, group in found.items()}),
        Table({key: group.inspected for key, group in found.items()}, INSPECTED_PROTECTION),
    )
    published = suppress(tables, small)
    cells = {
        key: None if key in published.hidden else Rate.of(group.inspected, group.movements)
        for key, group in sorted(found.items())
    }
    return Benefits(
        tiers=_sums(found.values(), 0) if published.sums else {},
        crossings=_sums(found.values(), 1) if published.sums else {},
        cells=cells,
        left_out=len(published.hidden),
    )


def _sums(groups: Iterable[Group], place: int) -> dict[str, Rate]:
    sums: dict[str, list[int]] = {}
    for group in groups:
        held = sums.setdefault(group.key[place], [0, 0])
        held[0] += group.inspected
        held[1] += group.movements
    rates = {name: Rate.of(part, whole) for name, (part, whole) in sorted(sums.items())}
    return {name: rate for name, rate in rates.items() if rate is not None}
