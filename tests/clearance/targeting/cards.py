"""A small card over facts of the schema, and rows to train one from."""

from __future__ import annotations

from typing import Any

from bench.planted import planted
from clearance.targeting.learning.fit import Floats
from clearance.targeting.learning.table import Column, Table
from clearance.targeting.learning.train import Wish
from clearance.targeting.schema import SCHEMA

WISH = Wish("small", 1, {"en": "Small card", "fr": "Petite grille"}, most_pairs=2, least_rows=30, pair_surprise=-9.0)


def part(*of: dict[str, Any], points: list[int], **changes: Any) -> dict[str, Any]:
    nothing = [0] * len(points)
    return {"of": list(of), "points": points, "rows": nothing, "found": nothing, "reason_class": "record"} | changes


FINDINGS = {"name": "findings", "kind": "number", "edges": [1, 3]}
DRIVER = {"name": "driver_tier", "kind": "code", "codes": ["T0", "T2"]}
SEALED = {"name": "sealed", "kind": "flag"}
NEW = {"name": "new_goods", "kind": "flag"}


def card_document(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "card",
        "version": 1,
        "kind": "scorecard",
        "name": {"en": "Card", "fr": "Grille"},
        "target": "compliance",
        "base": -40,
        "doubling": 20,
        "parts": [
            part(FINDINGS, points=[-4, 9, 21, 3]),
            part(DRIVER, points=[7, -11, 0, 2]),
            part(SEALED, NEW, points=[1, 8, 2, -1, 5, 0, 0, 0, 0]),
        ],
        "trained": {},
    }
    return made | changes


def rows_to_train(seed: int, size: int) -> tuple[Table, Floats]:
    """Filings of the planted generator as a table, with more found than usual so that few rows teach something."""
    made = planted(seed, size)
    names = ("driver_tier", "findings", "sealed", "new_goods", "notice_minutes", "third_country_origin")
    table = {name: Column(SCHEMA[name].kind, made.facts[name], made.levels.get(name, ())) for name in names}
    return table, (made.chance > 0.02).astype(float)
