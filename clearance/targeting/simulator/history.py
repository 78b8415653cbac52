"""History as the simulator reads it, and what each side makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from clearance.domain.links import TIERS
from clearance.targeting.columns import encode_frame
from clearance.targeting.lane_history import lanes
from clearance.targeting.lane_policy import LanePolicy
from clearance.targeting.lanes import SECONDARY
from clearance.targeting.profile import Profile
from clearance.targeting.replay import MANDATORY, Replay, replay

UNKNOWN = "unknown"
SIDE = (MANDATORY, "security", "compliance", "refer", "audit", "lane", "standing", "draw")


@dataclass(frozen=True)
class History:
    """Scored trips. `rows` holds the plain facts (sets joined), the place columns, and of each trip `trip` (its id),
    `on` (day of arrival), `country` and `size` of the carrier, `inspected`, `found` and `drawn`.

    `cut`: there were more trips than could be read, the oldest are left out.
    """

    rows: pl.DataFrame
    cut: bool = False

    def __len__(self) -> int:
        return self.rows.height

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day of arrival."""
        found: tuple[Any, Any] = self.rows.select(pl.col("on").min(), pl.col("on").max().alias("last")).row(0)
        return None if found[0] is None else found

    @property
    def days(self) -> int:
        return (self.window[1] - self.window[0]).days + 1 if self.window else 0


@dataclass(frozen=True)
class Rules:
    """What one side decides by. `narrowed` holds another policy for one (crossing, direction); empty means any."""

    profile: Profile
    policy: LanePolicy
    narrowed: Mapping[tuple[str, str], LanePolicy] | None = None


@dataclass(frozen=True)
class Both:
    """The trips with the columns of SIDE twice, `_before` and `_after`; of each rule its hits and its points on either
    side, and its hit columns (`<rule>_before`, `<rule>_after`).
    """

    rows: pl.DataFrame
    hits: Mapping[str, tuple[int, int]]
    columns: Mapping[str, pl.Series]
    points: Mapping[str, tuple[int, int]]


def both(history: History, before: Rules, after: Rules) -> Both:
    """Replay the trips under both. A profile is scored once when both sides share it."""
    columns = encode_frame(history.rows)
    days = history.rows["on"]
    first = replay(before.profile, columns, before.policy, on=days)
    same = after.profile.digest == before.profile.digest
    second = first if same else replay(after.profile, columns, after.policy, on=days)
    sides = [
        _side(history.rows, first, before).rename({name: f"{name}_before" for name in SIDE}),
        _side(history.rows, second, after).rename({name: f"{name}_after" for name in SIDE}),
    ]
    rows = pl.concat([history.rows.with_columns(movement_tier()), *sides], how="horizontal")
    one, other = first.hits(), second.hits()
    hits = {rule: (one.get(rule, 0), other.get(rule, 0)) for rule in sorted(one.keys() | other.keys())}
    worth = [{rule.id: rule.points for rule in side.profile.rules} for side in (before, after)]
    points = {rule: (worth[0].get(rule, 0), worth[1].get(rule, 0)) for rule in hits}
    return Both(rows, hits, _rules_of(first, second), points)


def _rules_of(first: Replay, second: Replay) -> dict[str, pl.Series]:
    """The hit columns of both sides, for naming the rules behind an example."""
    before = {f"{rule}_before": first.rows[rule] for rule in first.rules}
    return before | {f"{rule}_after": second.rows[rule] for rule in second.rules}


def _side(rows: pl.DataFrame, played: Replay, rules: Rules) -> pl.DataFrame:
    made = _decided(rows, played, rules.policy)
    for (crossing, direction), policy in (rules.narrowed or {}).items():
        other = _decided(rows, played, policy).rename({name: f"_{name}" for name in SIDE})
        here = pl.lit(True)
        if crossing:
            here = here & (pl.col("crossing") == crossing)
        if direction:
            here = here & (pl.col("direction") == direction)
        wide = pl.concat([rows.select("crossing", "direction"), made, other], how="horizontal")
        made = wide.select(pl.when(here).then(pl.col(f"_{name}")).otherwise(pl.col(name)).alias(name) for name in SIDE)
    return made


def _decided(rows: pl.DataFrame, played: Replay, policy: LanePolicy) -> pl.DataFrame:
    standing = lanes(rows, policy)
    scored = pl.concat([played.rows.select(MANDATORY, "security", "compliance"), standing], how="horizontal")
    tier = rows.select(movement_tier())["tier"]
    rate = pl.lit(tier).replace_strict(dict(policy.random_rate), return_dtype=pl.Float64)
    above = (pl.col("security") >= policy.security_cut) & ~pl.col("presumed") & ~pl.col(MANDATORY)
    spared = above & pl.lit(_used_up(rows["loop_checks"], policy))
    refer = pl.col(MANDATORY) | (above & ~spared)
    return scored.with_columns(refer.alias("refer"), spared.alias("spared")).select(
        MANDATORY,
        "security",
        "compliance",
        "refer",
        ((pl.col("compliance") >= policy.audit_cut) | pl.col("spared")).alias("audit"),
        pl.when("refer").then(pl.lit(SECONDARY)).otherwise(pl.col("lane")).alias("lane"),
        pl.col("lane").alias("standing"),
        pl.when("refer").then(0.0).otherwise(rate).alias("draw"),
    )


def _used_up(checks: pl.Series, policy: LanePolicy) -> pl.Series:
    """Whether each trip's loop had had its routine checks (R-62): the count is the one the score was made with."""
    if policy.loop_cap is None:
        return pl.repeat(False, len(checks), dtype=pl.Boolean, eager=True)
    return checks.fill_null(0) >= policy.loop_cap.checks


def movement_tier() -> pl.Expr:
    """The tier of a movement: its weakest link, the importer only when there is a load; an unknown link is T0."""
    ranks = {tier: number for number, tier in enumerate(TIERS)}
    links = [pl.col(name).fill_null("T0").replace_strict(ranks, return_dtype=pl.Int8) for name in _LINKS]
    loaded = pl.when(pl.col("shipments") > 0).then(links[2]).otherwise(len(TIERS) - 1)
    weakest = pl.min_horizontal(links[0], links[1], loaded)
    return weakest.replace_strict(dict(enumerate(TIERS)), return_dtype=pl.String).alias("tier")


_LINKS = ("driver_tier", "carrier_tier", "importer_tier")
