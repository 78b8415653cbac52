"""Filings with a planted truth: the chance that each one hides something is known, so no model can be flattered.

Frozen: version 1 never changes (a test holds its digest); a better generator gets another number. The draws come
from the raw stream of PCG64, which NumPy promises to keep, turned into values here and nowhere else. About 1.2 %
of the filings hide something. The truth is additive in log-odds with three interactions. We wrote it: what is
comparable across changes is the share of the oracle's precision, not the precision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

VERSION = 1
TIERS = ("T0", "T1", "T2", "T3")
CROSSINGS = tuple(f"crossing-{number:02d}" for number in range(1, 25))
LEVEL = -5.95
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Planted:
    """Facts by name (numbers, with NaN for unknown, or whole numbers into `levels`), truth and what was found."""

    facts: dict[str, Values]
    levels: dict[str, tuple[str, ...]]
    chance: Values
    found: Values


class _Stream:
    def __init__(self, seed: int, size: int) -> None:
        self._bits, self._size = np.random.PCG64(seed), size

    def uniform(self) -> Values:
        return (self._bits.random_raw(self._size) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def level(self, *shares: float) -> Values:
        """A whole number, by shares that need not add up to one."""
        bounds = np.cumsum(shares) / np.sum(shares)
        return np.searchsorted(bounds, self.uniform(), side="right").clip(0, len(shares) - 1).astype(np.float64)

    def flag(self, share: float | Values) -> Values:
        return (self.uniform() < share).astype(np.float64)

    def long_tailed(self, middle: float, spread: float) -> Values:
        """About lognormal: a logistic draw instead of a normal one, which needs no table."""
        draw = self.uniform().clip(1e-9, 1 - 1e-9)
        return middle * np.exp(spread * np.log(draw / (1 - draw)) / 1.8)


def planted(seed: int, size: int = 200_000) -> Planted:
    """The same filings for the same seed and size, for ever."""
    facts = _facts(_Stream(seed, size))
    chance = 1 / (1 + np.exp(-(LEVEL + _additive(facts) + _together(facts))))
    found = (_Stream(seed + 1_000_003, size).uniform() < chance).astype(np.float64)
    levels = {"driver_tier": TIERS, "carrier_tier": TIERS, "importer_tier": TIERS, "crossing": CROSSINGS}
    return Planted(facts, levels, chance, found)


def _facts(stream: _Stream) -> dict[str, Values]:
    carrier = stream.level(45, 20, 25, 10)
    driver = np.where(stream.uniform() < 0.6, carrier, stream.level(45, 20, 25, 10))
    importer = np.where(stream.uniform() < 0.4, carrier, stream.level(50, 25, 18, 7))
    trips = np.floor(stream.long_tailed(25, 1.2) * (1 + carrier))
    driven = np.floor(stream.long_tailed(12, 0.9))
    empty = stream.flag(0.18)
    facts = {
        "driver_tier": driver,
        "carrier_tier": carrier,
        "importer_tier": importer,
        "crossing": stream.level(*(1 / (2 + number) for number in range(len(CROSSINGS)))),
        "carrier_trips": trips,
        "driver_trips": driven,
        "pair_trips": np.minimum(driven, np.floor(stream.long_tailed(6, 1.0))),
        "empty": empty,
        "shipments": np.where(empty > 0, 0, 1 + np.floor(stream.long_tailed(0.9, 0.9))),
        "weight_kg": np.where(empty > 0, 0, np.round(stream.long_tailed(9000, 0.7), 1)).clip(0, 40_000),
        "value_per_kg": np.where(empty > 0, np.nan, np.round(stream.long_tailed(6, 1.3), 2)),
        "notice_minutes": np.floor(stream.long_tailed(240, 0.8)),
        "arrival_hour": np.floor(stream.uniform() * 24),
        "findings": stream.level(80, 13, 4, 2, 1),
        "security_findings": stream.level(97, 2.5, 0.5),
        "versions": 1 + stream.level(75, 17, 5, 2, 1),
        "passengers": stream.level(93, 6, 1),
    }
    facts["lines"] = np.floor(facts["shipments"] * (1 + stream.long_tailed(1.2, 0.7)))
    for name, share in (
        ("sealed", 0.82), ("high_security_seal", 0.55), ("third_country_origin", 0.22), ("new_goods", 0.12),
        ("hazmat", 0.06), ("third_country_container", 0.08), ("marked_differently", 0.02), ("value_missing", 0.04),
        ("on_pallets", 0.3),
    ):  # fmt: skip
        facts[name] = stream.flag(share)
    for name, share in (("carrier_trips", 0.04), ("notice_minutes", 0.03), ("findings", 0.05), ("new_goods", 0.04)):
        facts[name] = np.where(stream.uniform() < share, np.nan, facts[name])
    return facts


def _additive(facts: dict[str, Values]) -> Values:
    crossing = np.array([0.35 * np.sin(2.7 * number) for number in range(len(CROSSINGS))])
    trips = np.log1p(np.nan_to_num(facts["carrier_trips"], nan=10.0))
    notice = np.log1p(np.nan_to_num(facts["notice_minutes"], nan=60.0))
    worth = np.log(np.nan_to_num(facts["value_per_kg"], nan=6.0).clip(0.01))
    return (
        np.array([0.5, 0.15, -0.45, -0.9])[facts["driver_tier"].astype(int)]
        + np.array([0.4, 0.1, -0.3, -0.7])[facts["carrier_tier"].astype(int)]
        + np.array([0.35, 0.1, -0.25, -0.6])[facts["importer_tier"].astype(int)]
        + crossing[facts["crossing"].astype(int)]
        + 0.28 * (3.2 - trips)
        + 0.22 * (5.3 - notice)
        + 0.18 * (worth - 1.8).clip(-3, 3)
        + np.array([0.0, 0.5, 0.9, 1.2, 1.4])[np.nan_to_num(facts["findings"], nan=0.0).astype(int)]
        + np.array([0.0, 1.3, 2.0])[facts["security_findings"].astype(int)]
        + np.array([0.0, 0.15, 0.4, 0.7, 0.9])[facts["versions"].astype(int) - 1]
        + 0.45 * (facts["passengers"] > 0)
        + 0.3 * ((facts["arrival_hour"] < 5) | (facts["arrival_hour"] >= 22))
        + 0.6 * (facts["sealed"] == 0) * (facts["empty"] == 0)
        - 0.2 * facts["high_security_seal"]
        + 0.5 * facts["third_country_origin"]
        + 0.45 * np.nan_to_num(facts["new_goods"], nan=0.4)
        + 0.4 * facts["third_country_container"]
        + 0.7 * facts["marked_differently"]
        + 0.35 * facts["value_missing"]
        + 0.25 * (facts["pair_trips"] < 3)
    )


def _together(facts: dict[str, Values]) -> Values:
    """Three things that are worse together than one by one."""
    new = np.nan_to_num(facts["new_goods"], nan=0.0) > 0
    return (
        0.9 * (new & (facts["third_country_origin"] > 0))
        + 0.8 * ((facts["driver_tier"] == 0) & (np.nan_to_num(facts["notice_minutes"], nan=999.0) < 60))
        + 0.8 * ((facts["sealed"] == 0) & (facts["third_country_container"] > 0))
    )
