"""Rates, differences and matching of the benefit ledger against published and hand-worked values (R-39)."""

from __future__ import annotations

import pytest

from audit.compliance.domain.ledger import (
    Rate,
    Stratum,
    Tally,
    compare,
    difference,
    saved,
    total,
    wilson,
)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part / whole, whole) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_interval_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = difference(Rate.of(*one), Rate.of(*other))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_without_a_base_there_is_no_rate_and_no_difference() -> None:
    assert Rate.of(0, 0) is None
    assert difference(None, Rate.of(1, 2)) is None
    assert wilson(0.0, 0) == (0.0, 1.0)


def stratum(own: tuple[int, int], peers: tuple[int, int], tier: str = "T2") -> Stratum:
    return Stratum(tier, Tally(own[1], own[0]), Tally(peers[1], peers[0]))


def test_r39_others_are_weighed_by_the_members_own_movements() -> None:
    """75 of 100 own movements are of a kind inspected 10 % elsewhere, 25 of one inspected 40 %: 17.5 % is the measure."""
    found = compare([stratum((3, 75), (100, 1000)), stratum((2, 25), (80, 200)), stratum((9, 10), (0, 0))])
    assert found.own == Rate.of(5, 100)
    assert found.alone == 10
    assert found.peers is not None
    assert found.peers.share == pytest.approx(0.75 * 0.1 + 0.25 * 0.4)
    assert (found.peers.part, found.peers.n) == (180, 1200)
    assert found.peers.weight == pytest.approx(1 / (0.75**2 / 1000 + 0.25**2 / 200))
    assert found.difference is not None
    assert found.difference.fell


def test_one_stratum_is_the_plain_comparison() -> None:
    found = compare([stratum((56, 70), (48, 80))])
    assert found.difference is not None
    assert (found.difference.low, found.difference.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_nothing_alike_gives_no_comparison() -> None:
    found = compare([stratum((1, 10), (0, 0))])
    assert (found.own, found.peers, found.difference, found.alone) == (None, None, None, 10)


def timed(*minutes: int) -> Tally:
    return Tally(len(minutes), 0, len(minutes), sum(minutes), sum(one**2 for one in minutes))


def test_r05_minutes_saved_are_those_of_like_movements() -> None:
    found = saved([Stratum("T2", timed(10, 20), timed(30, 40)), Stratum("T2", timed(5), Tally(9))])
    assert found.each is not None
    assert (found.movements, found.each.value, found.all) == (2, 20.0, 40)
    # Each variance is 50: the standard error of the difference of two means of two is sqrt(50).
    assert found.each.high - found.each.value == pytest.approx(1.959964 * 50**0.5, abs=1e-4)
    assert saved([Stratum("T2", Tally(3), timed(4))]).each is None


def test_more_minutes_are_told_as_more_minutes() -> None:
    found = saved([Stratum("T2", timed(50, 50, 50), timed(10, 10, 10))])
    assert found.each is not None
    assert found.each.fell
    assert found.all == -120


def test_tallies_add_up() -> None:
    whole = total([timed(1, 2), Tally(4, 3, 0, 0, 0, 2, 1)])
    assert whole == Tally(6, 3, 2, 3, 5, 2, 1)
    assert whole.promise == Rate.of(1, 2)
    assert whole.mean_minutes == 1.5
