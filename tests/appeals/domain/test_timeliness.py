"""The standard of an appeal and what is published of how long appeals took (R-80)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from appeals.domain.kinds import KINDS
from appeals.domain.published import FEWEST
from appeals.domain.timeliness import (
    LONGEST,
    STANDARDS,
    Course,
    Quarter,
    Row,
    final_at,
    ruling_due,
    timeliness,
    within,
)

FILED = datetime(2026, 2, 3, 15, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
LATER = datetime(2027, 6, 1, tzinfo=UTC)


def courses(in_time: int, over: int, still: int, kind: str = "demotion") -> list[Course]:
    due = ruling_due(kind, FILED)
    ruled = [due] * in_time + [due + MOMENT] * over + [None] * still
    return [Course(kind, FILED, moment) for moment in ruled]


def test_every_ground_has_its_standard() -> None:
    assert list(STANDARDS) == list(KINDS)
    assert timedelta(days=max(STANDARDS.values())) == LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_moment_is_within_the_standard_and_the_next_is_not(kind: str) -> None:
    due = FILED + timedelta(days=STANDARDS[kind])
    assert within(kind, FILED, due)
    assert not within(kind, FILED, due + MOMENT)


@pytest.mark.parametrize("in_time", range(0, 8))
def test_no_number_from_one_to_four_is_told_nor_follows_from_the_others(in_time: int) -> None:
    for over, still in product(range(8), repeat=2):
        whole = in_time + over + still
        rows = timeliness(courses(in_time, over, still), LATER)
        assert len(rows) == (1 if whole else 0)
        for row in rows:
            assert row.filed == (whole if whole >= FEWEST else None)
            told = [part for part in (row.in_time, row.over, row.open_over) if part is not None]
            assert len(told) in ({0} if row.filed is None else {0, 1, 3})
            assert all(part == 0 or part >= FEWEST for part in (*told, whole - sum(told) if told else 0))
            assert row.in_time in {None, in_time}
            assert row.over is None or (row.over, row.open_over, row.decided) == (over, still, in_time + over)
            assert (row.days is not None) == bool(row.decided)


def test_a_quarter_is_final_when_the_longest_standard_has_run_and_never_changes_after() -> None:
    quarter = Quarter.of(FILED)
    final = final_at(quarter)
    assert final == datetime(2026, 4, 1, tzinfo=UTC) + LONGEST
    assert timeliness(courses(6, 0, 0), final - MOMENT) == ()
    first = timeliness(courses(6, 0, 6), final)
    ruled_after = [Course("demotion", FILED, final + MOMENT) for _ in range(6)]
    gone_after = [Course("demotion", FILED, gone=True, gone_at=final + MOMENT) for _ in range(6)]
    assert first == timeliness(courses(6, 0, 0) + ruled_after, LATER)
    assert first == timeliness(courses(6, 0, 0) + gone_after, LATER)
    gone_before = [Course("demotion", FILED, gone=True, gone_at=final), Course("demotion", FILED, gone=True)]
    assert timeliness(courses(6, 0, 6) + gone_before, LATER) == first


def test_share_and_median_have_their_base() -> None:
    days = (10, 20, 30, 40, 91, 92, 93, 94, 95, 96)
    rows = timeliness([Course("demotion", FILED, FILED + timedelta(days=each)) for each in (*days, 50)], LATER)
    [row] = rows
    assert (row.filed, row.in_time, row.over, row.open_over, row.decided, row.days) == (11, 5, 6, 0, 11, 91)
    assert row.share == 45
    assert Row(Quarter(2026, 1), "fee").share is None


def test_rows_are_by_quarter_and_ground_the_latest_first() -> None:
    early = [Course("fee", FILED - timedelta(days=60), None) for _ in range(5)]
    rows = timeliness([*early, *courses(5, 0, 0, "fee"), *courses(0, 0, 5)], LATER)
    assert [(row.quarter.number, row.kind) for row in rows] == [(1, "demotion"), (1, "fee"), (4, "fee")]
