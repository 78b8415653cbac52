"""Files are read safely: by content, within bounds, and a hostile one is refused with words (reliability 4)."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from clearance.upload.columns import column_of, template_columns
from clearance.upload.limits import MOST_COLUMNS
from clearance.upload.reading import Grid, read_grid
from clearance.upload.template import safe_cell, template_csv, template_rows, template_xlsx
from portal.core.domain.errors import Invalid
from portal.core.domain.file_names import shown_name

PAYLOADS = Path(__file__).resolve().parents[2] / "payloads"
HEAD = "trip.reference,shipment.reference,line.description"
ROW = "TRIP000001,SHIP0001,Chocolat noir à l'érable"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def altered(raw: bytes, name: str, content: bytes) -> bytes:
    """Give a workbook with one of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return zipped({**parts, name: content})


def only(grid: Grid) -> dict[str, str]:
    assert len(grid.lines) == 1
    return grid.lines[0].cells


@pytest.mark.parametrize(
    "raw",
    [
        f"{HEAD}\n{ROW}\n".encode(),
        f"{HEAD}\n{ROW}\n".encode("utf-8-sig"),
        f"{HEAD}\n{ROW}\n".encode("utf-16"),
        f"{HEAD}\r\n{ROW}\r\n".replace(",", ";").encode(),
        f"{HEAD}\n{ROW}\n".replace(",", "\t").encode(),
        f"\n\nMy trips,,\n{HEAD}\n# note,,\n,,\n{ROW}\n".encode(),
        f"{HEAD.upper()}\n{ROW}\n".encode(),
        workbook([HEAD.split(","), ROW.split(",")]),
    ],
)
def test_honest_files_are_read(raw: bytes) -> None:
    assert only(read_grid(raw)) == {
        "trip.reference": "TRIP000001",
        "shipment.reference": "SHIP0001",
        "line.description": "Chocolat noir à l'érable",
    }


def test_row_numbers_are_those_of_the_file() -> None:
    grid = read_grid(f"{HEAD}\n# note,,\n{ROW}\n,,\n{ROW}\n".encode())
    assert [line.number for line in grid.lines] == [3, 5]


def test_numbers_of_a_workbook_read_as_people_type_them() -> None:
    raw = workbook([["trip.reference", "line.quantity", "line.weight"], ["T1", 100.0, 12.5]])
    assert only(read_grid(raw)) == {"trip.reference": "T1", "line.quantity": "100", "line.weight": "12.5"}


def test_an_unknown_column_is_named_and_the_rest_is_read() -> None:
    grid = read_grid(f"{HEAD},colour\n{ROW},red\n".encode())
    assert grid.unknown == ("colour",)
    assert "colour" not in only(grid)


def overlapping() -> bytes:
    """Two directory entries that name the same bytes: the shape of a file that unpacks to petabytes."""
    raw = bytearray(zipped({"xl/workbook.xml": b"<x/>" * 50, "xl/second.xml": b"<x/>" * 50}))
    second = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, second + 42, 0)
    return bytes(raw)


