"""Training: nothing is drawn at random, nothing is known before its day, and what was planted is found again."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from clearance.targeting.learning.history import DAY, FOUND, SEEN, before, record
from clearance.targeting.learning.table import Column, cut_of, places
from clearance.targeting.learning.train import train
from clearance.targeting.schema import CODE, FLAG, NUMBER, UNKNOWN
from tests.clearance.targeting.cards import WISH, rows_to_train

START = date(2026, 1, 1)


def test_the_same_rows_give_the_same_card() -> None:
    one, other = (train(WISH, *rows_to_train(1, 3_000)) for _ in range(2))
    assert one.digest == other.digest
    assert one.digest != train(WISH, *rows_to_train(2, 3_000)).digest
    assert one.document["trained"]["rows"] == 3_000


def test_a_card_ranks_what_it_has_not_seen() -> None:
    card = train(WISH, *rows_to_train(1, 3_000))
    table, outcome = rows_to_train(2, 2_000)
    points = np.array(
        [card.points({name: _plain(column, row) for name, column in table.items()}) for row in range(len(outcome))]
    )
    top = np.argsort(-points, kind="stable")[:200]
    assert outcome[top].mean() > 2 * outcome.mean()


def _plain(column: Column, row: int) -> object:
    value = column.values[row]
    if np.isnan(value):
        return UNKNOWN
    return column.levels[int(value)] if column.kind == CODE else bool(value) if column.kind == FLAG else float(value)


def history_rows(days: list[int], keys: list[str | None], found: list[int]) -> pl.DataFrame:
    return pl.DataFrame({DAY: [START + timedelta(n) for n in days], "who": keys, SEEN: [1] * len(days), FOUND: found})


def test_only_strictly_earlier_days_count() -> None:
    rows = history_rows([0, 0, 1, 1, 2, 2], ["a", "a", "a", "b", "a", None], [1, 0, 1, 1, 0, 1])
    seen, found = before(rows, ["who"])
    assert seen.tolist() == [0, 0, 2, 0, 3, 0]
    assert found.tolist() == [0, 0, 1, 0, 2, 0]


@pytest.mark.parametrize("seed", range(5))
def test_records_agree_with_counting_by_hand_and_ignore_what_comes_later(seed: int) -> None:
    draw = np.random.default_rng(seed)
    days, keys = draw.integers(0, 6, 60).tolist(), draw.choice(["a", "b", "c"], 60).tolist()
    outcomes = draw.integers(0, 2, 60).tolist()
    rows = history_rows(days, keys, outcomes)
    _seen, found = before(rows, ["who"])
    assert found.tolist() == [
        sum(o for d, k, o in zip(days, keys, outcomes, strict=True) if d < day and k == key)
        for day, key in zip(days, keys, strict=True)
    ]
    later = [1 - outcome if day >= 3 else outcome for day, outcome in zip(days, outcomes, strict=True)]
    changed = before(history_rows(days, keys, later), ["who"])[1]
    early = np.array(days) <= 3
    assert (changed[early] == found[early]).all()


def test_a_record_is_drawn_to_the_usual_share_and_empty_when_there_is_none() -> None:
    values = record(np.array([0.0, 1.0, 1000.0]), np.array([0.0, 1.0, 500.0]), usual=0.01, caution=10)
    assert np.isnan(values[0])
    assert values[1] < values[2] == pytest.approx(np.log(500.1 / 509.9), abs=1e-6)


@pytest.mark.parametrize(
    "column",
    [
        Column(NUMBER, np.array([np.nan, -1.0, 0.0, 2.5, 2.5, 7.0, 1e9] * 10)),
        Column(CODE, np.array([0.0, 1.0, 2.0, np.nan, 0.0] * 10), ("T0", "T2", "rare")),
        Column(FLAG, np.array([0.0, 1.0, np.nan] * 10)),
    ],
)
def test_a_whole_table_falls_into_the_bins_of_a_single_value(column: Column) -> None:
    cut = cut_of("x", column, most=4, least=15)
    one_by_one = [cut.place(_plain(column, row)) for row in range(len(column.values))]
    assert places(cut, column).tolist() == one_by_one
    assert set(one_by_one) <= set(range(cut.size))
