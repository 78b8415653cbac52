"""What a partner sent as messages: kept, read, answered. The same page serves the administrator."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clearance.domain.transitions import INBOUND_WORKFLOW
from clearance.selectors import inbound_get, inbound_of
from clearance.views.readable import readable
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 50


@require_GET
def edi_list(request: PortalRequest) -> HttpResponse:
    """The organisation's messages, newest first."""
    rows = inbound_of(actor=request.actor).defer("content", "reply", "results")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [{"row": row, "state": INBOUND_WORKFLOW.state(row.status)} for row in page]
    context = {"page": page, "rows": shown, **around(page)}
    return render(request, "clearance/gateways/edi_list.html", context)


@require_GET
def edi_message(request: PortalRequest, inbound_id: UUID) -> HttpResponse:
    """One received message: its bytes, the place of every fault, what became of it, our answer."""
    row = inbound_get(actor=request.actor, inbound_id=inbound_id)
    context = {
        "row": row,
        "state": INBOUND_WORKFLOW.state(row.status),
        "lines": readable(bytes(row.content)),
        "answer": readable(bytes(row.reply)) if row.reply else [],
        "may_retry": bool(INBOUND_WORKFLOW.available(row.status, request.actor)),
        "mine": not request.actor.has("administrator"),
    }
    return render(request, "clearance/gateways/edi_message.html", context)
