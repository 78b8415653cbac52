"""The random overlay: repeatable from its seed, at the rate that was set, not to be steered (R-43)."""

from __future__ import annotations

import hashlib

import pytest

from clearance.targeting.overlay import commitment, drawn

TRIPS = 40_000


@pytest.mark.parametrize("rate", [0.01, 0.02, 0.1])
def test_the_share_is_the_rate(rate: float) -> None:
    """Within four standard deviations of a binomial: a wrong rate by a tenth is seen."""
    count = sum(drawn(b"seed of the day", f"trip-{number}", rate) for number in range(TRIPS))
    assert abs(count - TRIPS * rate) < 4 * (TRIPS * rate * (1 - rate)) ** 0.5


def test_the_draw_is_repeatable_and_depends_on_seed_and_trip() -> None:
    trips = [f"trip-{number}" for number in range(2000)]
    first = [drawn(b"a", trip, 0.1) for trip in trips]
    assert first == [drawn(b"a", trip, 0.1) for trip in trips]
    assert first != [drawn(b"b", trip, 0.1) for trip in trips]


def test_a_higher_rate_only_adds_trips() -> None:
    for number in range(2000):
        assert drawn(b"a", str(number), 0.1) or not drawn(b"a", str(number), 0.01)


def test_the_ends_are_exact() -> None:
    assert all(drawn(b"a", str(number), 1.0) for number in range(50))
    assert not any(drawn(b"a", str(number), 0.0) for number in range(50))


@pytest.mark.parametrize(("seed", "rate"), [(b"", 0.1), (b"a", -0.1), (b"a", 1.1)])
def test_a_draw_without_seed_or_with_a_wrong_rate_is_refused(seed: bytes, rate: float) -> None:
    with pytest.raises(ValueError):
        drawn(seed, "trip", rate)


def test_the_commitment_shows_the_seed_was_fixed_before() -> None:
    assert commitment(b"seed") == hashlib.sha256(b"seed").hexdigest()
    assert commitment(b"seed") != commitment(b"other")
