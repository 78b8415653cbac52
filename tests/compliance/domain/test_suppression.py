"""Nothing a reader can subtract gives a small cell away: every table that fits what is shown is tried (acceptance 4)."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest

from audit.compliance.domain.benefits import FEWEST_COMPANIES, Benefits, Group, Quarter, benefits
from audit.compliance.domain.suppression import FEWEST, Key, Published, Table, suppress

Counts = dict[Key, int]


def lines(counts: Counts, place: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in counts.items():
        sums[key[place]] = sums.get(key[place], 0) + count
    return sums


def fitting(counts: Counts, hidden: frozenset[Key]) -> dict[Key, set[int]]:
    """Try every value of every left-out cell: those that give all shown sums, cell by cell."""
    rows, columns = lines(counts, 0), lines(counts, 1)
    keys = sorted(hidden)
    room = {key: min(rows[key[0]], columns[key[1]]) for key in keys}
    found: dict[Key, set[int]] = {key: set() for key in keys}
    for values in product(*(range(room[key] + 1) for key in keys)):
        tried = {**counts, **dict(zip(keys, values, strict=True))}
        if lines(tried, 0) == rows and lines(tried, 1) == columns:
            for key, value in zip(keys, values, strict=True):
                found[key].add(value)
    return found


def small_table(chance: random.Random) -> Counts:
    return {
        (row, column): chance.randrange(1, 6)
        for row in ("a", "b")
        for column in ("x", "y", "z")
        if chance.random() < 0.85
    }


@pytest.mark.parametrize("seed", range(60))
def test_r101_no_small_cell_of_a_random_table_can_be_worked_out(seed: int) -> None:
    chance = random.Random(seed)
    counts = small_table(chance)
    small = frozenset(key for key, count in counts.items() if count < 3)
    wanted = 2
    found = suppress([Table(counts, wanted)], small)
    assert small <= found.hidden
    if not found.sums:
        assert found.hidden == small
        return
    possible = fitting(counts, found.hidden)
    for key in small:
        assert max(possible[key]) - min(possible[key]) >= wanted, (counts, found, key)


@pytest.mark.parametrize("seed", range(40))
def test_sums_are_given_up_only_where_no_leaving_out_protects(seed: int) -> None:
    counts = small_table(random.Random(seed))
    small = frozenset(key for key, count in counts.items() if count < 3)
    if suppress([Table(counts, 2)], small).sums:
        return
    possible = fitting(counts, frozenset(counts))
    assert any(max(possible[key]) - min(possible[key]) < 2 for key in small)


def test_one_small_cell_takes_three_more_with_it() -> None:
    counts = {(row, column): 100 for row in "ab" for column in "xyz"} | {("a", "x"): 4}
    found = suppress([Table(counts)], frozenset({("a", "x")}))
    assert found.sums
    assert len(found.hidden) == 4


def test_a_cell_alone_in_its_line_costs_the_sums() -> None:
    counts = {("a", "x"): 4, ("b", "y"): 200}
    assert suppress([Table(counts)], frozenset({("a", "x")})) == Published(frozenset({("a", "x")}), sums=False)


def test_nothing_small_leaves_nothing_out() -> None:
    assert suppress([Table({("a", "x"): 50})], frozenset()) == Published(frozenset(), sums=True)


def test_a_count_that_would_be_known_to_be_nought_is_protected_too() -> None:
    """Two left-out cells whose inspected counts add up to 0 would be known: a third joins them."""
    movements = {(row, column): 100 for row in "ab" for column in "xyz"} | {("a", "x"): 4}
    inspected = {(row, column): 9 for row in "ab" for column in "xyz"} | {("a", "x"): 0, ("a", "y"): 0, ("b", "x"): 0}
    found = suppress([Table(movements), Table(inspected, 3)], frozenset({("a", "x")}))
    if found.sums:
        assert sum(inspected[key] for key in found.hidden if key[0] == "a") >= 3


def shown_cells(found: Benefits) -> set[Key]:
    return {key for key, rate in found.cells.items() if rate is not None}


def test_r101_few_movements_or_few_companies_are_never_shown() -> None:
    groups = [
        Group(tier, port, movements, movements // 10, companies)
        for tier, port, movements, companies in (
            ("T0", "p", 900, 40), ("T0", "q", 800, 30), ("T0", "r", 700, 30), ("T1", "p", 500, 20),
            ("T1", "q", FEWEST - 1, 9), ("T1", "r", 400, 10), ("T2", "p", 300, FEWEST_COMPANIES - 1),
            ("T2", "q", 300, 10), ("T2", "r", 300, 10),
        )
    ]  # fmt: skip
    found = benefits(groups)
    assert not shown_cells(found) & {("T1", "q"), ("T2", "p")}
    assert found.tiers["T0"].n == 2400
    # What is shown of a line less its sum is never a single cell.
    for place, sums in ((0, found.tiers), (1, found.crossings)):
        for name in sums:
            out = [key for key, rate in found.cells.items() if key[place] == name and rate is None]
            assert len(out) != 1


def test_quarters_are_shown_when_they_are_over_and_do_not_overlap() -> None:
    assert Quarter.last_over(date(2026, 10, 3)).code == "2026-Q2"
    assert Quarter.last_over(date(2026, 10, 6)).code == "2026-Q3"
    today = date(2026, 11, 27)
    assert Quarter.read("2026-Q4", today) == Quarter.read("nonsense", today) == Quarter(2026, 3)
    assert Quarter.read("2025-Q1", today).first == date(2025, 1, 1)
    assert Quarter(2026, 1).back(1) == Quarter(2025, 4)
    assert Quarter(2025, 4).last == date(2025, 12, 31)
