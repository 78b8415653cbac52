"""An organisation's own data, in pieces: nothing is held in memory, nothing of anybody else is in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Prefetch, Q, QuerySet

from clearance.models import FilingDraft, SavedRecord, Trip, TripVersion
from clearance.upload.flattening import all_columns, rows_of
from clearance.upload.template import safe_cell
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

TRIPS, DRAFTS, RECORDS, ALL = "trips", "drafts", "records", "all"
FORMATS = {(what, "json") for what in (TRIPS, DRAFTS, RECORDS, ALL)} | {
    (what, "csv") for what in (TRIPS, DRAFTS, RECORDS)
}
AT_ONCE = 100
Row = TypeVar("Row", bound=Model)
TRIP_HEAD = ("trip_number", "version", "status", "filed_at")
RECORD_HEAD = ("kind", "name", "papers", "last_used_at", "used_count", "retired_at", "data")


def export_pieces(*, actor: Actor, what: str, form: str) -> Iterator[bytes]:
    """Give the export as bytes, a hundred records at a time; raises NotFound for one that does not exist."""
    organisation_id = actor.organisation_id
    if (what, form) not in FORMATS or organisation_id is None:
        raise NotFound
    return _json(organisation_id, what) if form == "json" else _csv(organisation_id, what)


# --- rows -------------------------------------------------------------------------------------------------
def _trips(organisation_id: UUID) -> QuerySet[Trip, Trip]:
    versions = Prefetch("versions", queryset=TripVersion.objects.order_by("-number"))
    return Trip.objects.filter(Q(carrier_id=organisation_id) | Q(filer_id=organisation_id)).prefetch_related(versions)


def _drafts(organisation_id: UUID) -> QuerySet[FilingDraft, FilingDraft]:
    return FilingDraft.objects.filter(organisation_id=organisation_id, trip=None).defer("undo")


def _records(organisation_id: UUID) -> QuerySet[SavedRecord, SavedRecord]:
    return SavedRecord.objects.filter(organisation_id=organisation_id)


def _paged(rows: QuerySet[Row, Row]) -> Iterator[Row]:
    """Walk rows by their time-ordered identifiers, so that each piece is one short query."""
    rows, last = rows.order_by("id"), None
    while True:
        page = list((rows if last is None else rows.filter(id__gt=last))[:AT_ONCE])
        yield from page
        if len(page) < AT_ONCE:
            return
        last = page[-1].pk


# --- JSON -------------------------------------------------------------------------------------------------
def _json(organisation_id: UUID, what: str) -> Iterator[bytes]:
    parts: dict[str, tuple[Callable[[UUID], QuerySet[Any, Any]], Callable[[Any], dict[str, Any]]]]
    parts = {TRIPS: (_trips, _trip), DRAFTS: (_drafts, _draft), RECORDS: (_records, _record)}
    wanted = [what] if what != ALL else list(parts)
    yield b'{"exported_at": ' + _text(clock.now()) + b', "organisation_id": ' + _text(organisation_id)
    for name in wanted:
        rows, write = parts[name]
        yield f',\n"{name}": ['.encode()
        for number, row in enumerate(_paged(rows(organisation_id))):
            yield (b",\n" if number else b"\n") + _text(write(row))
        yield b"]"
    yield b"}\n"


def _text(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def _trip(trip: Any) -> dict[str, Any]:
    return {
        "id": trip.id,
        "trip_number": trip.trip_number,
        "direction": trip.direction,
        "crossing": trip.crossing,
        "status": trip.status,
        "lane": trip.lane,
        "created_at": trip.created_at,
        "versions": [
            {
                "number": version.number,
                "filed_at": version.filed_at,
                "filed_as": version.filed_as,
                "channel": version.channel,
                "digest": version.digest,
                "manifest": version.manifest,
            }
            for version in trip.versions.all()
        ],
    }


def _draft(draft: Any) -> dict[str, Any]:
    return {
        "id": draft.id,
        "title": draft.title,
        "created_at": draft.created_at,
        "updated_at": draft.updated_at,
        "discarded_at": draft.discarded_at,
        "manifest": draft.data,
    }


def _record(record: Any) -> dict[str, Any]:
    return {"id": record.id, "created_at": record.created_at, **{name: getattr(record, name) for name in RECORD_HEAD}}


# --- CSV --------------------------------------------------------------------------------------------------
def _csv(organisation_id: UUID, what: str) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out)
    yield "\ufeff".encode()
    for row in _csv_rows(organisation_id, what):
        writer.writerow([safe_cell(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _csv_rows(organisation_id: UUID, what: str) -> Iterator[list[str]]:
    if what == RECORDS:
        yield list(RECORD_HEAD)
        for record in _paged(_records(organisation_id)):
            yield [_plain(getattr(record, name)) for name in RECORD_HEAD]
        return
    columns = all_columns()
    keys = [column.key for column in columns]
    if what == DRAFTS:
        yield ["# draft", *keys]
        for draft in _paged(_drafts(organisation_id)):
            yield from ([draft.title, *cells] for cells in rows_of(draft.data, columns))
        return
    yield [f"# {name}" if not number else name for number, name in enumerate(TRIP_HEAD)] + keys
    for trip in _paged(_trips(organisation_id)):
        version = trip.versions.all()[0]
        head = [trip.trip_number, str(version.number), trip.status, version.filed_at.isoformat()]
        yield from ([*head, *cells] for cells in rows_of(version.manifest, columns))


def _plain(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
