"""Cells from a spreadsheet as goods lines: which column is which, in either language, with or without a header.

Nothing is judged here. What cannot be understood is kept as typed, so that the check points at its cell.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.domain.elements import DECIMAL, GROUPS, INTEGER, NOT_ASKED, RECORD, RECORDS, Element

MOST_ROWS = 999
LONGEST_TEXT = 400_000
LONGEST_CELL = 1_000
DELIMITERS = ("\t", ";", ",")
_GROUPED = re.compile(r"\d{1,3}([ ,'’]\d{3})+(\.\d+)?")
_GROUPED_FR = re.compile(r"\d{1,3}([ .]\d{3})+,\d+")
_UNIT = re.compile(r" (kgs?|lbs?|usd|cad|us|ca)$")
_COMMA = re.compile(r"\d+,\d{1,2}")

# How people head their columns, besides the element's own names.
NAMES: dict[str, tuple[str, ...]] = {
    "description": (
        "description",
        "goods",
        "commodity",
        "product",
        "article",
        "marchandise",
        "marchandises",
        "produit",
        "libellé",
    ),
    "hs_code": (
        "hs",
        "hs code",
        "hts",
        "hts code",
        "tariff",
        "tariff code",
        "code",
        "sh",
        "code sh",
        "classement",
        "numéro tarifaire",
    ),
    "quantity": (
        "qty",
        "quantity",
        "pieces",
        "pcs",
        "packages",
        "cartons",
        "qté",
        "quantité",
        "nombre",
        "colis",
        "pièces",
    ),
    "package_code": (
        "package",
        "package type",
        "packaging",
        "type of package",
        "unit",
        "type d'emballage",
        "emballage",
        "unité",
    ),
    "weight": (
        "weight",
        "gross weight",
        "gross",
        "weight kg",
        "weight lb",
        "kg",
        "lb",
        "poids",
        "poids brut",
        "poids kg",
    ),
    "weight_unit": ("weight unit", "uom", "unit of weight", "unité de poids"),
    "value": ("value", "amount", "price", "value usd", "value cad", "valeur", "montant", "prix"),
    "origin": ("origin", "country of origin", "coo", "made in", "country", "origine", "pays d'origine", "pays"),
    "marks": ("marks", "marks and numbers", "marques"),
    "equipment": ("trailer", "equipment", "loaded on", "remorque", "équipement"),
    "un_number": ("un", "un number", "un no", "numéro onu", "onu"),
}


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows that were read, the elements the columns were taken for, the headings nobody knew, and rows left out."""

    rows: tuple[dict[str, Any], ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    left_out: int = 0


def folded(words: str) -> str:
    """Compare headings without case, accents, brackets and doubled spaces."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9']+", " ", kept.replace("’", "'")).split())


def headings(direction: str) -> dict[str, tuple[str, ...]]:
    """Give every heading each element of a goods line is known by, folded: what the page's script uses as well."""
    return {
        element.key: tuple(
            dict.fromkeys(
                folded(name)
                for name in (
                    element.key,
                    element.name.en,
                    element.name.fr,
                    element.cbp,
                    element.cbsa,
                    *NAMES.get(element.key, ()),
                )
                if name
            )
        )
        for element in _elements(direction)
    }


def _elements(direction: str) -> list[Element]:
    return [
        element
        for element in GROUPS["line"]
        if element.requirement(direction) != NOT_ASKED and element.kind not in {RECORD, RECORDS}
    ]


def read_paste(text: str, direction: str, words: Mapping[str, Mapping[str, str]] | None = None) -> Pasted:
    """Read pasted cells as goods lines. `words` maps an element to its choices, folded words to code.

    The first row is a heading when two of its cells (or its only one) name an element; else the cells are
    taken in the order of the grid.
    """
    table = _table(text[:LONGEST_TEXT])
    if not table:
        return Pasted((), (), ())
    order = [element.key for element in _elements(direction)]
    columns = _columns(table[0], headings(direction))
    unknown: tuple[str, ...] = ()
    unit = ""
    if columns is None:
        columns = [*order[: max(len(row) for row in table)]]
    else:
        unknown = tuple(
            cell.strip()[:60] for cell, key in zip(table[0], columns, strict=True) if not key and cell.strip()
        )
        unit = _unit_of(table[0], columns)
        table = table[1:]
    known = {element.key: element for element in _elements(direction)}
    rows = [_row(cells, columns, known, words or {}) for cells in table[:MOST_ROWS]]
    return Pasted(
        tuple({**row, **({"weight_unit": unit} if unit and "weight" in row else {})} for row in rows if row),
        tuple(key for key in columns if key),
        unknown,
        max(0, len(table) - MOST_ROWS),
    )


def _table(text: str) -> list[list[str]]:
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff")
    if not text.strip():
        return []
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark) > 0, mark == "\t", first.count(mark)))
    csv.field_size_limit(max(LONGEST_TEXT, 131_072))
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        table = [line.split(delimiter) for line in text.split("\n")]
    return [row for row in table if any(cell.strip() for cell in row)]


def _columns(cells: Sequence[str], names: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Give the element of each cell of a heading row, "" where none; None when this is no heading."""
    keys = {name: key for key, known in names.items() for name in known}
    found: list[str] = []
    for cell in cells:
        name = folded(cell)
        key = keys.get(name) or keys.get(_UNIT.sub("", name), "")
        found.append(key if key not in found else "")
    matched = sum(bool(key) for key in found)
    return found if matched >= min(2, len(cells)) else None


def _unit_of(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Give the unit a heading like `Gross weight (lb)` names, unless the rows have a column for it."""
    if "weight_unit" in columns or "weight" not in columns:
        return ""
    words = folded(cells[columns.index("weight")]).split()
    return "LB" if {"lb", "lbs"} & set(words) else "KG" if {"kg", "kgs"} & set(words) else ""


def _row(
    cells: Sequence[str],
    columns: Sequence[str],
    known: Mapping[str, Element],
    words: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    made = {}
    for key, cell in zip(columns, cells, strict=False):
        value = cell.strip()[:LONGEST_CELL]
        if key and value:
            made[key] = _value(known[key], value, words.get(key, {}))
    return made


def _value(element: Element, value: str, words: Mapping[str, str]) -> str:
    if element.kind in {INTEGER, DECIMAL}:
        return plain_number(value)
    if element.key == "weight_unit":
        return {"kgs": "KG", "kgm": "KG", "k": "KG", "lbs": "LB", "lbr": "LB", "l": "LB"}.get(
            folded(value), value.upper()
        )
    return words.get(folded(value), value)


def plain_number(value: str) -> str:
    """Write `2,650.50`, `2 650,5` and `$1 200` as `2650.50`, `2650.5` and `1200`; anything else stays as typed."""
    bare = " ".join(value.replace("\u00a0", " ").replace("\u202f", " ").strip("$€ ").split())
    if _GROUPED.fullmatch(bare):
        return re.sub(r"[ ,'’]", "", bare)
    if _GROUPED_FR.fullmatch(bare):
        return re.sub(r"[ .]", "", bare).replace(",", ".")
    if _COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    return bare if re.fullmatch(r"\d+(\.\d+)?", bare) else value
