"""The lane decision of many trips at once: trips alike in everything the lane depends on are decided together.

There is no second lane rule here: every distinct combination goes through `decide_lane` itself.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from clearance.targeting.columns import SEPARATOR
from clearance.targeting.interpreter import Result
from clearance.targeting.lane_policy import DAY, LanePolicy
from clearance.targeting.lanes import FAST, GENERAL, GREEN_FAST, FastWait, LaneFacts, decide_lane

NOTHING = Result(0, 0, (), (), "", 0)
EVERY_LANE = frozenset({GREEN_FAST, FAST, GENERAL})
PLACE = ("crossing", "direction", "open_lanes", "empty", "minute", "fast_wait", "fast_wait_age")
LOADED = (pl.col("shipments") > 0).alias("shipments")
LINKS = ("driver_tier", "carrier_tier", "importer_tier", "importer_tiers", "shipments")


def lanes(frame: pl.DataFrame, policy: LanePolicy) -> pl.DataFrame:
    """Give `lane` and `presumed` of each row: the lane the memberships allow, and whether the presumption holds.

    `frame` holds plain columns PLACE and LINKS; lists are joined with SEPARATOR. A trip scored before lanes were
    stored is read with every lane open and all importers like the weakest.
    """
    keys = [*PLACE, *LINKS]
    alike = frame.select(keys).with_columns(_minute(policy), *_wait(policy), LOADED).with_row_index("_row")
    kinds = alike.group_by(keys).agg(pl.col("_row"))
    decided = [_decide(row, policy) for row in kinds.select(keys).iter_rows(named=True)]
    answer = kinds.select("_row").with_columns(
        pl.Series("lane", [lane for lane, _ in decided], dtype=pl.String),
        pl.Series("presumed", [presumed for _, presumed in decided], dtype=pl.Boolean),
    )
    return answer.explode("_row").sort("_row").select("lane", "presumed")


def _minute(policy: LanePolicy) -> pl.Expr:
    """Replace a minute by the first one of the same stretch of the day: no hours of the policy tell them apart."""
    openings = (policy.partial_fast, policy.empty_trucks, policy.mixed_loads, policy.others)
    edges = sorted({edge for opening in openings for edge in opening.hours if 0 < edge < DAY})
    first = pl.lit(0)
    for edge in edges:
        first = pl.when(pl.col("minute") >= edge).then(edge).otherwise(first)
    return pl.when(pl.col("minute").is_null()).then(None).otherwise(first).alias("minute")


def _wait(policy: LanePolicy) -> tuple[pl.Expr, pl.Expr]:
    """A short wait is as good as none, any other as bad as an unknown one."""
    short = (pl.col("fast_wait_age") <= policy.wait_age) & (pl.col("fast_wait") < policy.wait_below)
    none = pl.when(short).then(0)
    return none.alias("fast_wait"), none.alias("fast_wait_age")


def _decide(row: dict[str, Any], policy: LanePolicy) -> tuple[str, bool]:
    wait = None if row["fast_wait"] is None else FastWait(row["fast_wait"], row["fast_wait_age"])
    opened = EVERY_LANE if row["open_lanes"] is None else frozenset(row["open_lanes"].split(SEPARATOR))
    place = LaneFacts(row["crossing"], row["direction"], opened, row["empty"], row["minute"], wait)
    advice = decide_lane(NOTHING, _links(row), place, policy)
    return advice.lane, advice.presumption


def _links(row: dict[str, Any]) -> Links:
    tiers = row["importer_tiers"]
    if tiers is None:
        importers = [row["importer_tier"] or ""] if row["shipments"] else []
    else:
        importers = tiers.split(SEPARATOR) if row["shipments"] else []
    return Links(
        LinkState(DRIVER, row["driver_tier"] or ""),
        LinkState(CARRIER, row["carrier_tier"] or ""),
        tuple(LinkState(IMPORTER, tier) for tier in importers),
    )
