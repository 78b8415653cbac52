"""Reads the element table (clearance/domain/data/elements.csv) and refuses a row that makes no sense."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from clearance.domain.elements.base import (
    BASES,
    CODE,
    CODES,
    KINDS,
    PURPOSES,
    RECORD,
    RECORDS,
    Element,
)
from clearance.domain.elements.formats import FORMATS
from portal.core.domain.text import Text

SOURCE = Path(__file__).resolve().parent.parent / "data" / "elements.csv"


def _text(english: str, french: str) -> Text | None:
    return Text(english, french) if english and french else None


def element_from_row(row: Mapping[str, str]) -> Element:
    """Build one element; KeyError or ValueError names what the row gets wrong."""
    name = _text(row["name_en"], row["name_fr"])
    if name is None or row["kind"] not in KINDS:
        raise ValueError(f"{row['group']}.{row['key']}: name in both languages and a known kind are needed")
    if row["format"] and row["format"] not in FORMATS:
        raise ValueError(f"{row['group']}.{row['key']}: unknown format {row['format']}")
    if (row["kind"] in {RECORD, RECORDS}) != bool(row["of"]):
        raise ValueError(f"{row['group']}.{row['key']}: a record needs the group it holds, nothing else does")
    return Element(
        key=row["key"],
        name=name,
        kind=row["kind"],
        size=int(row["size"] or 0),
        us=row["us"],
        ca=row["ca"],
        cbp=row["cbp"],
        cbsa=row["cbsa"],
        format=row["format"],
        choices=tuple(row["choices"].split("|")) if row["choices"] else (),
        group=row["of"],
        strip=" " + row["strip"] if row["kind"] in {CODE, CODES} else "",
        basis="; ".join(BASES[basis] for basis in row["basis"].split()),
        purpose=PURPOSES[row["purpose"]] if row["purpose"] else None,
        help=_text(row["help_en"], row["help_fr"]),
        example=row["example"],
        other=row.get("other", ""),
    )


def groups_from_rows(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Element, ...]]:
    """Gather the rows into groups, in the order of the table; a key may occur once in a group."""
    found: dict[str, list[Element]] = {}
    for row in rows:
        element = element_from_row(row)
        group = found.setdefault(row["group"], [])
        if any(other.key == element.key for other in group):
            raise ValueError(f"{row['group']}.{element.key} is in the table twice")
        group.append(element)
    missing = {e.group for group in found.values() for e in group if e.group} - found.keys()
    if missing:
        raise ValueError(f"no rows for the groups {sorted(missing)}")
    return {name: tuple(elements) for name, elements in found.items()}


def read_groups() -> dict[str, tuple[Element, ...]]:
    """Read the shipped table."""
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        return groups_from_rows(csv.DictReader(lines))
