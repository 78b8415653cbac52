"""What referrals would have found, judged by what inspections did find; and the trips that change sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from clearance.targeting.rates import Share
from clearance.targeting.simulator.history import Both
from clearance.targeting.simulator.spread import share_as_json

EXAMPLES = 8


def yields(rows: pl.DataFrame) -> dict[str, Any]:
    """Findings among inspected trips, by what the two sides do with them; trips drawn at random stand apart.

    Only inspected trips say anything. Those the old rules sent are many and chosen; only the random draws are a
    fair sample of all trips.
    """
    before, after = pl.col("refer_before"), pl.col("refer_after")
    kinds = {
        "before": before,
        "after": after,
        "still": before & after,
        "newly": after & ~before,
        "no_longer": before & ~after,
    }
    inspected = rows.filter("inspected")
    random = inspected.filter("drawn")
    return {
        "chosen": {name: _share(inspected.filter(~pl.col("drawn") & mask)) for name, mask in kinds.items()},
        "random": {
            "all": _share(random),
            "referred": _share(random.filter(after)),
            "passed": _share(random.filter(~after)),
        },
        "known": {
            "findings": int(inspected["found"].sum()),
            "before": int(inspected.filter(before)["found"].sum()),
            "after": int(inspected.filter(after)["found"].sum()),
        },
    }


def _share(rows: pl.DataFrame) -> dict[str, Any]:
    return share_as_json(Share(int(rows["found"].sum()), rows.height))


def rule_changes(hits: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    """Rules whose number of hits changes, the greatest change first."""
    changed = [(rule, one, other) for rule, (one, other) in hits.items() if one != other]
    ordered = sorted(changed, key=lambda entry: (-abs(entry[2] - entry[1]), entry[0]))
    return [{"rule": rule, "before": one, "after": other} for rule, one, other in ordered]


def examples(both: Both) -> dict[str, list[dict[str, Any]]]:
    """A few trips newly sent to secondary and no longer sent, those with a finding first, then the latest."""
    before, after = pl.col("refer_before"), pl.col("refer_after")
    numbered = both.rows.with_row_index("_row")
    return {
        "newly": _examples(both, numbered.filter(after & ~before)),
        "no_longer": _examples(both, numbered.filter(before & ~after)),
    }


def _examples(both: Both, rows: pl.DataFrame) -> list[dict[str, Any]]:
    chosen = rows.sort(["found", "on", "trip"], descending=[True, True, False]).head(EXAMPLES)
    return [
        {
            "trip": row["trip"],
            "port": row["crossing"],
            "direction": row["direction"],
            "on": row["on"].isoformat(),
            "tier": row["tier"],
            "security": [row["security_before"], row["security_after"]],
            "found": row["found"] if row["inspected"] else None,
            "rules": _different(both, row["_row"]),
        }
        for row in chosen.iter_rows(named=True)
    ]


def _different(both: Both, place: int) -> list[str]:
    """The rules that give this trip other points on either side."""
    return sorted(
        rule
        for rule, (before, after) in both.points.items()
        if before * _hit(both, rule, "before", place) != after * _hit(both, rule, "after", place)
    )


def _hit(both: Both, rule: str, side: str, place: int) -> bool:
    series = both.columns.get(f"{rule}_{side}")
    return False if series is None else bool(series[place])
