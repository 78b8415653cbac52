"""The queue model against what is known of queues and of one real port (issue acceptance 7)."""

from __future__ import annotations

import math
from functools import cache
from statistics import fmean, stdev

import pytest

from clearance.targeting.lanes import FAST, GENERAL, GREEN_FAST
from clearance.targeting.queues import Arrivals, Port, Run, Service, erlang_c, simulate

SEEDS = range(8)


def one_lane(booths: int, rate: float, mean: float, phases: int = 1) -> list[float]:
    """Mean waits of eight days at a constant rate, the first hour left out."""
    port = Port({GENERAL: booths}, {GENERAL: Service(mean, phases)})
    arrivals = Arrivals({GENERAL: [rate * 60]})
    return [simulate(port, arrivals, seed=seed, hours=24, warm_up=60).lanes[GENERAL].mean for seed in SEEDS]


@pytest.mark.parametrize(("booths", "load"), [(1, 0.6), (2, 0.8), (3, 0.85), (5, 0.85)])
def test_the_model_matches_erlang_c_within_its_interval(booths: int, load: float) -> None:
    """Acceptance 7: M/M/c, 99.9 % interval of the mean over eight runs."""
    mean = 1.25
    waits = one_lane(booths, load * booths / mean, mean)
    half = 5.41 * stdev(waits) / math.sqrt(len(waits))
    exact = erlang_c(load * booths / mean, mean, booths)
    assert abs(fmean(waits) - exact) <= half
    assert half < exact


def test_more_even_work_waits_less_as_erlang_k_says() -> None:
    """M/E_k/1 waits (1 + 1/k) / 2 of M/M/1: the second half of Pollaczek and Khinchine."""
    plain, even = fmean(one_lane(1, 0.56, 1.25)), fmean(one_lane(1, 0.56, 1.25, phases=4))
    assert even / plain == pytest.approx(0.625, abs=0.12)


def test_erlang_c_itself() -> None:
    """M/M/1 has a closed form; three booths at nine tenths wait 7.354 service times over the service rate."""
    assert erlang_c(0.5, 1.0, 1) == pytest.approx(1.0)
    assert erlang_c(2.7, 1.0, 3) == pytest.approx(2.7235, abs=1e-3)
    with pytest.raises(ValueError, match="more work"):
        erlang_c(2.0, 1.0, 2)


PACIFIC_HIGHWAY = Arrivals({FAST: [22.5], GENERAL: [77.5]})


@cache
def pacific_highway(guard: float | None) -> list[Run]:
    """One FAST and two general booths, 22.5 % FAST (Blaine southbound before 2011); work times are assumed."""
    service = {FAST: Service(34 / 60, 3), GENERAL: Service(85 / 60, 3)}
    port = Port({FAST: 1, GENERAL: 2}, service, guard=guard)
    return [simulate(port, PACIFIC_HIGHWAY, seed=seed, hours=24, warm_up=60) for seed in SEEDS]


def mean_wait(runs: list[Run], lane: str) -> float:
    return fmean(run.lanes[lane].mean for run in runs)


def test_opening_the_fast_booth_to_all_as_at_pacific_highway() -> None:
    """Acceptance 7: the wait of the general lane falls sharply, that of FAST rises little."""
    before, after = pacific_highway(None), pacific_highway(math.inf)
    assert mean_wait(after, GENERAL) < 0.4 * mean_wait(before, GENERAL)
    assert 0 < mean_wait(after, FAST) - mean_wait(before, FAST) < 1.0


def test_the_guard_keeps_the_fast_lane_short() -> None:
    """A guard of half a minute lets fewer in than none: FAST waits less, the general lane more (R-42)."""
    guarded, free = pacific_highway(0.5), pacific_highway(math.inf)
    assert mean_wait(guarded, FAST) < mean_wait(free, FAST)
    assert mean_wait(guarded, GENERAL) > mean_wait(free, GENERAL)


def test_the_same_seed_gives_the_same_day_and_others_do_not() -> None:
    port = Port({GENERAL: 2}, {GENERAL: Service(1.0, 2)})
    first, again, other = (simulate(port, Arrivals({GENERAL: [60.0]}), seed=seed) for seed in (0, 0, 1))
    assert first == again and first != other


def test_trucks_without_a_lane_of_their_own_take_the_next() -> None:
    service = {lane: Service(1.0) for lane in (GREEN_FAST, FAST, GENERAL)}
    arrivals = Arrivals({GREEN_FAST: [10.0], GENERAL: [0.0]})
    run = simulate(Port({GENERAL: 1}, service), arrivals, seed=1)
    assert set(run.lanes) == {GREEN_FAST} and run.lanes[GREEN_FAST].trucks > 150
    with pytest.raises(ValueError, match="no booth"):
        simulate(Port({FAST: 1}, service), Arrivals({GENERAL: [10.0]}), seed=1)


def test_hours_without_trucks_and_waits_for_a_bay() -> None:
    """Every second hour is empty; all are referred to one bay of an hour, so that most of them wait for it."""
    port = Port({GENERAL: 2}, {GENERAL: Service(1.0)}, bays=1, bay_service=Service(60.0))
    run = simulate(port, Arrivals({GENERAL: [4.0, 0.0]}, {GENERAL: 1.0}), seed=3)
    assert run.bay.trucks == run.lanes[GENERAL].trucks and run.bay.mean > 60 > run.lanes[GENERAL].mean
    calm = simulate(port, Arrivals({GENERAL: [4.0, 0.0]}, {GENERAL: 0.0}), seed=3)
    assert calm.bay.trucks == 0 and calm.lanes == run.lanes
