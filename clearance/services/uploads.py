"""Files of trips: keep the bytes first, then file what is good and point at what is not (R-20)."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.manifest import from_dict
from clearance.models import FilingDraft, UploadBatch
from clearance.selectors.carriers import NOT_A_FILER, may_file
from clearance.selectors.checking import filing_check
from clearance.selectors.code_book import code_book
from clearance.selectors.reference import zone_of
from clearance.selectors.uploads import upload_get
from clearance.services.drafts import draft_from
from clearance.services.filing import trip_file
from clearance.upload.building import TripRows, located
from clearance.upload.documents import kind_of, read_upload
from clearance.upload.limits import LARGEST_FILE, check_size
from clearance.upload.reading import Grid
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.file_names import shown_name
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.core.services import dispatch

READING_TASK = "clearance.read_upload"
RECEIVED, DONE, REFUSED = "received", "done", "refused"
ROWS_AT_ONCE = 400
MOST_SHOWN = 500


@transaction.atomic
def upload_receive(*, actor: Actor, name: str, raw: bytes) -> UploadBatch:
    """Keep a file as it came, with its digest, and promise its reading.

    A file above the limit is refused without being kept; one that cannot be read is kept and refused with
    its reasons. Raises NotAllowed, or Invalid for what is not kept.
    """
    if not may_file(actor) or actor.user_id is None or actor.organisation_id is None:
        raise NotAllowed([NOT_A_FILER])
    if not raw or len(raw) > LARGEST_FILE:
        check_size(raw[: LARGEST_FILE + 1])
    batch = UploadBatch(
        organisation_id=actor.organisation_id,
        uploaded_by_id=actor.user_id,
        file_name=shown_name(name),
        sha256=hashlib.sha256(raw).hexdigest(),
        content=raw,
        size=len(raw),
    )
    try:
        _keep_shape(batch, *read_upload(raw, zone_of, code_book))
    except Invalid as refusal:
        batch.status, batch.finished_at = REFUSED, clock.now()
        batch.errors = [{**item.as_dict(), "row": 0, "column": "", "trip": ""} for item in refusal.items]
    batch.save(force_insert=True)
    _record(actor, batch, "received", {"size": batch.size, "rows": batch.rows, "status": batch.status})
    if batch.status == RECEIVED:
        dispatch(READING_TASK, subject_id=batch.id, delay_seconds=0 if batch.rows > ROWS_AT_ONCE else 30)
    return batch


@transaction.atomic
def upload_process(*, actor: Actor, batch_id: UUID) -> UploadBatch:
    """File every good trip of a received file; each stands alone, so a bad one never loses the others.

    Safe to repeat: a file that was done stays as it is.
    """
    batch = UploadBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.status != RECEIVED:
        return batch
    grid, trips = read_upload(bytes(batch.content), zone_of, code_book)
    errors: list[dict[str, Any]] = [_unknown_column(name) for name in (grid.unknown if grid else ())]
    results = []
    for trip in trips:
        result, items = _file_one(actor, trip)
        errors += located(trip, items)
        results.append(result)
    batch.status, batch.finished_at = DONE, clock.now()
    batch.errors, batch.results = errors, results
    batch.row_version += 1
    batch.save(update_fields=["status", "finished_at", "errors", "results", "row_version"])
    filed = sum(1 for result in results if result["trip_id"])
    _record(actor, batch, "read", {"trips": len(results), "filed": filed, "errors": len(errors)})
    publish(f"org-{batch.organisation_id}", "upload", {"id": str(batch.id), "filed": filed})
    return batch


def upload_process_as_owner(*, batch_id: UUID) -> UploadBatch:
    """Read a file in the name of who sent it, with the authority that person has now."""
    batch = UploadBatch.objects.defer("content").select_related("uploaded_by").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    actor = actor_for_user(batch.uploaded_by, organisation_id=batch.organisation_id, mfa=True)
    return upload_process(actor=actor, batch_id=batch_id)


def _file_one(actor: Actor, trip: TripRows) -> tuple[dict[str, Any], list[ErrorItem]]:
    """Try one trip in a savepoint of its own; gives its result and what was wrong or doubtful."""
    result: dict[str, Any] = {
        "reference": trip.reference,
        "row": trip.first_row,
        "shipments": len(trip.data["shipments"]),
        "trip_id": None,
        "trip_number": "",
    }
    manifest, structural = from_dict(trip.data)
    if manifest is None or trip.items:
        found = filing_check(actor=actor, data=trip.data) if structural or trip.items else ()
        return result, [*trip.items, *found]
    try:
        with transaction.atomic():
            filed = trip_file(actor=actor, manifest=manifest, channel="upload")
    except (Invalid, Conflict, NotAllowed) as refusal:
        return result, list(refusal.items)
    result |= {"trip_id": str(filed.id), "trip_number": filed.trip_number, "digest": filed.digest}
    return result, list(filed.warnings)


def _keep_shape(batch: UploadBatch, grid: Grid | None, trips: list[TripRows]) -> None:
    """Keep the cells as read, so that the page can show the rows that need fixing; of JSON and EDI only the count."""
    if grid is None:
        batch.rows, batch.grid = len(trips), {"kind": kind_of(bytes(batch.content))}
        return
    batch.rows = len(grid.lines)
    batch.grid = {
        "columns": [column.key for column in grid.columns],
        "lines": [[line.number, line.cells] for line in grid.lines[:MOST_SHOWN]],
    }
    if not grid.lines:
        raise Invalid([NO_ROWS])


def upload_draft(*, actor: Actor, batch_id: UUID, place: int) -> FilingDraft:
    """Begin a draft from one trip of a file, counted from 1, to put it right by hand; raises NotFound."""
    batch = upload_get(actor=actor, batch_id=batch_id, with_content=True)
    if not 1 <= place <= len(batch.results) or batch.results[place - 1]["trip_id"]:
        raise NotFound
    trips = read_upload(bytes(batch.content), zone_of, code_book)[1]
    return draft_from(actor=actor, data=trips[place - 1].data)


def _unknown_column(name: str) -> dict[str, Any]:
    item = ErrorItem(
        "CLR_U011",
        Text("This column is not known and was not read.", "Cette colonne est inconnue et n'a pas été lue."),
        path="file",
        value=name,
        severity="warning",
        fix=Text("Use the names of the template's first row.", "Utilisez les noms de la première ligne du modèle."),
    )
    return {**item.as_dict(), "row": 1, "column": name, "trip": ""}


def _record(actor: Actor, batch: UploadBatch, event: str, body: dict[str, Any]) -> None:
    record(
        actor=actor,
        event=f"clearance.upload.{event}",
        subject=Subject("upload", batch.id),
        body={"file": batch.file_name, "sha256": batch.sha256, **body},
        organisation_id=batch.organisation_id,
    )


NO_ROWS = ErrorItem(
    "CLR_U012",
    Text("The file has column names but no rows.", "Le fichier a des noms de colonnes, mais aucune ligne."),
    path="file",
    fix=Text("Add one row per goods line.", "Ajoutez une ligne par marchandise."),
)
