"""The report of one simulation, as data: every number with its base, and what history is too short to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from clearance.domain.links import TIERS
from clearance.targeting.appetite import Appetite
from clearance.targeting.rates import Share, share_as_json
from clearance.targeting.simulator.history import History, Rules, both
from clearance.targeting.simulator.spread import (
    LEAST_GROUP,
    changes,
    fair,
    groups,
    lane_shares,
    totals,
    with_agency,
)
from clearance.targeting.simulator.waits import LEAST_A_DAY, LEAST_DAYS, Booths, waits
from clearance.targeting.simulator.yields import examples, rule_changes, yields

VERSION = 1
LEAST_TRIPS = 200


def report(
    history: History, before: Rules, after: Rules, *, booths: Booths, appetite: Appetite | None = None
) -> dict[str, Any]:
    """Compare the two sides on history. `appetite` is the record whose limits the new side is held against."""
    played = both(history, before, after)
    rows = with_agency(played.rows)
    queues = waits(rows, history.days, booths, before, after)
    return {
        "version": VERSION,
        "history": _history(history),
        "refused": _refused(history, bool(queues)),
        "totals": totals(rows),
        "changes": changes(rows),
        "groups": groups(rows),
        "lanes": lane_shares(rows),
        "fairness": fair(rows),
        "yield": yields(rows),
        "rules": rule_changes(played.hits),
        "examples": examples(played),
        "queues": queues,
        "limits": _limits(rows, appetite) if appetite else [],
        "least": {"trips": LEAST_TRIPS, "group": LEAST_GROUP, "days": LEAST_DAYS, "a_day": LEAST_A_DAY},
    }


def _history(history: History) -> dict[str, Any]:
    rows, window = history.rows, history.window
    inspected = rows.filter("inspected")
    return {
        "trips": rows.height,
        "days": history.days,
        "from": window[0].isoformat() if window else None,
        "to": window[1].isoformat() if window else None,
        "inspected": inspected.height,
        "drawn": inspected.filter("drawn").height,
        "findings": int(inspected["found"].sum()),
        "without_lanes": int(rows["open_lanes"].null_count()),
        "cut": history.cut,
    }


def _refused(history: History, queues: bool) -> list[str]:
    """Name what history is too short for: shares of trips, findings, random findings, queues."""
    inspected = history.rows.filter("inspected")
    found = {
        "trips": history.rows.height < LEAST_TRIPS,
        "findings": inspected.height < LEAST_GROUP,
        "random": inspected.filter("drawn").height < LEAST_GROUP,
        "queues": not queues,
    }
    return [name for name, short in found.items() if short]


def _limits(rows: pl.DataFrame, appetite: Appetite) -> list[dict[str, Any]]:
    """Each tier's share sent to secondary, random draws included, beside the greatest the record accepts."""
    found = rows.group_by("tier").agg(
        pl.len().alias("trips"), (pl.col("refer_after").cast(pl.Float64) + pl.col("draw_after")).sum().alias("sent")
    )
    counted: Mapping[str, tuple[int, float]] = {row[0]: (row[1], row[2]) for row in found.iter_rows()}
    lines = []
    for tier in TIERS:
        trips, sent = counted.get(tier, (0, 0.0))
        share = share_as_json(Share(round(sent), trips))
        limit = appetite.referral_share[tier]
        over = share["low"] is not None and share["low"] > limit
        lines.append({"tier": tier, "limit": limit, "random_rate": appetite.random_rate[tier], "over": over, **share})
    return lines
