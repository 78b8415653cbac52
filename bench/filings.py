"""Filings for benchmarks by the million: the planted facts, and every other fact of the schema drawn beside them.

Goods, origins and warnings come from a few thousand different sets, as they do in life. Same seed, same filings.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from bench.planted import TIERS, planted
from clearance.targeting.columns import plain_schema
from clearance.targeting.facts import facts_from_json
from clearance.targeting.schema import CODE, FLAG, SCHEMA, Facts

SETS = 4_000
GOODS = (
    "870830", "870840", "870899", "940161", "030617", "020130", "070200", "080440", "180690", "391723", "440710",
    "721049", "760120", "847130", "853710", "854370", "300490", "220421", "240220", "360100", "930190", "290531",
    "010221", "060110", "040690", "170199", "640399", "610910", "950300", "848180",
)  # fmt: skip
ORIGINS = ("CA", "US", "MX", "CN", "DE", "JP", "VN", "IN", "RU", "IR", "KR", "IT")
WARNINGS = ("CLR_N042", "CLR_N061", "CLR_N113", "CLR_N024", "CLR_N110")
RARE = {
    "seal_mismatch": 0.001,
    "identity_mismatch": 0.0008,
    "image_alarm": 0.0005,
    "lookout": 0.0005,
    "legal_hold": 0.0003,
}


def frame(seed: int, size: int) -> pl.DataFrame:
    """`size` filings as plain columns, one per fact of the schema."""
    made = planted(seed, size)
    chance = np.random.Generator(np.random.PCG64(seed + 77))
    columns = {name: _planted(name, values, made.levels) for name, values in made.facts.items()}
    empty = made.facts["empty"] > 0
    columns |= {
        "direction": pl.Series(np.array(["SB", "NB"])[chance.integers(0, 2, size)]),
        "bobtail": pl.Series(empty & (chance.random(size) < 0.1)),
        "driver_trips": pl.Series(np.floor(np.exp(chance.normal(3, 1, size)))),
        "perimeter_cleared": pl.Series(chance.random(size) < 0.03),
        "hs": _sets(chance, GOODS, 3, empty),
        "origins": _sets(chance, ORIGINS, 2, empty),
        "warnings": _sets(chance, WARNINGS, 2, chance.random(size) < 0.8),
    }
    columns |= {name: _signal(chance, share, size) for name, share in RARE.items()}
    columns["member_links"] = pl.Series(
        sum(_member(made.facts[f"{who}_tier"]) for who in ("driver", "carrier", "importer"))
    )
    return pl.DataFrame({name: columns[name].cast(kind) for name, kind in plain_schema().items()})


def _planted(name: str, values: np.ndarray, levels: dict[str, tuple[str, ...]]) -> pl.Series:
    spec = SCHEMA[name]
    unknown = np.isnan(values)
    if spec.kind == CODE:
        plain = pl.Series(np.array(levels[name])[np.nan_to_num(values).astype(int)])
    elif spec.kind == FLAG:
        plain = pl.Series(np.nan_to_num(values) > 0)
    else:
        plain = pl.Series(np.nan_to_num(values))
    return plain.set(pl.Series(unknown), None) if unknown.any() else plain


def _member(tier: np.ndarray) -> np.ndarray:
    return (np.nan_to_num(tier) >= TIERS.index("T2")).astype(np.float64)


def _signal(chance: np.random.Generator, share: float, size: int) -> pl.Series:
    drawn = chance.random(size)
    return pl.Series(drawn < share).set(pl.Series(drawn > 0.98), None)


def _sets(chance: np.random.Generator, names: tuple[str, ...], most: int, none: np.ndarray) -> pl.Series:
    distinct = [[]] + [
        sorted({names[k] for k in chance.zipf(1.3, most) % len(names)}) for _ in range(min(SETS, len(names) ** most))
    ]
    drawn = np.where(none, 0, chance.integers(1, len(distinct), len(none)))
    return pl.Series(distinct, dtype=pl.List(pl.String)).gather(pl.Series(drawn))


def filings(rows: pl.DataFrame) -> list[Facts]:
    """The same filings as the interpreter takes them."""
    return [facts_from_json(row) for row in rows.iter_rows(named=True)]
