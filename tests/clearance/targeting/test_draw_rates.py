"""A million draws: as many as was signed in every tier, and nobody can foresee them (R-43, issue 4 acceptance 2)."""

from __future__ import annotations

from math import comb

import lightgbm
import numpy as np
import pytest

from clearance.targeting.draw_rates import LEVEL, Observed, limits
from clearance.targeting.overlay import SPACE, draw_limit, draw_value, drawn, kept_rate

TRIPS = 1_000_000
SIGNED = {"T0": 0.03, "T1": 0.02, "T2": 0.015, "T3": 0.01}
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@pytest.fixture(scope="module")
def world() -> tuple[Numbers, Numbers]:
    """The number each of a million trips drew, and what is filed about it."""
    seeds = [bytes([day]) * 32 for day in range(10)]
    values = [draw_value(seeds[trip % 10], f"trip {trip}") for trip in range(TRIPS)]
    trips = np.arange(TRIPS)
    chance = np.random.default_rng(43)
    fields = np.column_stack(
        [
            trips % 4,  # tier
            trips % 24,  # hour
            trips % 10,  # day
            trips // 2500,  # carrier: numbers follow one another
            chance.integers(0, 40, TRIPS),  # crossing
            chance.lognormal(9, 1, TRIPS),  # weight
            chance.lognormal(10, 2, TRIPS),  # value
            chance.integers(1, 41, TRIPS),  # shipments
            trips,  # the order of filing itself
        ]
    ).astype(float)
    return np.array(values, dtype=float) / SPACE, fields


def test_the_share_of_every_tier_is_the_signed_one(world: tuple[Numbers, Numbers]) -> None:
    """Inside the exact binomial 99.9 % interval; a rate wrong by a tenth would be seen."""
    values, fields = world
    for place, (tier, rate) in enumerate(SIGNED.items()):
        own = values[fields[:, 0] == place]
        observed = Observed(tier, rate, len(own), int((own < draw_limit(rate) / SPACE).sum()))
        print(f"{tier}: {observed.hits} of {observed.trials} at {rate}, limits {observed.limits}")
        assert observed.as_signed
        assert not Observed(tier, rate, len(own), round(len(own) * rate * 1.1)).as_signed


def _area(scores: Numbers, hits: Numbers) -> float:
    """The area under the ROC curve by ranks, ties at their mean."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    found = int(hits.sum())
    return float((ranks[hits > 0].sum() - found * (found + 1) / 2) / (found * (len(hits) - found)))


def test_nothing_that_is_filed_foretells_a_draw(world: tuple[Numbers, Numbers]) -> None:
    """No field alone, and no model that learnt the draws of the other half of the trips."""
    values, fields = world
    hits = (values < draw_limit(0.02) / SPACE).astype(float)
    areas = [_area(fields[:, place], hits) for place in range(fields.shape[1])]
    learnt = np.arange(TRIPS) % 2 == 0
    options = {"objective": "binary", "num_threads": 1, "seed": 1, "verbose": -1, "num_leaves": 15}
    model = lightgbm.train(options, lightgbm.Dataset(fields[learnt], hits[learnt]), num_boost_round=15)
    areas.append(_area(np.asarray(model.predict(fields[~learnt])), hits[~learnt]))
    print("AUC by field, then of the model:", [round(area, 4) for area in areas])
    assert all(abs(area - 0.5) <= 0.01 for area in areas), areas


def test_a_draw_that_can_be_foreseen_is_seen() -> None:
    """The measure itself: had the draw gone by the hour, the area would say so."""
    hour = (np.arange(10_000) % 24).astype(float)
    assert _area(hour, (hour < 2).astype(float)) < 0.1


@pytest.mark.parametrize(("trials", "rate"), [(1, 0.5), (12, 0.02), (40, 0.5), (300, 0.01), (900, 0.97)])
def test_limits_are_exact(trials: int, rate: float) -> None:
    """Held against sums of whole binomial terms."""
    weights = [comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(trials + 1)]
    low, high = limits(trials, rate)
    tail = (1 - LEVEL) / 2
    assert sum(weights[:low]) <= tail < sum(weights[: low + 1])
    assert sum(weights[high + 1 :]) <= tail < sum(weights[high:])


def test_limits_of_what_is_certain() -> None:
    assert limits(50, 0.0) == (0, 0) and limits(50, 1.0) == (50, 50) and limits(0, 0.1) == (0, 0)
    for trials, rate in ((-1, 0.1), (5, 1.1)):
        with pytest.raises(ValueError, match="from 0"):
            limits(trials, rate)


def test_a_rate_is_kept_as_it_is_drawn_with() -> None:
    assert f"{kept_rate(0.0123456):.5f}" == "0.01235"
    for token in map(str, range(2000)):
        assert drawn(b"seed", token, 0.0123456) == drawn(b"seed", token, kept_rate(0.0123456))
