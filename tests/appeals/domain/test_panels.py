"""Panels: three members, both countries, nobody who touched the decision (R-80)."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

import pytest

from appeals.domain.panels import SEATS, Seat, panel_faults, panel_suggest

MEMBERS = [
    Seat(UUID(int=n + 1), f"member {n}", country) for n, country in enumerate(["CA", "CA", "CA", "US", "US", "US"])
]
NOBODY: frozenset[UUID] = frozenset()


def test_every_possible_panel_of_three_sits_exactly_when_both_countries_are_on_it() -> None:
    for seats in combinations(MEMBERS, SEATS):
        mixed = {seat.country for seat in seats} == {"CA", "US"}
        assert (panel_faults(seats, NOBODY) == []) is mixed, seats


@pytest.mark.parametrize("touched", range(6))
def test_whoever_touched_the_decision_may_never_sit(touched: int) -> None:
    blocked = {MEMBERS[touched].user_id}
    for seats in combinations(MEMBERS, SEATS):
        codes = {item.code for item in panel_faults(seats, blocked)}
        assert ("APL_PANEL_CONFLICT" in codes) is (MEMBERS[touched] in seats)


@pytest.mark.parametrize("size", [0, 1, 2, 4, 6])
def test_any_other_size_is_refused(size: int) -> None:
    assert "APL_PANEL_SIZE" in {item.code for item in panel_faults(MEMBERS[:size], NOBODY)}


def test_the_same_member_twice_is_refused() -> None:
    seats = (MEMBERS[0], MEMBERS[0], MEMBERS[3])
    assert "APL_PANEL_SIZE" in {item.code for item in panel_faults(seats, NOBODY)}


def test_the_proposal_is_lawful_and_takes_the_lightest_load() -> None:
    loads = [(seat, load) for seat, load in zip(MEMBERS, [5, 0, 2, 9, 1, 3], strict=True)]
    seats = panel_suggest(loads, {MEMBERS[4].user_id})
    assert panel_faults(seats, {MEMBERS[4].user_id}) == []
    assert [seat.name for seat in seats] == ["member 1", "member 5", "member 2"]


def test_without_a_free_member_of_a_country_the_proposal_is_not_lawful() -> None:
    loads = [(seat, 0) for seat in MEMBERS[:3]]
    assert panel_faults(panel_suggest(loads, NOBODY), NOBODY)
