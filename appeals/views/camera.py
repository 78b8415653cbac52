"""What only the panel reads, marked with who reads it and when, every look in the book (R-85, 4.12)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from appeals.services import camera_open
from portal.core import clock
from portal.core.http import PortalRequest


@require_POST
def camera(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case, content = camera_open(actor=request.actor, case_id=case_id)
    context = {"case": case, "content": content, "reader": request.actor.name, "at": clock.now()}
    response = render(request, "appeals/camera.html", context)
    response["Cache-Control"] = "no-store"
    return response
