"""Where both tariffs are nearly the same nobody gains by a detour, and no proof of origin is asked for (R-73).

The pilot is policy as data (`clearance/domain/data/origin_pilot.json`): from when to when, and below which difference
in percentage points. A difference of exactly the limit still needs the proof; so does a code whose rates are not known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from portal.core.domain.text import Text

SOURCE = Path(__file__).resolve().parent / "data" / "origin_pilot.json"
REQUIRED, WAIVED, UNKNOWN = "required", "waived", "unknown"
WORDS = {
    WAIVED: Text("Origin proof not required (pilot)", "Preuve d'origine non exigée (projet pilote)"),
    REQUIRED: Text("Keep the proof of origin", "Conservez la preuve d'origine"),
    UNKNOWN: Text(
        "Rates not on record: keep the proof of origin", "Taux non consignés : conservez la preuve d'origine"
    ),
}


class Tariffs(Protocol):
    """The rates of both countries on one code, in per cent."""

    @property
    def canada(self) -> Decimal: ...

    @property
    def united_states(self) -> Decimal: ...

    @property
    def difference(self) -> Decimal: ...

    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pilot:
    """The pilot as it stands on its days: differences `below` this many points need no proof."""

    below: Decimal
    first: date
    last: date | None
    source: str


@cache
def pilots() -> tuple[Pilot, ...]:
    """Read the data file once per process."""
    rows = json.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Pilot(
            Decimal(row["below"]),
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["source"],
        )
        for row in rows
    )


def pilot_on(day: date) -> Pilot | None:
    """Give the pilot in force on that day, or None."""
    return next((one for one in pilots() if one.first <= day and (one.last is None or day < one.last)), None)


def origin_proof(rates: Tariffs | None, pilot: Pilot | None) -> str:
    """Say whether a line needs its proof of origin: REQUIRED, WAIVED, or UNKNOWN, which is asked for like REQUIRED."""
    if rates is None:
        return UNKNOWN
    return WAIVED if pilot is not None and rates.difference < pilot.below else REQUIRED


@dataclass(frozen=True, slots=True)
class LineTariff:
    """One goods line beside both tariffs. `path` is the line's path in the filing."""

    path: str
    description: str
    hs_code: str
    rates: Tariffs | None
    proof: str

    @property
    def words(self) -> Text:
        return WORDS[self.proof]

    @property
    def waived(self) -> bool:
        return self.proof == WAIVED


def lines_compared(manifest: Mapping[str, Any], rates: Mapping[str, Tariffs], pilot: Pilot | None) -> list[LineTariff]:
    """Hold every goods line of a filing (its JSON) against the rates of its code."""
    return [
        LineTariff(
            f"shipments[{place}].lines[{row}]",
            str(line.get("description", "")),
            str(line.get("hs_code", "")),
            found := rates.get(str(line.get("hs_code", ""))),
            origin_proof(found, pilot),
        )
        for place, shipment in enumerate(manifest.get("shipments", []))
        for row, line in enumerate(shipment.get("lines", []))
    ]
