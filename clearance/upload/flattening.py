"""From a manifest to rows of the template: the same columns out as in, one row per goods line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clearance.domain.codes import DIRECTIONS
from clearance.domain.elements import FLAG
from clearance.domain.typed import seals_text
from clearance.upload.columns import Column, template_columns

_STEP = re.compile(r"([a-z0-9_]+)(?:\[(\d+)\])?")


def all_columns() -> tuple[Column, ...]:
    """Give the columns of both directions, in the order of the templates."""
    return tuple({column.key: column for way in DIRECTIONS for column in template_columns(way)}.values())


def rows_of(manifest: Mapping[str, Any], columns: tuple[Column, ...]) -> Iterator[list[str]]:
    """Give a row for each goods line; an empty truck and a shipment without goods give one row."""
    shipments = _listed(manifest.get("shipments")) or [{}]
    for shipment in shipments:
        for line in _listed(shipment.get("lines")) or [{}]:
            roots = {"shipment": shipment, "line": line}
            yield [_cell(column, manifest, roots) for column in columns]


def _cell(column: Column, manifest: Mapping[str, Any], roots: Mapping[str, Any]) -> str:
    start, _, rest = column.key.partition(".")
    value = _at(roots[start], rest) if start in roots else _at(manifest, column.key)
    if column.element.key == "seals":
        return seals_text(value)
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    if column.element.kind == FLAG:
        return "true" if value is True else ""
    return "" if value is None or isinstance(value, Mapping) else str(value)


def _at(found: Any, path: str) -> Any:
    for name, index in _STEP.findall(path):
        found = found.get(name) if isinstance(found, Mapping) else None
        if index:
            found = found[int(index) - 1] if isinstance(found, list) and len(found) >= int(index) else None
    return found


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
