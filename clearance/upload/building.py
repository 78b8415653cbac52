"""From rows to manifests. Rows of one trip belong together, one row is one goods line, and every value knows
its cell, so that an error points at row and column (architecture rule 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from clearance.domain.elements import CODES, DATETIME, FLAG, GROUPS, Element
from clearance.domain.typed import read_codes, read_flag, read_seals, with_offset
from clearance.upload.columns import Column
from clearance.upload.reading import Grid, Line
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

TRIP_PARTS = ("trip", "conveyance", "equipment", "crew")
_STEP = re.compile(r"([a-z0-9_]+)(?:\[(\d+)\])?")
ZoneOf = Callable[[str, str], str]
_ANSWER = re.compile(r"answers\[(\w+)\]")
_SHIPMENT = re.compile(r"shipments\[(\d+)\](?:\.lines\[(\d+)\])?\.?(.*)")


@dataclass
class TripRows:
    """One trip of the file: its manifest as JSON, the rows it came from, and what contradicts itself."""

    data: dict[str, Any]
    first_row: int
    shipment_rows: list[int] = field(default_factory=list)
    line_rows: list[list[int]] = field(default_factory=list)
    items: list[ErrorItem] = field(default_factory=list)

    @property
    def reference(self) -> str:
        return str(self.data["trip"].get("reference", ""))

    def cell(self, path: str) -> tuple[int, str]:
        """Give the row and column key that a path of the manifest came from, or would belong to."""
        found = _SHIPMENT.match(path)
        if found is None:
            return self.first_row, _counted_from_one(path)
        shipment, line, rest = found.groups()
        rows = self.line_rows[int(shipment)] if int(shipment) < len(self.line_rows) else [self.first_row]
        if line is not None:
            return rows[min(int(line), len(rows) - 1)], self._goods_column(int(shipment), int(line), rest)
        return rows[0], f"shipment.{_counted_from_one(rest)}".rstrip(".")

    def _goods_column(self, shipment: int, line: int, rest: str) -> str:
        """Give the column of one element of a goods line; an answer's is named by its question."""
        found = _ANSWER.match(rest)
        if found is None:
            return f"line.{_counted_from_one(rest)}".rstrip(".")
        place = found.group(1)
        if not place.isdecimal():
            return f"answer.{place.lower()}"
        answers = self.data["shipments"][shipment]["lines"][line]["answers"]
        return f"answer.{answers[int(place)]['question'].lower()}"


def _counted_from_one(path: str) -> str:
    path = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found.group(1)) + 1}]", path)
    return re.sub(r"seals\[\d+\].*", "seals", path)


def trips_of(grid: Grid, zone_of: ZoneOf) -> list[TripRows]:
    """Gather the rows into trips by carrier code and reference; a row without a reference follows the one above.

    `zone_of(crossing, direction)` gives the IANA zone of local times. Trips keep the order of the file.
    """
    trips: dict[tuple[str, ...], TripRows] = {}
    elements = {column.key: column for column in grid.columns}
    key: tuple[str, ...] = ()
    for line in grid.lines:
        if line.cells.get("trip.reference") or not trips:
            key = tuple(
                line.cells.get(f"trip.{name}", "").upper() for name in ("direction", "scac", "cbsa_code", "reference")
            )
        trip = trips.get(key)
        if trip is None:
            trip = trips[key] = TripRows(_empty(), line.number)
        _add(trip, line, elements)
    for trip in trips.values():
        _finish(trip, zone_of)
    return list(trips.values())


def _empty() -> dict[str, Any]:
    return {"trip": {}, "conveyance": {}, "equipment": [], "crew": [], "shipments": []}


def _add(trip: TripRows, line: Line, columns: dict[str, Column]) -> None:
    shipment = _shipment_of(trip, line)
    goods: dict[str, Any] = {}
    for key, value in line.cells.items():
        column = columns[key]
        start, _, rest = key.partition(".")
        if start == "line":
            goods[column.element.key] = _typed(column.element, value)
        elif start == "answer":
            goods.setdefault("answers", []).append({"question": column.element.key, "value": value})
        elif start == "shipment":
            _put(trip, shipment, rest, column.element, value, line.number, key)
        else:
            _put(trip, trip.data, key, column.element, value, line.number, key)
    if goods:
        shipment.setdefault("lines", []).append(goods)
        trip.line_rows[-1].append(line.number)


def _shipment_of(trip: TripRows, line: Line) -> dict[str, Any]:
    """Give the shipment a row belongs to: a new one when its reference changes, else the one above."""
    shipments: list[dict[str, Any]] = trip.data["shipments"]
    reference = line.cells.get("shipment.reference", "")
    has_goods = any(key.startswith(("line.", "shipment.")) for key in line.cells)
    current = shipments[-1] if shipments else None
    if current is None and not has_goods:
        return {}
    if current is None or (reference and reference != current.get("reference", "")):
        current = {}
        shipments.append(current)
        trip.shipment_rows.append(line.number)
        trip.line_rows.append([])
    return current


def _put(trip: TripRows, at: dict[str, Any], path: str, element: Element, value: str, row: int, key: str) -> None:
    """Set one value; a different value for the same thing in a later row is an error of that cell."""
    *steps, last = _STEP.findall(path)
    for name, index in steps:
        at = _entry(at.setdefault(name, []), int(index)) if index else at.setdefault(name, {})
    made = _typed(element, value)
    known = at.setdefault(last[0], made)
    if known != made:
        trip.items.append(_contradiction(element, value, row, key))


def _entry(entries: list[dict[str, Any]], number: int) -> dict[str, Any]:
    while len(entries) < number:
        entries.append({})
    return entries[number - 1]


def _typed(element: Element, value: str) -> Any:
    if element.key == "seals":
        return read_seals(value)
    if element.kind == CODES:
        return read_codes(value)
    return read_flag(value) if element.kind == FLAG else value


def _finish(trip: TripRows, zone_of: ZoneOf) -> None:
    """Add offsets to local times, drop empty trailers and people, keep at least one row per shipment."""
    header = trip.data["trip"]
    zone = zone_of(str(header.get("crossing", "")), str(header.get("direction", "")))
    for element in GROUPS["trip"]:
        if element.kind == DATETIME and element.key in header:
            header[element.key] = with_offset(str(header[element.key]).replace(" ", "T"), zone)
    for name in ("equipment", "crew"):
        trip.data[name] = [entry for entry in trip.data[name] if entry]
    for rows, first in zip(trip.line_rows, trip.shipment_rows, strict=True):
        if not rows:
            rows.append(first)


def _contradiction(element: Element, value: str, row: int, key: str) -> ErrorItem:
    return ErrorItem(
        "CLR_U020",
        Text(
            f"{element.name.en} differs from an earlier row of the same trip or shipment.",
            f"{element.name.fr} : la valeur diffère d'une ligne précédente du même voyage ou de la même expédition.",
        ),
        path=f"row {row} {key}",
        value=value[:120],
        fix=Text(
            "Give the same value in every row, or only in the first.",
            "Donnez la même valeur à chaque ligne, ou seulement à la première.",
        ),
    )


def located(trip: TripRows, items: Iterable[ErrorItem]) -> list[dict[str, Any]]:
    """Give the items as dictionaries with the row and column they point at."""
    out = []
    for item in items:
        if item.path.startswith("row "):
            _, row, column = item.path.split(" ", 2)
            place = (int(row), column)
        else:
            place = trip.cell(item.path)
        out.append({**item.as_dict(), "row": place[0], "column": place[1], "trip": trip.reference})
    return out
