"""Trips from a spreadsheet: template, upload, and what became of every row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.codes import DIRECTIONS
from clearance.domain.labels import choice_label
from clearance.models import UploadBatch
from clearance.selectors import upload_get, uploads_recent
from clearance.services import upload_draft, upload_process, upload_receive
from clearance.upload.documents import EDI, GRID, JSON, kind_of
from clearance.upload.limits import LARGEST_FILE
from clearance.upload.template import CSV_TYPE, XLSX_TYPE, template_csv, template_xlsx
from portal.core.domain.errors import ErrorItem, Invalid, NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

AT_ONCE = 400
RECENT = 10
MOST_COLUMNS_SHOWN = 12
STATES = {
    "received": {"label": Text("Being read", "Lecture en cours"), "icon": "hourglass", "tone": "info"},
    "done": {"label": Text("Read", "Lu"), "icon": "check", "tone": "good"},
    "refused": {"label": Text("Refused", "Refusé"), "icon": "cross-circle", "tone": "bad"},
}
NO_FILE = ErrorItem(
    "CLR_U000",
    Text("Choose a file first.", "Choisissez d'abord un fichier."),
    path="file",
    fix=Text("CSV, XLSX, JSON or EDI, at most 10 MB.", "CSV, XLSX, JSON ou EDI, 10 Mo au plus."),
)


@require_http_methods(["GET", "POST"])
def upload(request: PortalRequest) -> HttpResponse:
    """Take a file; a small one is read before the answer, a large one by a worker."""
    items: tuple[ErrorItem, ...] = ()
    if request.method == "POST":
        try:
            batch = _receive(request)
            return redirect("clearance:upload_detail", batch_id=batch.id)
        except Invalid as refusal:
            items = refusal.items
    context = {
        "items": items,
        "batches": [(batch, STATES[batch.status]) for batch in uploads_recent(actor=request.actor)[:RECENT]],
        "directions": [(code, choice_label("direction", code)) for code in DIRECTIONS],
    }
    return render(request, "clearance/upload/upload.html", context, status=422 if items else 200)


def _receive(request: PortalRequest) -> UploadBatch:
    posted = request.FILES.get("file")
    if posted is None:
        raise Invalid([NO_FILE])
    batch = upload_receive(actor=request.actor, name=posted.name or "", raw=posted.read(LARGEST_FILE + 1))
    if batch.status == "received" and batch.rows <= AT_ONCE:
        return upload_process(actor=request.actor, batch_id=batch.id)
    return batch


@require_GET
def detail(request: PortalRequest, batch_id: UUID) -> HttpResponse:
    """Show what was filed, and every cell that needs a look, in its row."""
    batch = upload_get(actor=request.actor, batch_id=batch_id)
    filed = sum(1 for result in batch.results if result["trip_id"])
    context = {
        "batch": batch,
        "state": STATES[batch.status],
        "results": [_result(batch, place) for place in range(1, len(batch.results) + 1)],
        "kind": batch.grid.get("kind", GRID),
        "filed": filed,
        "left": len(batch.results) - filed,
        "errors": [item for item in batch.errors if item["severity"] == "error"],
        "warnings": [item for item in batch.errors if item["severity"] != "error"],
        "grid": _grid(batch),
        "live": batch.status == "received",
        "channel": f"/events/org-{batch.organisation_id}",
    }
    part = "outcome" if "part" in request.GET else "detail"
    return render(request, f"clearance/upload/{part}.html", context)


def _result(batch: UploadBatch, place: int) -> dict[str, Any]:
    """One trip of the file: filed, or with the way to finish it by hand."""
    result = batch.results[place - 1]
    faults = [item for item in batch.errors if item["trip"] == result["reference"] and item["severity"] == "error"]
    url = reverse("clearance:trip_detail", args=[result["trip_id"]]) if result["trip_id"] else ""
    finish = reverse("clearance:upload_draft", args=[batch.id, place])
    return {**result, "faults": len(faults), "url": url, "finish_url": finish}


def _grid(batch: UploadBatch) -> dict[str, Any]:
    """Lay out the rows that have a fault, with the columns concerned and the ones that name the row."""
    faulty: dict[int, dict[str, dict[str, Any]]] = {}
    for item in batch.errors:
        if item["row"] > 1:
            faulty.setdefault(item["row"], {}).setdefault(item["column"], item)
    concerned = {column for cells in faulty.values() for column in cells}
    named = ["trip.reference", "shipment.reference", "line.description"]
    columns = [*named, *sorted(concerned.difference(named))][:MOST_COLUMNS_SHOWN]
    cells_of = {number: cells for number, cells in batch.grid.get("lines", [])}
    rows = [
        {
            "tone": "bad" if any(item["severity"] == "error" for item in faults.values()) else "warn",
            "cells": [
                {"value": str(number)},
                *(
                    {
                        "value": cells_of.get(number, {}).get(column, ""),
                        "error": faults[column]["message"] if column in faults else None,
                    }
                    for column in columns
                ),
            ],
        }
        for number, faults in sorted(faulty.items())
    ]
    head = [{"label": Text("Row", "Ligne"), "numeric": True}, *({"label": column} for column in columns)]
    return {"columns": head, "rows": rows}


@require_GET
def template(request: PortalRequest, direction: str, kind: str) -> HttpResponse:
    """Download the file to start from."""
    makers = {"csv": (template_csv, CSV_TYPE), "xlsx": (template_xlsx, XLSX_TYPE)}
    if direction.upper() not in DIRECTIONS or kind not in makers:
        raise NotFound
    make, content_type = makers[kind]
    return _attachment(make(direction.upper()), content_type, f"preclear-{direction.lower()}.{kind}")


@require_POST
def finish(request: PortalRequest, batch_id: UUID, place: int) -> HttpResponse:
    """Open a trip that was not filed in the wizard, with all the file said of it."""
    draft = upload_draft(actor=request.actor, batch_id=batch_id, place=place)
    return redirect("clearance:draft_check", draft_id=draft.id)


@require_GET
def original(request: PortalRequest, batch_id: UUID) -> HttpResponse:
    """Give the file back exactly as it was received."""
    batch = upload_get(actor=request.actor, batch_id=batch_id, with_content=True)
    names = {JSON: "json", EDI: "edi"}
    kind = names.get(kind_of(bytes(batch.content)), "xlsx" if bytes(batch.content[:2]) == b"PK" else "csv")
    return _attachment(bytes(batch.content), "application/octet-stream", f"{batch.sha256[:16]}.{kind}")


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
