"""Minutes at the booths before and after: the queue model fed with the trucks of history (issue item 7)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import polars as pl

from clearance.targeting.lane_policy import LanePolicy
from clearance.targeting.queues import LANE_KINDS, Arrivals, Port, Run, Service, simulate
from clearance.targeting.simulator.history import Rules

DATA = Path(__file__).resolve().parents[1] / "data"
LEAST_DAYS, LEAST_A_DAY = 14, 24
PORTS, SEEDS, HOURS = 3, range(5), 24
Booths = Mapping[tuple[str, str], Mapping[str, int]]


@cache
def parameters() -> dict[str, Any]:
    """The work times of the model, each with its source or the word that it is assumed."""
    found: dict[str, Any] = json.loads((DATA / "queue_parameters.json").read_text(encoding="utf-8"))
    return found


def waits(rows: pl.DataFrame, days: int, booths: Booths, before: Rules, after: Rules) -> list[dict[str, Any]]:
    """Run the busiest places that have enough trucks and known booths under both sides, with the same chance.

    `rows` are those of `Both`. Nothing comes of a history of less than LEAST_DAYS days.
    """
    if days < LEAST_DAYS:
        return []
    busy = rows.filter(pl.col("arrival_hour").is_not_null()).group_by("crossing", "direction").len()
    places = busy.filter(pl.col("len") >= LEAST_A_DAY * days).sort(["len", "crossing"], descending=[True, False])
    found: list[dict[str, Any]] = []
    for crossing, direction, trips in places.iter_rows():
        known = booths.get((crossing, direction), {})
        if any(known.values()) and len(found) < PORTS:
            here = rows.filter((pl.col("crossing") == crossing) & (pl.col("direction") == direction))
            found.append(
                {
                    "port": crossing,
                    "direction": direction,
                    "trucks_a_day": round(trips / days),
                    "booths": {lane: known.get(lane, 0) for lane in LANE_KINDS if known.get(lane, 0)},
                    **_sides(here, days, known, (crossing, direction), before, after),
                }
            )
    return found


def _sides(
    rows: pl.DataFrame, days: int, booths: Mapping[str, int], place: tuple[str, str], before: Rules, after: Rules
) -> dict[str, Any]:
    runs = {
        side: _runs(rows, days, booths, _policy_at(rules, place), place, side)
        for side, rules in (("before", before), ("after", after))
    }
    lanes = [lane for lane in LANE_KINDS if any(lane in run.lanes for side in runs.values() for run in side)]
    return {
        "lanes": [{"lane": lane, **{side: _lane(found, lane) for side, found in runs.items()}} for lane in lanes],
        "bay": {side: round(fmean(run.bay.mean for run in found), 1) for side, found in runs.items()},
    }


def _policy_at(rules: Rules, place: tuple[str, str]) -> LanePolicy:
    for (crossing, direction), policy in (rules.narrowed or {}).items():
        if crossing in ("", place[0]) and direction in ("", place[1]):
            return policy
    return rules.policy


def _runs(
    rows: pl.DataFrame, days: int, booths: Mapping[str, int], policy: LanePolicy, place: tuple[str, str], side: str
) -> list[Run]:
    told = parameters()
    guarded = policy.others.on and policy.others.allows(*place, HOURS * 30)
    port = Port(
        booths,
        {lane: Service(entry["mean"], entry["phases"]) for lane, entry in told["service"].items()},
        told["bay"]["bays"],
        Service(told["bay"]["mean"], told["bay"]["phases"]),
        float(policy.wait_below) if guarded else None,
    )
    arrivals = _arrivals(rows, days, side)
    return [simulate(port, arrivals, seed=seed, hours=HOURS) for seed in SEEDS]


def _arrivals(rows: pl.DataFrame, days: int, side: str) -> Arrivals:
    lane = pl.col(f"standing_{side}").alias("lane")
    counted = rows.group_by(lane, pl.col("arrival_hour").cast(pl.Int32).alias("hour")).len()
    per_hour = {kind: [0.0] * HOURS for kind in LANE_KINDS}
    for kind, hour, trips in counted.filter(pl.col("hour").is_between(0, HOURS - 1)).iter_rows():
        per_hour[kind][hour] += trips / days
    shares = rows.group_by(lane).agg((pl.col(f"refer_{side}").cast(pl.Float64) + pl.col(f"draw_{side}")).mean())
    return Arrivals(per_hour, dict(shares.iter_rows()))


def _lane(runs: list[Run], lane: str) -> dict[str, float] | None:
    """The mean wait over the runs and the range of the runs; None for a lane without trucks."""
    found = [run.lanes[lane] for run in runs if lane in run.lanes and run.lanes[lane].trucks]
    if not found:
        return None
    means = [one.mean for one in found]
    return {
        "trucks": round(fmean(one.trucks for one in found)),
        "mean": round(fmean(means), 2),
        "low": round(min(means), 2),
        "high": round(max(means), 2),
        "late": round(fmean(one.high for one in found), 1),
    }
