"""Bounds of an uploaded file, checked before anything in it is trusted (reliability, uploads)."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
MOST_ENTRIES = 1_000
LARGEST_UNPACKED = 100 * 1024 * 1024
# These parts are held in memory whole while a sheet is read, many times their size.
LARGEST_HELD = {
    "xl/sharedstrings.xml": 24 * 1024 * 1024,
    "xl/styles.xml": 2 * 1024 * 1024,
    "xl/workbook.xml": 1024 * 1024,
}
LARGEST_OTHER = 64 * 1024 * 1024
HIGHEST_RATIO = 100
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
UNPACKED_MACROS = "vbaproject.bin"
# What makes a spreadsheet run a cell: written with an apostrophe before it, read without.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def refuse(code: str, message: Text, fix: Text) -> Invalid:
    """Build the refusal of a whole file."""
    return Invalid([ErrorItem(code, message, path="file", fix=fix)])


SAVE_AGAIN = Text(
    "Save it again as .xlsx or as CSV (UTF-8), without macros, links or a password.",
    "Enregistrez-le de nouveau en .xlsx ou en CSV (UTF-8), sans macros, liens ni mot de passe.",
)


def check_size(raw: bytes) -> None:
    """Raise Invalid for an empty file or one above ten mebibytes."""
    if not raw:
        raise refuse("CLR_U001", Text("The file is empty.", "Le fichier est vide."), SAVE_AGAIN)
    if len(raw) > LARGEST_FILE:
        raise refuse(
            "CLR_U002",
            Text("The file is larger than 10 MB.", "Le fichier dépasse 10 Mo."),
            Text("Split it into several files.", "Divisez-le en plusieurs fichiers."),
        )


def check_zip(raw: bytes) -> None:
    """Read the directory of an XLSX before unpacking anything; raise Invalid for a bomb or a forgery."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _damaged() from error
    names = [entry.filename for entry in entries]
    sizes = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or sizes > LARGEST_UNPACKED
        or sizes > HIGHEST_RATIO * len(raw)
        or any(_suspicious(entry) or _too_large(entry) for entry in entries)
        or len(set(names)) != len(names)
        or _overlapping(entries)
    ):
        raise refuse(
            "CLR_U003",
            Text(
                "The workbook is built in a way that is not safe to open.",
                "Le classeur est construit d'une façon dangereuse à ouvrir.",
            ),
            SAVE_AGAIN,
        )
    if "xl/workbook.xml" not in names:
        raise _damaged()


def _suspicious(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    linked = (entry.external_attr >> 16) & 0o170000 == 0o120000
    return (
        name.startswith("/")
        or ".." in name.split("/")
        or "\\" in name
        or name.endswith((".zip", ".xlsx", ".xlsm", UNPACKED_MACROS))
        or linked
        or bool(entry.flag_bits & 0x1)
    )


def _too_large(entry: zipfile.ZipInfo) -> bool:
    """Say whether one part alone would take more memory or time than a trip file can need."""
    return entry.file_size > LARGEST_HELD.get(entry.filename.lower(), LARGEST_OTHER)


def _overlapping(entries: list[zipfile.ZipInfo]) -> bool:
    """Say whether two entries share bytes, which is how small files unpack to petabytes."""
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    return any(after < end for (_, end), (after, _) in pairwise(spans))


def _damaged() -> Invalid:
    return refuse(
        "CLR_U004",
        Text("The file is not a readable spreadsheet.", "Le fichier n'est pas une feuille de calcul lisible."),
        SAVE_AGAIN,
    )


def check_cell_count(rows: int, columns: int) -> None:
    """Raise Invalid above the number of rows or columns that are read."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise refuse(
            "CLR_U005",
            Text(
                f"The file has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns.",
                f"Le fichier compte plus de {MOST_ROWS} lignes ou {MOST_COLUMNS} colonnes.",
            ),
            Text("Split it into several files.", "Divisez-le en plusieurs fichiers."),
        )
