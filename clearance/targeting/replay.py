"""Replaying history under a profile: per-rule hits, both scores and what they lead to, for a million filings at once.

The decision is the one a score leads to by itself (R-70, R-71): a mandatory rule or the cut-off refers unless the
Green-FAST presumption stands against the cut-off; compliance can only mark for an audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from clearance.targeting.columns import Columns, expression
from clearance.targeting.interpreter import BORDER, HIGHEST, LOWEST
from clearance.targeting.lane_policy import LanePolicy, Opening
from clearance.targeting.profile import COMPLIANCE, SECURITY, Profile, ProfileRule, Scope

MANDATORY, REFER, AUDIT = "mandatory", "refer", "audit"


@dataclass(frozen=True)
class Replay:
    """One row per filing: a column per rule (its id), the two scores, and what they lead to."""

    rows: pl.DataFrame
    rules: tuple[str, ...]

    def hits(self) -> dict[str, int]:
        """How many filings each rule hits."""
        return dict(self.rows.select(pl.col(self.rules).sum()).row(0, named=True)) if self.rules else {}

    def counts(self) -> dict[str, int]:
        """Filings, referrals by a mandatory rule, referrals in all, audits."""
        totals = self.rows.select(pl.col(MANDATORY, REFER, AUDIT).sum()).row(0, named=True)
        return {"filings": self.rows.height, **totals}


def replay(
    profile: Profile, columns: Columns, policy: LanePolicy, *, on: date | pl.Series, border: str = BORDER
) -> Replay:
    """Score every filing. `on` is one day for all, or the day of arrival of each row."""
    rows = columns.rows if isinstance(on, date) else columns.rows.with_columns(on.alias("on"))
    applying = [rule for rule in profile.rules if _may_apply(rule, on, border)]
    hits = [_rule(rule, columns, on).alias(rule.id) for rule in applying]
    names = tuple(rule.id for rule in applying)
    marks = [_presumed(columns, policy).alias("_presumed")]
    found = rows.lazy().select([*hits, *marks])
    scored = found.with_columns(
        _points(applying, SECURITY),
        _points(applying, COMPLIANCE),
        _any([rule.id for rule in applying if rule.stops]).alias(MANDATORY),
    )
    decided = scored.with_columns(
        (pl.col(MANDATORY) | ((pl.col(SECURITY) >= policy.security_cut) & ~pl.col("_presumed"))).alias(REFER),
        (pl.col(COMPLIANCE) >= policy.audit_cut).alias(AUDIT),
    )
    return Replay(decided.drop("_presumed").collect(), names)


def _may_apply(rule: ProfileRule, on: date | pl.Series, border: str) -> bool:
    ended = isinstance(on, date) and rule.until is not None and on > rule.until
    return rule.scope.border == border and not ended


def _rule(rule: ProfileRule, columns: Columns, on: date | pl.Series) -> pl.Expr:
    made = expression(rule.when, columns)
    for place in _places(rule.scope, columns):
        made = place & made
    if rule.until is not None and not isinstance(on, date):
        made = (pl.col("on") <= rule.until) & made
    return made


def _places(scope: Scope, columns: Columns) -> list[pl.Expr]:
    made = []
    if scope.direction != "both":
        made.append(_is_one_of("direction", frozenset({scope.direction}), columns))
    if scope.crossings:
        made.append(_is_one_of("crossing", scope.crossings, columns))
    return made


def _is_one_of(fact: str, wanted: frozenset[str], columns: Columns) -> pl.Expr:
    numbers = [number for number, name in enumerate(columns.codes[fact]) if name in wanted]
    return pl.col(fact).is_in(numbers).fill_null(False)


def _points(rules: list[ProfileRule], target: str) -> pl.Expr:
    parts = [pl.col(rule.id).cast(pl.Int16) * pl.lit(rule.points, pl.Int16) for rule in rules if rule.target == target]
    total = pl.sum_horizontal(parts) if parts else pl.lit(0, pl.Int16)
    return total.clip(LOWEST, HIGHEST).alias(target)


def _any(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(names) if names else pl.lit(False)


def _presumed(columns: Columns, policy: LanePolicy) -> pl.Expr:
    """Three Green-FAST links at a pilot crossing; the weakest importer stands for all of them (R-11)."""
    green = [_is_one_of(fact, frozenset({"T3"}), columns) for fact in ("driver_tier", "carrier_tier", "importer_tier")]
    importers = green[2] | (pl.col("shipments") == 0)
    here = _opening(policy.green_fast, columns)
    return here & green[0] & green[1] & importers


def _opening(opening: Opening, columns: Columns) -> pl.Expr:
    if not opening.on:
        return pl.lit(False)
    made = _is_one_of("direction", opening.directions, columns)
    return made & _is_one_of("crossing", opening.crossings, columns) if opening.crossings else made
