"""Server-sent events. Names of channels start with who may listen: `port-<crossing>` for officers."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpResponseBase, StreamingHttpResponse

from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest
from portal.core.live import hub


async def events(request: PortalRequest, channel: str) -> HttpResponseBase:
    """Stream one channel. The database connection is given back before the stream opens.

    `org-<id>` is for that organisation's people, everything else for staff.
    """
    actor = request.actor
    own = channel.startswith("org-") and str(actor.organisation_id) == channel.removeprefix("org-")
    if not (own or actor.is_staff):
        raise NotFound
    await sync_to_async(connections.close_all)()
    response = StreamingHttpResponse(hub.stream(channel), content_type="text/event-stream")
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response
