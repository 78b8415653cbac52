"""Export of one's own data: trips with every version, drafts, saved records; JSON whole, CSV as the template."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from clearance.services import export_take
from portal.core import clock
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

WHAT = {
    "trips": Text("Trips with every version", "Voyages avec toutes leurs versions"),
    "drafts": Text("Drafts", "Brouillons"),
    "records": Text("Saved records", "Fiches"),
}
TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


@require_GET
def export(request: PortalRequest) -> HttpResponse:
    """Say what can be taken out, and that it is noted."""
    return render(request, "clearance/export.html", {"parts": list(WHAT.items())})


@require_POST
def export_file(request: PortalRequest, what: str, form: str) -> StreamingHttpResponse:
    """Send the export as it is read; nothing is gathered in memory."""
    pieces = export_take(actor=request.actor, what=what, form=form)
    live = isinstance(request, ASGIRequest)
    answer = StreamingHttpResponse(_steps(pieces) if live else pieces, content_type=TYPES[form])
    day = clock.now().date().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="preclear-{what}-{day}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


async def _steps(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Give the pieces without holding up other requests: each is read in a thread."""
    following = sync_to_async(lambda: next(pieces, None))
    while (piece := await following()) is not None:
        yield piece
