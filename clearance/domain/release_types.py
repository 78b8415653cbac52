"""Release types with the dates they are in force (policy is data: clearance/domain/data/release_types.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.core.domain.text import Text

SOURCE = Path(__file__).resolve().parent / "data" / "release_types.json"


@dataclass(frozen=True, slots=True)
class ReleaseType:
    """One way to have goods released, in one direction.

    In force from `effective_from` until the day before `effective_until`; `instead` names what to use
    afterwards. The flags say what else it needs: membership of all three links (`fast`), the in-bond
    record, value and origin on every line, the C-4 code, a BN15, a sub-location.
    """

    code: str
    direction: str
    name: Text
    effective_from: date
    effective_until: date | None = None
    instead: str = ""
    fast: bool = False
    in_bond: bool = False
    needs_value: bool = False
    needs_c4: bool = False
    needs_bn15: bool = False
    needs_sublocation: bool = False
    source: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_until is None or day < self.effective_until)


def _from_row(row: Mapping[str, Any]) -> ReleaseType:
    until = row.get("until")
    return ReleaseType(
        code=row["code"],
        direction=row["direction"],
        name=Text(row["en"], row["fr"]),
        effective_from=date.fromisoformat(row["from"]),
        effective_until=date.fromisoformat(until) if until else None,
        instead=row.get("instead", ""),
        fast=row.get("fast", False),
        in_bond=row.get("in_bond", False),
        needs_value=row.get("value", False),
        needs_c4=row.get("c4", False),
        needs_bn15=row.get("bn15", False),
        needs_sublocation=row.get("sublocation", False),
        source=row["source"],
    )


def release_types_from_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, ReleaseType]:
    """Build the table keyed by code."""
    return {row["code"]: _from_row(row) for row in rows}


@cache
def release_types() -> Mapping[str, ReleaseType]:
    """The shipped table, keyed by code."""
    return release_types_from_rows(json.loads(SOURCE.read_text(encoding="utf-8")))


def choices(direction: str, day: date) -> tuple[ReleaseType, ...]:
    """The types one may choose in that direction on that day, in the order of the table."""
    return tuple(kind for kind in release_types().values() if kind.direction == direction and kind.in_force(day))