def encrypted() -> bytes:
    raw = bytearray(workbook([HEAD.split(",")]))
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "old xls or encrypted": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "not utf-8": lambda: f"{HEAD}\n{ROW}\n".encode("latin-1"),
    "nul": lambda: f"{HEAD}\nA\0B,,\n".encode(),
    "no header": lambda: b"a,b,c\n1,2,3\n",
    "open quote": lambda: f'{HEAD}\n"never closed,,\n'.encode(),
    "long cell": lambda: f"{HEAD}\nT1,S1,{'x' * 20_000}\n".encode(),
    "too many columns": lambda: f"{HEAD}{',x' * MOST_COLUMNS}\nT1{',1' * (MOST_COLUMNS + 2)}\n".encode(),
    "not a workbook": lambda: zipped({"readme.txt": b"hello"}),
    "torn zip": lambda: workbook([HEAD.split(",")])[:400],
    "bomb": lambda: zipped({"xl/workbook.xml": b"\0" * 30_000_000}),
    "many entries": lambda: zipped({f"xl/{number}": b"" for number in range(1_100)}),
    "absolute name": lambda: zipped({"xl/workbook.xml": b"<x/>", "/etc/passwd": b"x"}),
    "climbing name": lambda: zipped({"xl/workbook.xml": b"<x/>", "xl/../../a": b"x"}),
    "nested archive": lambda: zipped({"xl/workbook.xml": b"<x/>", "inner.zip": zipped({"a": b"b"})}),
    "macros": lambda: altered(workbook([HEAD.split(",")]), "xl/vbaProject.bin", b"x"),
    "overlapping": overlapping,
    "encrypted entries": encrypted,
    "entities": lambda: altered(workbook([HEAD.split(",")]), "xl/workbook.xml", ENTITY),
    "broken sheet": lambda: altered(workbook([HEAD.split(",")]), "xl/worksheets/sheet1.xml", b"<worksheet><row"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_in_words(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_grid(HOSTILE[name]())
    item = refusal.value.items[0]
    assert item.code.startswith("CLR_U0")
    assert item.fix is not None
    assert item.message.en != item.message.fr


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\trips\\monday.csv", "monday.csv"),
        ("evil\u202egnp.csv", "evilgnp.csv"),
        ("a\r\nb\0.csv", "ab.csv"),
        ("…", "…"),
        ("", "file"),
        ("x" * 4_000 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_file_name_is_only_ever_shown(given: str, shown: str) -> None:
    assert shown_name(given) == shown


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_the_template_reads_back_and_asks_only_its_direction(direction: str) -> None:
    columns = template_columns(direction)
    keys = [column.key for column in columns]
    assert len(keys) == len(set(keys)) <= MOST_COLUMNS
    assert all(column_of(key) is not None for key in keys)
    assert ("conveyance.vin" in keys, "shipment.release_office" in keys) == (direction == "SB", direction == "NB")
    for raw in (template_csv(direction), template_xlsx(direction)):
        grid = read_grid(raw)
        assert [column.key for column in grid.columns] == keys
        assert grid.lines == ()


def test_the_template_names_columns_in_both_languages() -> None:
    _, english, french, example = template_rows("SB")
    assert len(english) == len(french) == len(example)
    assert english != french


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=cmd", "＝1"])
def test_no_cell_we_write_runs_as_a_formula(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("key", ["line.nothing", "trip", "equipment.number", "shipment.lines.hs_code", "a" * 300, "=x"])
def test_header_cells_that_name_nothing(key: str) -> None:
    assert column_of(key) is None


def test_parts_held_in_memory_are_bounded_before_they_are_read() -> None:
    """A megabyte of shared strings may unpack to gigabytes of objects: it is refused by its declared size."""
    book = workbook([["trip.reference", "line.description"], ["TRIP000001", "Discs"]])
    noise = b"".join(b"<si><t>%d</t></si>" % (number * 7919 % 10_000_019) for number in range(1_300_000))
    large = altered(book, "xl/sharedStrings.xml", b"<sst>" + noise + b"</sst>")
    assert len(large) < 10 * 1024 * 1024
    tracemalloc.start()
    with pytest.raises(Invalid) as refusal:
        read_grid(large)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusal.value.items[0].code == "CLR_U003"
    assert peak < 20 * 1024 * 1024


def test_a_declared_size_that_lies_does_not_unpack_more() -> None:
    book = workbook([["trip.reference", "line.description"], ["TRIP000001", "Discs"]])
    sheet = b"<worksheet><sheetData>" + b"<row/>" * 200_000 + b"</sheetData></worksheet>"
    raw = bytearray(altered(book, "xl/worksheets/sheet1.xml", sheet))
    where = raw.index(struct.pack("<I", len(sheet)), raw.index(b"PK\x01\x02"))
    raw[where : where + 4] = struct.pack("<I", 1000)
    with pytest.raises(Invalid):
        read_grid(bytes(raw))


def test_the_apostrophe_before_a_formula_is_taken_off_again() -> None:
    grid = read_grid(b"trip.reference,shipment.shipper.phone\nTRIP1,'+1 519 555 0100\n")
    assert grid.lines[0].cells["shipment.shipper.phone"] == "+1 519 555 0100"
