"""Whom the change concerns: referrals by group before and after, and whether any group is treated worse."""

from __future__ import annotations

from typing import Any

import polars as pl

from clearance.domain.officers import arrival_agency
from clearance.targeting.lanes import LANES
from clearance.targeting.rates import UNFAIR_RATIO, Group, Share, fairness

GROUPS = ("tier", "agency", "port", "direction", "country", "size")
FAIR = ("country", "size")
LEAST_GROUP = 30
COLUMN = {"port": "crossing"}


def with_agency(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the agency a truck drives up to: the one that refers it."""
    found = {direction: arrival_agency(direction) for direction in ("SB", "NB")}
    return rows.with_columns(pl.col("direction").replace_strict(found, return_dtype=pl.String).alias("agency"))


def totals(rows: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Count each side: referrals and why, expected random draws, audits."""
    found = rows.select(
        *(pl.col(f"{name}_{side}").sum() for side in ("before", "after") for name in ("mandatory", "refer", "audit")),
        *(pl.col(f"draw_{side}").sum() for side in ("before", "after")),
    ).row(0, named=True)
    return {side: _side_totals(found, side) for side in ("before", "after")}


def _side_totals(found: dict[str, Any], side: str) -> dict[str, float]:
    return {
        "referrals": int(found[f"refer_{side}"]),
        "mandatory": int(found[f"mandatory_{side}"]),
        "audits": int(found[f"audit_{side}"]),
        "draws": round(float(found[f"draw_{side}"]), 1),
    }


def changes(rows: pl.DataFrame) -> dict[str, int]:
    """Count who is newly sent to secondary, who no longer, and who changes lane without that."""
    before, after = pl.col("refer_before"), pl.col("refer_after")
    moved = ~before & ~after & (pl.col("lane_before") != pl.col("lane_after"))
    found = rows.select(
        (after & ~before).sum().alias("newly"),
        (before & ~after).sum().alias("no_longer"),
        (before & after).sum().alias("still"),
        moved.sum().alias("lane"),
        (pl.col("audit_after") & ~pl.col("audit_before")).sum().alias("audit_newly"),
        (pl.col("audit_before") & ~pl.col("audit_after")).sum().alias("audit_no_longer"),
    )
    return {name: int(count) for name, count in found.row(0, named=True).items()}


def groups(rows: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Referrals by group: trips, before, after, newly and no longer referred. The largest first, tiers in order."""
    return {name: _group(rows, name) for name in GROUPS}


def _group(rows: pl.DataFrame, name: str) -> list[dict[str, Any]]:
    before, after = pl.col("refer_before"), pl.col("refer_after")
    found = rows.group_by(pl.col(COLUMN.get(name, name)).alias("key")).agg(
        pl.len().alias("trips"),
        before.sum().alias("before"),
        after.sum().alias("after"),
        (after & ~before).sum().alias("newly"),
        (before & ~after).sum().alias("no_longer"),
    )
    ordered = found.sort("key") if name == "tier" else found.sort(["trips", "key"], descending=[True, False])
    return ordered.to_dicts()


def lane_shares(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Trips by advised lane on either side."""
    counted = {
        side: dict(rows.group_by(f"lane_{side}").len().iter_rows()) if rows.height else {}
        for side in ("before", "after")
    }
    return [{"lane": lane, **{side: found.get(lane, 0) for side, found in counted.items()}} for lane in LANES]


def fair(rows: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Share of each group sent to secondary under the new rules, with its interval, beside a standard.

    Countries and sizes stand beside everybody. A tier stands beside the tier below it: a better one is never to be
    looked at more (R-39). Groups of fewer than LEAST_GROUP trips get no ratio.
    """
    found: dict[str, list[dict[str, Any]]] = {"tier": _tiers(rows)}
    for name in FAIR:
        told = _shares(rows, name)
        judged = zip(told, fairness([_provable(group) for group in told]), strict=True)
        lines = [_line(group, one.ratio, one.flagged) for group, one in judged]
        found[name] = sorted(lines, key=lambda line: (-line["whole"], line["key"]))
    return found


def _shares(rows: pl.DataFrame, name: str) -> list[Group]:
    drawn = pl.col("drawn") & pl.col("inspected")
    counted = rows.group_by(name).agg(
        pl.col("refer_after").sum().alias("referred"),
        pl.len().alias("trips"),
        drawn.sum().alias("drawn"),
        (drawn & pl.col("found")).sum().alias("hits"),
    )
    return [
        Group(row[name], Share(row["referred"], row["trips"]), Share(row["hits"], row["drawn"]))
        for row in counted.sort(name).iter_rows(named=True)
    ]


def _provable(group: Group) -> Group:
    """Too few random draws explain nothing."""
    return group if group.random.whole >= LEAST_GROUP else Group(group.name, group.referred, Share(0, 0))


def _tiers(rows: pl.DataFrame) -> list[dict[str, Any]]:
    lines = []
    lesser: Group | None = None
    for group in _shares(rows, "tier"):
        base = lesser.referred.rate if lesser and lesser.referred.whole >= LEAST_GROUP else None
        ratio = group.referred.rate / base if base and group.referred.rate is not None else None
        bounds = group.referred.bounds
        above = bool(ratio and base and bounds and ratio > UNFAIR_RATIO and bounds[0] > base)
        lines.append(_line(group, ratio, above))
        lesser = group
    return lines


def _line(group: Group, ratio: float | None, flagged: bool) -> dict[str, Any]:
    enough = group.referred.whole >= LEAST_GROUP
    return {
        "key": group.name,
        **share_as_json(group.referred),
        "ratio": round(ratio, 3) if ratio is not None and enough else None,
        "flagged": flagged and enough,
        "random": share_as_json(group.random),
    }


def share_as_json(share: Share, least: int = LEAST_GROUP) -> dict[str, Any]:
    """Give part and whole always, rate and interval only where there are `least` cases to stand on."""
    if share.whole < least or share.rate is None or share.bounds is None:
        return {"part": share.part, "whole": share.whole, "rate": None, "low": None, "high": None}
    low, high = share.bounds
    return {
        "part": share.part,
        "whole": share.whole,
        "rate": round(share.rate, 6),
        "low": round(low, 6),
        "high": round(high, 6),
    }
