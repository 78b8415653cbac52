"""Release types with the dates they are in force (policy is data: clearance/domain/data/release_types.json).

What a release type asks beyond its direction stands in `needs`, by path of the element registry: the rules,
the documentation page and the forms read it from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.core.domain.text import Text

SOURCE = Path(__file__).resolve().parent / "data" / "release_types.json"
DEFAULTS = {"SB": "PAPS", "NB": "PARS"}

FAMILIES: dict[str, Text] = {
    "entry": Text("Entry by the broker", "Déclaration par le courtier"),
    "trusted": Text("Trusted traders", "Négociants dignes de confiance"),
    "line": Text("Repetitive line release", "Mainlevée répétitive de ligne"),
    "low_value": Text("Low value", "Faible valeur"),
    "bond": Text("In bond", "Sous douane"),
    "transit": Text("In transit", "En transit"),
    "iit": Text("Instruments of international traffic", "Instruments de trafic international"),
    "returned": Text("Returned goods", "Marchandises en retour"),
    "temporary": Text("Temporary admission", "Admission temporaire"),
    "astray": Text("Goods astray", "Marchandises égarées"),
    "other": Text("Other", "Autres"),
}


@dataclass(frozen=True, slots=True)
class ReleaseType:
    """One way to have goods released, in one direction.

    In force from `effective_from` until the day before `effective_until`; `refusal` says why it ended and
    `instead` names what to use then. `fast` needs all three links to be members. `needs` maps paths of the
    element registry to M or C. `limit` is the highest value of the shipment, in whole units of
    `limit_currency`. `exempt` says why the shipment need not be in the advance data at all.
    """

    code: str
    direction: str
    name: Text
    effective_from: date
    effective_until: date | None = None
    instead: str = ""
    refusal: Text | None = None
    family: str = "other"
    fast: bool = False
    needs: Mapping[str, str] = field(default_factory=dict)
    limit: int = 0
    limit_currency: str = ""
    exempt: Text | None = None
    source: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_until is None or day < self.effective_until)

    def need(self, path: str) -> str:
        """Say M, C or empty for one element of the registry; empty means: as the direction asks."""
        return self.needs.get(path, "")

    @property
    def successor(self) -> str:
        """What to use when this one cannot be: its own successor, else the ordinary type of the direction."""
        return self.instead or DEFAULTS[self.direction]

    @property
    def in_bond(self) -> bool:
        return self.need("shipments[].in_bond") == "M"

    @property
    def needs_value(self) -> bool:
        return self.need("shipments[].lines[].value") == "M"

    @property
    def needs_origin(self) -> bool:
        return self.need("shipments[].lines[].origin") == "M"

    @property
    def needs_c4(self) -> bool:
        return self.need("shipments[].c4_code") == "M"

    @property
    def needs_bn15(self) -> bool:
        return self.need("shipments[].importer.identifier") == "M"

    @property
    def needs_sublocation(self) -> bool:
        return self.need("shipments[].sublocation") == "M"


def _words(row: Mapping[str, Any], key: str) -> Text | None:
    return Text.from_dict(row[key]) if key in row else None


def _from_row(row: Mapping[str, Any]) -> ReleaseType:
    until = row.get("until")
    return ReleaseType(
        code=row["code"],
        direction=row["direction"],
        name=Text(row["en"], row["fr"]),
        effective_from=date.fromisoformat(row["from"]),
        effective_until=date.fromisoformat(until) if until else None,
        instead=row.get("instead", ""),
        refusal=_words(row, "refusal"),
        family=row["family"],
        fast=row.get("fast", False),
        needs=dict(row.get("needs", {})),
        limit=row.get("limit", 0),
        limit_currency=row.get("limit_currency", ""),
        exempt=_words(row, "exempt"),
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


def need_of(path: str, release_type: str, general: str) -> str:
    """Say M, C, O or empty for one element under one release type; `general` is what the direction asks."""
    kind = release_types().get(release_type)
    return (kind.need(path) if kind else "") or general
