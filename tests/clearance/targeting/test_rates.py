"""Shares with their uncertainty, outliers, matched ports, fairness and drift (R-38, R-90, R-99, R-104)."""

from __future__ import annotations

import random

import pytest
from scipy.stats import binomtest, chi2

from clearance.targeting.rates import (
    PSI_ACT,
    PSI_WATCH,
    Group,
    Share,
    below_floor,
    chance_above,
    fairness,
    matched,
    outliers,
    stability,
)


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (0, 40), (3, 40), (17, 20), (40, 40), (450, 10_000)])
def test_the_interval_is_wilsons(part: int, whole: int) -> None:
    known = binomtest(part, whole).proportion_ci(method="wilson")
    assert Share(part, whole).bounds == pytest.approx((known.low, known.high))


def test_without_a_base_there_is_no_share() -> None:
    assert Share(0, 0).rate is None and Share(0, 0).bounds is None and not below_floor(Share(0, 0), 0.5)


def test_a_code_is_listed_only_when_its_whole_interval_lies_under_the_floor() -> None:
    assert below_floor(Share(0, 300), 0.02)
    assert not below_floor(Share(0, 30), 0.02), "thirty clean ones prove little"
    assert not below_floor(Share(30, 300), 0.02)


def test_an_officer_far_from_the_others_stands_out_and_few_cases_do_not() -> None:
    shares = {f"officer {n}": Share(4 + n % 3, 100) for n in range(9)} | {"strict": Share(40, 100), "new": Share(3, 4)}
    assert outliers(shares).keys() == {"strict"}
    assert outliers({"one": Share(1, 50), "other": Share(40, 50)}) == {}, "two are no yardstick"


def test_colleagues_exactly_alike_still_let_one_stand_out() -> None:
    assert outliers({**{str(n): Share(5, 100) for n in range(6)}, "strict": Share(30, 100)}).keys() == {"strict"}


@pytest.mark.parametrize("freedom", [1, 2, 5, 20])
@pytest.mark.parametrize("share", [0.9, 0.5, 0.1, 0.01])
def test_the_tail_of_chi_square(freedom: int, share: float) -> None:
    assert chance_above(float(chi2.isf(share, freedom)), freedom) == pytest.approx(share)


def test_ports_that_differ_only_in_their_trips_do_not_differ() -> None:
    """R-104: port B carries the risky kind; matched by kind both act alike."""
    spread = matched(
        [("A", "quiet", 900, 9), ("A", "risky", 100, 20), ("B", "quiet", 100, 1), ("B", "risky", 900, 180)]
    )
    assert [port.ratio for port in spread.ports] == pytest.approx([1, 1])
    assert spread.p == pytest.approx(1)


def test_a_port_that_refers_twice_as_often_is_found_and_a_lone_kind_is_left_out() -> None:
    spread = matched([("A", "like", 1000, 20), ("B", "like", 1000, 40), ("B", "lone", 500, 400)])
    assert spread.p is not None and spread.p < 0.02
    assert {port.name: port.observed for port in spread.ports} == {"A": 20, "B": 40}
    assert matched([("A", "lone", 10, 1)]).p is None


def test_differences_by_chance_are_called_so_at_the_stated_rate() -> None:
    chance = random.Random(5)
    low = 0
    for _ in range(400):
        cells = [(port, "like", 400, sum(chance.random() < 0.05 for _ in range(400))) for port in "ABC"]
        low += (matched(cells).p or 1) < 0.05
    assert 5 <= low <= 40


def test_a_group_is_flagged_only_when_nothing_found_at_random_explains_it() -> None:
    usual = Group("usual", Share(100, 5000), Share(2, 200))
    unexplained = Group("small carriers", Share(60, 1000), Share(1, 100))
    explained = Group("new carriers", Share(60, 1000), Share(9, 100))
    few = Group("three trips", Share(1, 3), Share(0, 0))
    found = {one.group.name: one.flagged for one in fairness([usual, unexplained, explained, few])}
    assert found == {"usual": False, "small carriers": True, "new carriers": False, "three trips": False}


def test_drift_is_silent_on_the_same_mix_and_loud_on_another() -> None:
    before = {"CA": 700, "US": 250, "CN": 50}
    assert stability(before, {"CA": 70, "US": 25, "CN": 5}) == pytest.approx(0, abs=0.01)
    assert PSI_WATCH < (stability(before, {"CA": 500, "US": 350, "CN": 150}) or 0) < PSI_ACT
    assert (stability(before, {"CA": 200, "US": 300, "VN": 500}) or 0) > PSI_ACT
    assert stability({}, before) is None
