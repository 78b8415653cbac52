"""Complaints counted for everybody to read, by quarter and category, so that nobody can be picked out (R-81).

A quarter is published once the longest standard has run for its last complaint. From then on none of its numbers
changes, so that two readings on different days tell nothing that one does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from appeals.domain.complaints import CATEGORIES
from portal.core.domain.text import Text

FEWEST = 5  # a published number of fewer complaints could be somebody


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, counted in UTC."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Quarter:
        day = moment.astimezone(UTC)
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def label(self) -> Text:
        return Text(f"Q{self.number} {self.year}", f"T{self.number} {self.year}")

    @property
    def ends_at(self) -> datetime:
        """The first moment after the quarter."""
        if self.number == 4:
            return datetime(self.year + 1, 1, 1, tzinfo=UTC)
        return datetime(self.year, 3 * self.number + 1, 1, tzinfo=UTC)

    @property
    def cut_off(self) -> datetime:
        """When its numbers are final: the longest standard after its last moment."""
        return self.ends_at + timedelta(days=max(row.days for row in CATEGORIES.values()))


@dataclass(frozen=True, slots=True)
class Course:
    """One complaint as it is counted."""

    category: str
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    escalated_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One published row: of `received` complaints, how many were answered within the standard, how many escalated.

    None stands for a number that is left out, because it, or what remains of the whole, is from one to four.
    """

    quarter: Quarter
    category: str
    received: int | None
    in_time: int | None
    escalated: int | None

    @property
    def share(self) -> int | None:
        """The percentage answered within the standard; None where it is left out."""
        return None if self.in_time is None or not self.received else round(100 * self.in_time / self.received)


def published(courses: Iterable[Course], now: datetime) -> tuple[Row, ...]:
    """Count the complaints of every quarter that is final, the latest first."""
    groups: dict[tuple[Quarter, str], list[Course]] = {}
    for each in courses:
        quarter = Quarter.of(each.received_at)
        if quarter.cut_off <= now and not _by(each.withdrawn_at, quarter.cut_off):
            groups.setdefault((quarter, each.category), []).append(each)
    order = list(CATEGORIES)
    keys = sorted(groups, key=lambda key: (-key[0].year, -key[0].number, order.index(key[1])))
    return tuple(_row(quarter, category, groups[quarter, category]) for quarter, category in keys)


def _row(quarter: Quarter, category: str, courses: list[Course]) -> Row:
    received = len(courses)
    if received < FEWEST:
        return Row(quarter, category, None, None, None)
    in_time = sum(_by(each.answered_at, each.due_at) for each in courses)
    escalated = sum(_by(each.escalated_at, quarter.cut_off) for each in courses)
    return Row(quarter, category, received, part_of(in_time, received), part_of(escalated, received))


def _by(moment: datetime | None, limit: datetime) -> bool:
    return moment is not None and moment <= limit


def part_of(part: int, whole: int) -> int | None:
    """Give a part of a published whole, unless it or the rest is a small number other than nought."""
    return None if any(0 < count < FEWEST for count in (part, whole - part)) else part
