"""What was on record about a thing before a row's day: how often it came, how often something was found.

Only days strictly before the row's own count, so that nothing is learned from what was not known then.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from clearance.targeting.learning.fit import Floats

SEEN, FOUND, DAY = "_seen", "_found", "date"


def before(rows: pl.DataFrame, key: Sequence[str], *, day: str = DAY) -> tuple[Floats, Floats]:
    """Per row: the `_seen` and the `_found` of rows with the same key on earlier days, added up.

    Rows whose outcome is not to be used carry zeros in both columns and get an answer all the same.
    """
    daily = rows.group_by([*key, day]).agg(pl.col(SEEN).sum(), pl.col(FOUND).sum()).sort([*key, day], nulls_last=True)
    running = daily.with_columns(
        (pl.col(SEEN).cum_sum().over(key) - pl.col(SEEN)), (pl.col(FOUND).cum_sum().over(key) - pl.col(FOUND))
    )
    joined = rows.select([*key, day]).join(running, on=[*key, day], how="left", nulls_equal=True, maintain_order="left")
    return joined[SEEN].to_numpy().astype(np.float64), joined[FOUND].to_numpy().astype(np.float64)


def record(seen: Floats, found: Floats, *, usual: float, caution: float) -> Floats:
    """Log-odds of the record, drawn to the usual share by `caution` rows; NaN where there is none."""
    share = (found + caution * usual) / (seen + caution)
    kept = np.clip(share, 1e-9, 1 - 1e-9)
    return np.where(seen > 0, np.log(kept / (1 - kept)), np.nan)
