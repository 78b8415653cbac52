"""The file of a paper, to be saved and never shown by the browser (4.11)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from appeals.services.docket_files import file_open
from portal.core.http import PortalRequest


@require_GET
def docket_file(request: PortalRequest, entry_id: UUID) -> HttpResponse:
    found, raw = file_open(actor=request.actor, entry_id=entry_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, found.name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(raw, content_type=found.media_type, headers=headers)
