"""Criteria as data, and the date each would be met at this pace (R-08): pure, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.criteria import (
    AT_LEAST,
    AT_MOST,
    Criterion,
    CriterionState,
    MemberFacts,
    evaluate,
    months_after,
    months_between,
)
from enrollment.domain.criteria_document import (
    METRICS,
    changes_between,
    criteria_read,
    document_of,
    document_problems,
    founding_criteria,
    founding_document,
    row_problems,
    rows_of,
)
from enrollment.domain.pace import DATED, FALLING, MET, STALLED, UNKNOWN, YOURS, Count, Record, outlook
from portal.core.domain.text import Text

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)
SINCE = datetime(2026, 3, 31, 9, tzinfo=UTC)
GOOD: dict[str, Any] = {"tier": "T2", "metric": "movements", "comparison": "at_least", "value": 25}
FACTS = MemberFacts(40, 39, 2, 0, 7, 0, 1, 0)


def row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


@pytest.mark.parametrize(
    ("metric", "comparison", "value", "met"),
    [
        ("movements", AT_LEAST, 40, True),
        ("movements", AT_LEAST, 41, False),
        ("clean_share", AT_LEAST, 97.5, True),
        ("clean_share", AT_LEAST, 97.6, False),
        ("points", AT_MOST, 2, True),
        ("points", AT_MOST, 1, False),
        ("open_plans", AT_MOST, 0, True),
        ("months_at_tier", AT_LEAST, 8, False),
        ("site_visits", AT_LEAST, 1, False),
        ("secured", AT_LEAST, 1, True),
        ("standards", AT_LEAST, 2, False),
    ],
)
def test_a_document_is_evaluated_row_by_row(metric: str, comparison: str, value: float, met: bool) -> None:
    asked = row(metric=metric, comparison=comparison, value=value)
    document = document_of("FAST_CARRIER", [asked])
    (state,) = evaluate(criteria_read(document)["T2"], FACTS)
    assert state.met is met and state.criterion.label == METRICS[metric].label


@pytest.mark.parametrize(("standards", "own", "secured"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 1, 1)])
def test_a_recognised_standard_or_an_own_profile_secures(standards: int, own: int, secured: int) -> None:
    """R-04: PIP and C-TPAT run on agreed standards; either or an own profile will do."""
    assert MemberFacts(standards=standards, own_profile=own).secured == secured


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tier": "T0"}, "tier"),
        ({"tier": "NEXUS"}, "tier"),
        ({"metric": "colour"}, "metric"),
        ({"comparison": "="}, "comparison"),
        ({"value": -1}, "value"),
        ({"value": None}, "value"),
        ({"value": True}, "value"),
        ({"value": 2.5}, "value"),
        ({"value": 10**7}, "value"),
        ({"metric": "clean_share", "value": 100.5}, "value"),
        ({"label_en": "x" * 121, "label_fr": "x"}, "label_en"),
        ({"label_en": "Crossings"}, "label_fr"),
        ({"label_fr": "Passages"}, "label_en"),
    ],
)
def test_a_bad_row_names_its_field(changes: dict[str, Any], field: str) -> None:
    assert [name for name, _ in row_problems("FAST_CARRIER", row(**changes))] == [field]


def test_a_good_row_and_a_programme_without_a_ladder() -> None:
    assert row_problems("FAST_CARRIER", row()) == []
    assert [name for name, _ in row_problems("NEXUS", row())] == ["tier"]


@pytest.mark.parametrize("rows", [[row(), row()], [row(value=n, metric=m) for n in (1,) for m in METRICS] * 2, []])
def test_a_bad_document_is_named(rows: list[dict[str, Any]]) -> None:
    assert document_problems(document_of("FAST_CARRIER", rows))


@pytest.mark.parametrize("programme", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER"])
def test_the_founding_document_survives_the_editor(programme: str) -> None:
    document = founding_document(programme)
    rows = [{**line, "value": float(line["value"])} for line in rows_of(document)]
    assert [problem for line in rows for problem in row_problems(programme, line)] == []
    assert document_problems(document) == []
    assert criteria_read(document_of(programme, rows)) == criteria_read(document)
    assert founding_criteria(programme).label == "criteria-2026.1"


def test_the_difference_names_what_came_went_and_changed() -> None:
    before = founding_document("FAST_CARRIER")
    rows = [{**line, "value": float(line["value"])} for line in rows_of(before)]
    changed = [
        {**line, "value": 30} if line["tier"] == "T2" and line["metric"] == "movements" else line for line in rows
    ]
    changed = [line for line in changed if line["metric"] != "site_visits"] + [row(metric="secured", value=1)]
    found = {
        line["label"].en: (line["before"].en, line["after"].en)
        for line in changes_between(before, document_of("FAST_CARRIER", changed))
    }
    assert found == {
        "T2: Movements on record": ("at least 25", "at least 30"),
        "T3: Site visit by both agencies": ("at least 1", ""),
        "T2: Recognised standard or approved own security profile": ("", "at least 1"),
    }
    assert changes_between(before, before) == []


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)), st.integers(1, 40))
def test_the_day_a_time_is_served_is_the_first_one(since: datetime, months: int) -> None:
    day = months_after(since, months)
    reached = datetime.combine(day, since.time())
    assert months_between(since, reached) >= months
    assert months_between(since, reached - timedelta(days=1)) < months


def state(fact: str, value: float, target: float, comparison: str = AT_LEAST) -> CriterionState:
    criterion = Criterion(fact.upper(), Text("x", "x"), fact, comparison, target)
    return CriterionState(criterion, value, criterion.met_by(value))


def record(days: int = 0, movements: int = 0, clean: int = 0, points: Any = ()) -> Record:
    counts = (Count(TODAY - timedelta(days=days), movements, clean),) if days else ()
    return Record(SINCE, counts, points)


SOON, LATE = NOW + timedelta(days=40), NOW + timedelta(days=90)


@pytest.mark.parametrize(
    ("asked", "past", "now", "kind", "on"),
    [
        (state("movements", 20, 10), record(), (20, 20), MET, None),
        (state("movements", 20, 50), record(), (20, 20), UNKNOWN, None),
        (state("movements", 20, 50), record(7, 10, 10), (20, 20), UNKNOWN, None),
        (state("movements", 20, 50), record(30, 20, 20), (20, 20), STALLED, None),
        # Ten in thirty days; thirty are missing: ninety days.
        (state("movements", 20, 50), record(30, 10, 10), (20, 20), DATED, TODAY + timedelta(days=90)),
        (state("movements", 20, 10**6), record(30, 19, 19), (20, 20), FALLING, None),
        # 45 of 50 clean; 97 % wanted; 30 of 30 clean in thirty days: 3.5 are missing, 0.03 gained each.
        (state("clean_share", 90, 97), record(30, 20, 15), (50, 45), DATED, TODAY + timedelta(days=117)),
        # As many findings as before: never.
        (state("clean_share", 90, 97), record(30, 30, 27), (50, 45), FALLING, None),
        (state("clean_share", 90, 97), record(30, 50, 46), (50, 45), FALLING, None),
        (state("clean_share", 0, 97), record(30, 0, 0), (0, 0), STALLED, None),
        (state("months_at_tier", 7, 12), record(), (0, 0), DATED, date(2027, 3, 31)),
        (state("months_at_tier", 7, 11), record(), (0, 0), DATED, date(2027, 3, 1)),
        (state("points", 8, 3, AT_MOST), record(points=((LATE, 3), (SOON, 5))), (0, 0), DATED, SOON.date()),
        (state("points", 8, 0, AT_MOST), record(points=((LATE, 3), (SOON, 5))), (0, 0), DATED, LATE.date()),
        (state("points", 8, 0, AT_MOST), record(), (0, 0), YOURS, None),
        (state("open_plans", 1, 0, AT_MOST), record(), (0, 0), YOURS, None),
        (state("site_visits", 0, 1), record(30, 10, 10), (20, 20), YOURS, None),
        (state("secured", 0, 1), record(30, 10, 10), (20, 20), YOURS, None),
    ],
)  # fmt: skip
def test_when_at_this_pace(
    asked: CriterionState, past: Record, now: tuple[int, int], kind: str, on: date | None
) -> None:
    found = outlook(asked, past, Count(TODAY, *now), NOW)
    assert (found.kind, found.on) == (kind, on)
    assert found.words.en and found.words.fr


def test_an_exact_date_reads_otherwise_than_a_pace() -> None:
    exact = outlook(state("months_at_tier", 7, 12), record(), Count(TODAY, 0, 0), NOW)
    paced = outlook(state("movements", 20, 50), record(30, 10, 10), Count(TODAY, 20, 20), NOW)
    assert exact.words.en.startswith("on ") and exact.words.fr.startswith("le ")
    assert paced.words.en.endswith("at this pace") and paced.words.fr.endswith("à ce rythme")
