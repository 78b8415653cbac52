"""A partner agency's desk: my lines at my port, may proceed or hold (requirements 4.9, R-29, R-41)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.holds import HOLD_LABELS, HOLD_REASONS
from clearance.domain.transitions import AGENCY_WORKFLOW
from clearance.selectors import agency_desk as desk_lines
from clearance.services import agency_clear, booth_hold
from clearance.views.booth import CHOOSE_REASON, version_of
from portal.core.domain.errors import Invalid


@require_GET
def agency_desk(request: HttpRequest) -> HttpResponse:
    rows = [
        {"line": line, "trip": line.trip, "state": AGENCY_WORKFLOW.state(line.status)}
        for line in desk_lines(actor=request.actor)[:200]
    ]
    return render(request, "clearance/agency_desk.html", {"rows": rows, "hold_reasons": list(HOLD_LABELS.items())})


@require_POST
def agency_proceed(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    agency_clear(actor=request.actor, trip_id=trip_id, expected_version=version_of(request))
    messages.success(request, _("Your agency lets it proceed."))
    return redirect("clearance:agency_desk")


@require_POST
def agency_hold(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    text = HOLD_REASONS.get(request.POST.get("reason", ""))
    if text is None:
        raise Invalid([CHOOSE_REASON])
    booth_hold(actor=request.actor, trip_id=trip_id, text=text, expected_version=version_of(request))
    messages.success(request, _("On hold; you own it."))
    return redirect("clearance:agency_desk")
