"""The file to start from: keys, names in both languages, and one example row, as CSV or XLSX."""

from __future__ import annotations

import csv
import io

from clearance.upload.columns import Column, template_columns
from clearance.upload.limits import FORMULA_STARTS
from clearance.upload.reading import NOTE

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: such a cell gets a leading apostrophe."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def template_rows(direction: str) -> list[list[str]]:
    """Give the key row, the two name rows (notes, skipped when read) and an example row that is a note too."""
    columns = template_columns(direction)
    return [
        [column.key for column in columns],
        _noted([column.label.en for column in columns]),
        _noted([column.label.fr for column in columns]),
        _noted([_example(column, direction) for column in columns]),
    ]


def _noted(cells: list[str]) -> list[str]:
    return [f"{NOTE} {cells[0]}", *(safe_cell(cell) for cell in cells[1:])]


def _example(column: Column, direction: str) -> str:
    if column.key == "trip.direction":
        return direction
    if column.element.key == "seals":
        return "884213/H, 884214/H"
    return column.element.example or (column.element.choices[0] if column.element.choices else "")


def template_csv(direction: str) -> bytes:
    """Write the template as CSV in UTF-8 with a byte order mark, which spreadsheets need to read accents."""
    out = io.StringIO()
    csv.writer(out).writerows(template_rows(direction))
    return out.getvalue().encode("utf-8-sig")


def template_xlsx(direction: str) -> bytes:
    """Write the template as a workbook with text cells only."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(direction)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(template_rows(direction)):
        cells = [WriteOnlyCell(sheet, value=value) for value in row]
        for cell in cells:
            cell.data_type = "s"
            cell.font = Font(bold=number == 0, italic=number > 0)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
