"""What only the panel reads, marked with who reads it and when, every look in the book (R-85, 4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from appeals.services import camera_open, paper_open
from portal.core import clock
from portal.core.http import PortalRequest


@require_POST
def camera(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case, content = camera_open(actor=request.actor, case_id=case_id)
    return _marked(request, {"case": case, "content": content})


@require_POST
def paper(request: PortalRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """A restricted paper of the docket, for the registrar and the panel."""
    case, entry = paper_open(actor=request.actor, case_id=case_id, entry_id=entry_id)
    return _marked(request, {"case": case, "entry": entry})


def _marked(request: PortalRequest, found: dict[str, Any]) -> HttpResponse:
    response = render(request, "appeals/camera.html", {**found, "reader": request.actor.name, "at": clock.now()})
    response["Cache-Control"] = "no-store"
    return response
