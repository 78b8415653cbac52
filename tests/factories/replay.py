"""Histories for the simulator's arithmetic: trips with facts of one's choice, all else plain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA
from clearance.targeting.simulator.history import History

FIRST = date(2026, 1, 1)
DIRECTION, CROSSING, TIER = "SB", "ambassador-bridge", "T2"
_CODES = {"direction": DIRECTION, "crossing": CROSSING}


def history(count: int, /, days: int = 30, **columns: Any) -> History:
    """Give `count` loaded trips over `days` days; `columns` hold one value for all or a list with one for each."""
    rows: dict[str, Any] = {
        "trip": [f"00000000-0000-7000-8000-{number:012d}" for number in range(count)],
        "carrier": "carrier",
        "on": [FIRST + timedelta(days=number % days) for number in range(count)],
        "open_lanes": "FAST\x1fGENERAL",
        "importer_tiers": None,
        "minute": 720,
        "fast_wait": None,
        "fast_wait_age": None,
        "loop_checks": None,
        "country": "CA",
        "size": "10-99",
        "inspected": False,
        "found": False,
        "drawn": False,
        **{name: _plain(name) for name in SCHEMA},
        **columns,
    }
    frame = pl.DataFrame(
        {name: value if isinstance(value, list) else [value] * count for name, value in rows.items()},
        schema_overrides={name: _kind(name) for name in rows},
    )
    return History(frame)


def _plain(name: str) -> Any:
    spec = SCHEMA[name]
    if spec.kind == NUMBER:
        return {"shipments": 1.0, "lines": 1.0, "arrival_hour": 12.0, "carrier_trips": 50.0}.get(name, 0.0)
    if spec.kind == FLAG:
        return None if spec.may_be_unknown else name in ("sealed", "high_security_seal")
    return _CODES.get(name, TIER) if spec.kind == CODE else ""


def _kind(name: str) -> pl.DataType:
    if name in _OWN:
        return _OWN[name]
    kinds: dict[str, pl.DataType] = {NUMBER: pl.Float64(), FLAG: pl.Boolean()}
    return kinds.get(SCHEMA[name].kind, pl.String()) if name in SCHEMA else pl.String()


_OWN: dict[str, pl.DataType] = {
    "on": pl.Date(),
    **dict.fromkeys(("minute", "fast_wait", "fast_wait_age", "loop_checks"), pl.Int32()),
    **dict.fromkeys(("inspected", "found", "drawn"), pl.Boolean()),
}
