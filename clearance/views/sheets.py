"""The lead sheet for the member: one page with the links, and the PDF in either language (requirements 5.5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from clearance.domain.sheet.content import SheetContent
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.printing import words
from clearance.printing.lead_sheet import Print, lead_sheet_pdf
from clearance.printing.phone import phone_context
from clearance.selectors import LeadSheet, driver_token, lead_sheet
from clearance.services import sheet_sign
from portal.core import clock
from portal.core.domain.errors import Conflict, ErrorItem
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

LANGUAGES = ("en", "fr")
PAPERS = (("en", "PDF, English"), ("fr", "PDF, français"))
PUBLIC_LINES = {"CBP": "1-877-227-5511 (CBP)", "CBSA": "1-800-461-9999 (CBSA/ASFC)"}
CANCELLED = ErrorItem(
    "CLR_SHEET_CANCELLED",
    Text("A cancelled trip has no lead sheet.", "Un voyage annulé n'a pas de feuille d'accompagnement."),
    path="status",
    fix=Text("Copy the trip and file it again.", "Copiez le voyage et déclarez-le de nouveau."),
)


def help_phone(content: SheetContent) -> str:
    """Give our help line, or the public line of the agency that receives the truck."""
    return settings.HELP_PHONE or PUBLIC_LINES[content.arrival]


def _signed(request: PortalRequest, trip_id: UUID) -> tuple[LeadSheet, str]:
    """Give the sheet and its signed code; signed anew each time, the same while nothing changes."""
    sheet = lead_sheet(actor=request.actor, trip_id=trip_id)
    if sheet.cancelled:
        raise Conflict([CANCELLED])
    return sheet, sheet_sign(sheet.code)


@require_GET
def sheet_page(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Print it, or send the driver the link; both also while an agency cannot be reached."""
    sheet, code = _signed(request, trip_id)
    link = request.build_absolute_uri(reverse("clearance:driver", args=[driver_token(sheet.trip)]))
    context: dict[str, Any] = phone_context(sheet.content, code, sheet.trip.status, clock.now())
    context |= {
        "trip": sheet.trip,
        "state": TRIP_WORKFLOW.state(sheet.trip.status),
        "papers": PAPERS[::-1] if (get_language() or "").startswith("fr") else PAPERS,
        "link": link,
        "message": words.MESSAGE.format(number=sheet.content.trip_number, link=link),
    }
    return render(request, "clearance/sheet/page.html", context)


@require_GET
def sheet_pdf(request: PortalRequest, trip_id: UUID, language: str) -> HttpResponse:
    """The sheet as a PDF of one page."""
    if language not in LANGUAGES:
        raise Http404
    sheet, code = _signed(request, trip_id)
    document = lead_sheet_pdf(
        Print(
            content=sheet.content,
            code=code,
            language=language,
            at=clock.now(),
            verify_url=request.build_absolute_uri(reverse("clearance:sheet_verify")),
            complaint_url=request.build_absolute_uri(reverse("appeals:case_list")),
            phone=help_phone(sheet.content),
        )
    )
    name = f"{sheet.content.trip_number}-{sheet.content.number}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(document, content_type="application/pdf", headers=headers)
