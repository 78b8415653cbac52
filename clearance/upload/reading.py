"""From bytes to rows of text. The kind of file is decided by its content, never by its name alone."""

from __future__ import annotations

import codecs
import csv
import io
import math
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from clearance.domain.typed import SHOWN_MOMENT
from clearance.upload.columns import Column, column_of
from clearance.upload.limits import (
    FORMULA_STARTS,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    OLE_MAGIC,
    SAVE_AGAIN,
    ZIP_MAGIC,
    check_cell_count,
    check_size,
    check_zip,
    refuse,
)
from portal.core.domain.text import Text

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 10
NOTE = "#"


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its number in the file (from 1, as the spreadsheet shows it) and its cells by column key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """What a file holds: the columns that were understood, the headers that were not, and the rows."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    lines: tuple[Line, ...]


def read_grid(raw: bytes) -> Grid:
    """Read a CSV or XLSX file; raises Invalid for a file that cannot be used as a whole."""
    check_size(raw)
    if raw.startswith(OLE_MAGIC):
        raise refuse(
            "CLR_U006",
            Text(
                "This is an old or protected workbook (.xls or with a password).",
                "C'est un classeur ancien ou protégé (.xls ou avec mot de passe).",
            ),
            SAVE_AGAIN,
        )
    rows = _xlsx_rows(raw) if raw.startswith(ZIP_MAGIC) else _csv_rows(_text(raw))
    return _grid(rows)


# --- CSV --------------------------------------------------------------------------------------------------
def _text(raw: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return _decoded(raw, name)
    return _decoded(raw, "utf-8")


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse(
            "CLR_U007",
            Text("The text is not UTF-8.", "Le texte n'est pas en UTF-8."),
            Text(
                "Save as “CSV UTF-8”, or send the .xlsx file.",
                "Enregistrez sous « CSV UTF-8 », ou envoyez le fichier .xlsx.",
            ),
        ) from error
    if "\0" in text:
        raise refuse("CLR_U008", Text("The file is not text.", "Le fichier n'est pas du texte."), SAVE_AGAIN)
    return text


def _csv_rows(text: str) -> Iterator[list[str]]:
    """Read with the delimiter that the header row proves; a field may hold at most 10,000 characters."""
    head = text[: LONGEST_CELL * 4].splitlines()[:HEADER_WITHIN]
    delimiter = max(DELIMITERS, key=lambda mark: max((_known(line.split(mark)) for line in head), default=0))
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise refuse(
            "CLR_U009",
            Text("A row of the file is not well formed CSV.", "Une ligne du fichier n'est pas un CSV bien formé."),
            Text(
                "Look for a quotation mark that is never closed, or a very long cell.",
                "Cherchez un guillemet jamais fermé, ou une cellule très longue.",
            ),
        ) from error


# --- XLSX -------------------------------------------------------------------------------------------------
def _xlsx_rows(raw: bytes) -> Iterator[list[str]]:
    """Read the first sheet; openpyxl parses with defusedxml, so entities are refused. Imported when it is needed:
    it takes most of a second, which every start of a worker would wait for.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    check_zip(raw)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True):
            yield _without_tail([_cell_text(value) for value in row])
    except (InvalidFileException, *_UNREADABLE) as error:
        raise refuse(
            "CLR_U004",
            Text("The file is not a readable spreadsheet.", "Le fichier n'est pas une feuille de calcul lisible."),
            SAVE_AGAIN,
        ) from error


_UNREADABLE = (
    DefusedXmlException,
    ParseError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
)


def _without_tail(cells: list[str]) -> list[str]:
    """Drop the empty cells after the last one: read-only sheets are padded to the greatest column asked for."""
    filled = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
    return cells[:filled]


def _cell_text(value: Any) -> str:
    """Write a cell as a person would type it: no `.0` after whole numbers, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.strftime(SHOWN_MOMENT) if value.hour or value.minute else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:LONGEST_CELL]


# --- header and rows --------------------------------------------------------------------------------------
def _known(cells: Iterable[str]) -> int:
    return sum(column_of(cell.strip('" \ufeff')) is not None for cell in cells)


def _without_mark(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running the cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _grid(rows: Iterable[list[str]]) -> Grid:
    """Find the header among the first rows, skip notes (`#`) and empty rows, keep the rest."""
    numbered = enumerate(rows, start=1)
    header = next((cells for _, cells in islice(numbered, HEADER_WITHIN) if _known(cells) >= 2), None)
    if header is None:
        raise refuse(
            "CLR_U010",
            Text("No row with the column names was found.", "Aucune ligne de noms de colonnes n'a été trouvée."),
            Text("Start from the template; keep its first row.", "Partez du modèle et gardez sa première ligne."),
        )
    columns = [column_of(cell) for cell in header]
    lines = []
    for number, cells in numbered:
        check_cell_count(number, len(cells))
        values = {
            column.key: _without_mark(cell.strip())
            for column, cell in zip(columns, cells, strict=False)
            if column is not None and cell.strip()
        }
        if values and not cells[0].lstrip().startswith(NOTE):
            lines.append(Line(number, values))
    known = tuple(dict.fromkeys(column for column in columns if column is not None))
    unknown = tuple(
        cell.strip()[:60]
        for column, cell in zip(columns, header, strict=True)
        if column is None and cell.strip() and not cell.strip().startswith(NOTE)
    )
    return Grid(known, unknown, tuple(lines))
