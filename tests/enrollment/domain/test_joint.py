"""The joint outcome over every combination of rows (architecture rule 2)."""

from __future__ import annotations

from itertools import product

import pytest

from enrollment.domain.joint import AGENCIES, joint_outcome

STATUSES = ("pending", "approved", "denied", "recognised", "something else", None)


def rows(cbp: str | None, cbsa: str | None) -> list[tuple[str, str]]:
    return [(agency, status) for agency, status in (("CBP", cbp), ("CBSA", cbsa)) if status is not None]


@pytest.mark.parametrize(("cbp", "cbsa"), list(product(STATUSES, STATUSES)))
def test_every_combination(cbp: str | None, cbsa: str | None) -> None:
    outcome = joint_outcome(rows(cbp, cbsa))
    if "denied" in (cbp, cbsa):
        assert outcome == "denied"
    elif {cbp, cbsa} in ({"approved"}, {"approved", "recognised"}):
        assert outcome == "approved"
    else:
        assert outcome == "pending"
    assert joint_outcome(reversed(rows(cbp, cbsa))) == outcome


def test_silence_is_never_a_yes() -> None:
    assert joint_outcome([]) == "pending"
    assert joint_outcome([("CBP", "approved")]) == "pending"


def test_two_rows_of_one_agency_do_not_speak_for_the_other() -> None:
    assert joint_outcome([("CBP", "approved"), ("CBP", "approved")]) == "pending"


def test_a_third_agency_neither_helps_nor_stops() -> None:
    both = [(agency, "approved") for agency in AGENCIES]
    assert joint_outcome([*both, ("CFIA", "denied")]) == "approved"
    assert joint_outcome([("CBP", "approved"), ("CFIA", "approved")]) == "pending"
