"""Votes over every possible course of a panel (R-80, requirements 4.12)."""

from __future__ import annotations

from itertools import product
from uuid import UUID

from appeals.domain.panels import Seat
from appeals.domain.votes import DISMISS, GRANT, tally

SEATS = [Seat(UUID(int=1), "a", "CA"), Seat(UUID(int=2), "b", "US"), Seat(UUID(int=3), "c", "US")]


def test_an_outcome_needs_a_majority_of_seats_and_both_countries_heard() -> None:
    for choices in product([None, GRANT, DISMISS], repeat=3):
        votes = {seat.user_id: choice for seat, choice in zip(SEATS, choices, strict=True) if choice}
        count = tally(SEATS, votes)
        grants, dismissals = choices.count(GRANT), choices.count(DISMISS)
        heard = choices[0] is not None and (choices[1] is not None or choices[2] is not None)
        expected = GRANT if heard and grants >= 2 else DISMISS if heard and dismissals >= 2 else ""
        assert (count.grant, count.dismiss, count.missing) == (grants, dismissals, choices.count(None))
        assert count.outcome == expected, choices


def test_a_vote_from_outside_the_panel_does_not_count() -> None:
    votes = {SEATS[0].user_id: GRANT, UUID(int=99): GRANT}
    assert tally(SEATS, votes).grant == 1
