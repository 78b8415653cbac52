"""The letters of the service: a list, and one letter with reason, evidence, fix and appeal in that order."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.notices.models import Notice
from portal.notices.selectors import notice_get
from portal.notices.selectors import notice_list as select_notices
from portal.notices.services import notice_mark_read

PAGE_SIZE = 25
SERVICE = Text("Canada-US border service", "Service frontalier Canada–États-Unis")


@require_safe
def notice_list(request: PortalRequest) -> HttpResponse:
    """List the notices, newest first, unread ones marked."""
    pages = Paginator(select_notices(actor=request.actor), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "notices": page.object_list,
        **around(page),
        "position": _("Page %(number)s of %(count)s") % {"number": page.number, "count": pages.num_pages},
    }
    return render(request, "notices/list.html", context)


@require_safe
def notice(request: PortalRequest, notice_id: UUID) -> HttpResponse:
    """Show one letter; opening it is noted as the moment of service."""
    found = notice_get(actor=request.actor, notice_id=notice_id)
    if found.read_at is None and request.method == "GET":
        notice_mark_read(actor=request.actor, notice=found)
    context = {
        "notice": found,
        "sender": Text(found.sender_agency, found.sender_agency) if found.sender_agency else SERVICE,
        "recipient": recipient_of(found),
        "reasons": [found.why] if found.why else [],
        "paragraphs": [found.body],
    }
    return render(request, "notices/notice.html", context)


def recipient_of(found: Notice) -> list[str]:
    """Give the lines of the address on the letter."""
    lines = [found.user.name] if found.user else []
    if found.organisation:
        own = found.organisation
        place = " ".join(part for part in (own.city, own.subdivision, own.postal_code) if part)
        lines += [own.legal_name, own.street, place]
    return [line for line in lines if line]
