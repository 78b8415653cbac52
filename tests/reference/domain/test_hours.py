"""R-40: whether an agency is there at a moment, and when that changes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.reference.domain import HoursRow, state_at

DETROIT = ZoneInfo("America/Detroit")
WEEKDAYS = HoursRow("12345", 8 * 60, 17 * 60, "assumed")
ALWAYS = HoursRow("1234567", 0, 24 * 60, "given")
# 24 November 2026 is a Tuesday, 28 November a Saturday.


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=DETROIT)


@pytest.mark.parametrize(
    ("moment", "is_open", "changes"),
    [
        (at(24, 8), True, at(24, 17)),
        (at(24, 16, 59), True, at(24, 17)),
        (at(24, 17), False, at(25, 8)),
        (at(24, 7, 59), False, at(24, 8)),
        (at(27, 17, 1), False, at(30, 8)),
        (at(28, 12), False, at(30, 8)),
    ],
)
def test_weekday_hours(moment: datetime, is_open: bool, changes: datetime) -> None:
    state = state_at([WEEKDAYS], moment)
    assert (state.open, state.changes_at, state.confidence) == (is_open, changes, "assumed")


def test_no_known_hours_is_unknown_and_never_open() -> None:
    state = state_at([], at(24, 12))
    assert state.open is None
    assert not state.known


def test_round_the_clock_never_changes() -> None:
    state = state_at([ALWAYS], at(24, 3))
    assert (state.open, state.changes_at) == (True, None)


def test_hours_that_meet_at_midnight_are_one_opening() -> None:
    rows = [HoursRow("1", 20 * 60, 24 * 60), HoursRow("2", 0, 4 * 60)]
    assert state_at(rows, at(23, 22)).changes_at == at(24, 4)
    assert state_at(rows, at(24, 3)).changes_at == at(24, 4)


def test_an_opening_before_midnight_reaches_into_the_night_when_clocks_change() -> None:
    # On 1 November 2026 clocks go back at 02:00; the wall clock decides, not the number of hours.
    rows = [HoursRow("1234567", 6 * 60, 22 * 60)]
    assert state_at(rows, at(1, 5, 59)).changes_at == at(1, 6)
    assert state_at(rows, at(1, 12)).changes_at == at(1, 22)


def test_two_rows_on_one_day_leave_a_break() -> None:
    rows = [HoursRow("2", 8 * 60, 12 * 60), HoursRow("2", 13 * 60, 17 * 60)]
    assert state_at(rows, at(24, 12, 30)).open is False
    assert state_at(rows, at(24, 12, 30)).changes_at == at(24, 13)
