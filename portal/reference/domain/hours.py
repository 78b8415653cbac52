"""Service hours of an agency at a crossing, and whether it is open at a moment (R-40).

A row holds ISO weekdays (1 Monday to 7 Sunday) and minutes after local midnight; 1440 is midnight at the end
of the day. A service that runs past midnight is two rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY_MINUTES = 24 * 60
DAYS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class HoursRow:
    """`days` is a string of ISO weekday digits, `opens` and `closes` are minutes of the local day."""

    days: str
    opens: int
    closes: int
    confidence: str = ""

    @property
    def all_day(self) -> bool:
        return self.opens == 0 and self.closes == DAY_MINUTES

    @property
    def always(self) -> bool:
        return self.all_day and set(self.days) == set("1234567")


@dataclass(frozen=True, slots=True)
class HoursState:
    """What is known about a moment: `open` is None when no hours are known for this agency here.

    `changes_at` is when the present state ends: the closing when open, the next opening when closed, None
    when it never changes or nothing is known. `confidence` is that of the row which decided.
    """

    open: bool | None
    changes_at: datetime | None = None
    confidence: str = ""

    @property
    def known(self) -> bool:
        return self.open is not None


def state_at(rows: Sequence[HoursRow], local: datetime) -> HoursState:
    """Tell whether a service is open at a moment given in the local time of its country.

    Contiguous rows (24 hours a day, or up to and from midnight) count as one opening.
    """
    if not rows:
        return HoursState(None)
    spans = _merged(_spans(rows, local))
    for start, end, confidence in spans:
        if start <= local < end:
            endless = end - local > timedelta(days=DAYS_AHEAD - 1)
            return HoursState(True, None if endless else end, confidence)
    following = next((start for start, _, _ in spans if start > local), None)
    return HoursState(False, following, rows[0].confidence)


Span = tuple[datetime, datetime, str]


def _spans(rows: Sequence[HoursRow], local: datetime) -> list[Span]:
    """Give the openings from yesterday to a week ahead, earliest first."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[Span] = []
    for offset in range(-1, DAYS_AHEAD):
        day = midnight + timedelta(days=offset)
        for row in rows:
            if str(day.isoweekday()) in row.days:
                found.append((_clock(day, row.opens), _clock(day, row.closes), row.confidence))
    return sorted(found)


def _clock(day: datetime, minute: int) -> datetime:
    """Give the wall-clock minute of a day; adding hours as a duration would drift when clocks change."""
    if minute == DAY_MINUTES:
        return day + timedelta(days=1)
    return day.replace(hour=minute // 60, minute=minute % 60)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end, confidence in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, confidence))
    return merged
