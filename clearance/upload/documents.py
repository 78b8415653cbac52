"""Trips in JSON or EDI: the same errors as in a spreadsheet, placed by trip and path instead of row and column.

The kind of a file is decided by its first bytes. JSON may be one manifest, a list, `{"trips": [...]}`, or the
portal's own export. EDI is what agencies and partners send (X12 or UN/EDIFACT); messages of one trip belong together.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from clearance.edi import EdiError, Reading, read
from clearance.edi.canonical import manifest_data
from clearance.edi.codebook import CBP, CBSA, IMPORT_OF, CodeBook
from clearance.upload.building import TripRows, ZoneOf, trips_of
from clearance.upload.limits import LARGEST_FILE, check_size, refuse
from clearance.upload.reading import Grid, read_grid
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

GRID, JSON, EDI = "grid", "json", "edi"
MOST_TRIPS = 2_000
_EDI_STARTS = (b"ISA", b"UNA", b"UNB", b"GS*", b"ST*")
_JSON_STARTS = (b"{", b"[")
_SHAPE = Text(
    "Send one manifest, a list of them, or an object with “trips”, as in the API guide.",
    "Envoyez un manifeste, une liste, ou un objet avec « trips », comme dans le guide de l'API.",
)


class TripDocument(TripRows):
    """One trip of a JSON or EDI file: errors point at its number in the file and the path inside it."""

    def cell(self, path: str) -> tuple[int, str]:
        return self.first_row, path


def kind_of(raw: bytes) -> str:
    """Say what a file is by how it begins: json, edi, or a table (grid)."""
    head = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_EDI_STARTS):
        return EDI
    return JSON if head.startswith(_JSON_STARTS) else GRID


def read_upload(
    raw: bytes, zone_of: ZoneOf, codes: Callable[[], CodeBook] = CodeBook
) -> tuple[Grid | None, list[TripRows]]:
    """Read a file of any kind: the grid when it is a table, and its trips. Raises Invalid for one that is unusable."""
    kind = kind_of(raw)
    if kind == GRID:
        grid = read_grid(raw)
        return grid, trips_of(grid, zone_of)
    check_size(raw)
    return None, _json_trips(raw) if kind == JSON else _edi_trips(raw, codes())


# --- JSON -------------------------------------------------------------------------------------------------
def _json_trips(raw: bytes) -> list[TripRows]:
    found = _entries(_parsed(raw))
    if len(found) > MOST_TRIPS:
        raise refuse(
            "CLR_U015",
            Text(f"The file has more than {MOST_TRIPS} trips.", f"Le fichier compte plus de {MOST_TRIPS} voyages."),
            Text("Split it into several files.", "Divisez-le en plusieurs fichiers."),
        )
    return [_document(_manifest(entry), number) for number, entry in enumerate(found, start=1)]


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise refuse(
            "CLR_U013",
            Text(f"The file is not JSON: see line {line}.", f"Le fichier n'est pas du JSON : voyez la ligne {line}."),
            _SHAPE,
        ) from error


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _entries(data: Any) -> list[Any]:
    if isinstance(data, dict) and isinstance(data.get("trips"), list):
        data = data["trips"]
    found = data if isinstance(data, list) else [data]
    if not found:
        raise refuse("CLR_U014", Text("The file holds no trip.", "Le fichier ne contient aucun voyage."), _SHAPE)
    return found


def _manifest(entry: Any) -> Any:
    """Take a manifest as such, as the API answers with it, or as the export wraps it (latest version first)."""
    if isinstance(entry, dict):
        versions = entry.get("versions")
        if isinstance(versions, list) and versions and isinstance(versions[0], dict):
            return versions[0].get("manifest")
        return entry.get("manifest", entry)
    return entry


def _document(manifest: Any, number: int) -> TripDocument:
    """Give the trip a shape that can be looked at; what is no object is reported by the manifest's own reader."""
    data: dict[str, Any] = manifest if isinstance(manifest, dict) else {}
    shown = {**data, "trip": data["trip"] if isinstance(data.get("trip"), dict) else {}}
    shown["shipments"] = data["shipments"] if isinstance(data.get("shipments"), list) else []
    return TripDocument(shown, number)


# --- EDI --------------------------------------------------------------------------------------------------
class TripMessages(TripRows):
    """One trip of an EDI file: errors point at the segment and element a value came from."""

    places: dict[str, tuple[int, int, int]]

    def cell(self, path: str) -> tuple[int, str]:
        segment, element, _component = self.places.get(path, (self.first_row, 0, 0))
        return segment, f"{path} ({element})" if element else path


def _edi_trips(raw: bytes, codes: CodeBook) -> list[TripRows]:
    """Put the messages together by trip; cargo without a trip number belongs to the only trip there is."""
    try:
        readings = read(raw[: LARGEST_FILE + 1])
    except EdiError as error:
        raise refuse("CLR_U016", error.text, SAVE_MESSAGE) from error
    parts: dict[str, list[Reading]] = {}
    for reading in readings:
        parts.setdefault(str(reading.values.get("trip", {}).get("reference", "")), []).append(reading)
    loose = parts.pop("", []) if len(parts) > 1 else []
    if loose and len(parts) == 1:
        next(iter(parts.values())).extend(loose)
    elif loose:
        parts[""] = loose
    if not parts:
        raise refuse("CLR_U014", Text("The file holds no trip.", "Le fichier ne contient aucun voyage."), SAVE_MESSAGE)
    return [_edi_trip(part, codes) for part in parts.values()]


def _edi_trip(part: list[Reading], codes: CodeBook) -> TripMessages:
    agency = CBSA if part[0].map_id.startswith("cbsa") else CBP
    data = manifest_data([reading.values for reading in part], agency, codes, direction=IMPORT_OF[agency])
    shown = {"trip": {}, "conveyance": {}, "equipment": [], "crew": [], "shipments": [], **data}
    trip = TripMessages(shown, 1, items=[_fault(error) for reading in part for error in reading.errors])
    trip.places = {path: place for reading in part for path, place in reading.places.items()}
    return trip


def _fault(error: EdiError) -> ErrorItem:
    """Place a fault of a message at its segment, and the element in it."""
    column = ".".join(str(part) for part in (error.tag, error.element, error.component) if part) or "-"
    return ErrorItem(
        error.code,
        error.text,
        path=f"row {error.segment or 1} {column}",
        value=error.value[:60] or None,
        fix=SAVE_MESSAGE,
    )


SAVE_MESSAGE = Text(
    "Ask the system that made the message, or file the trip here.",
    "Adressez-vous au système qui a produit le message, ou déclarez le voyage ici.",
)
