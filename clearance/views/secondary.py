"""Secondary: the queue, the joint record of one inspection, release or refusal after it (requirements 4.7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.causes import CAUSES
from clearance.domain.holds import REFUSAL_LABELS, REFUSAL_REASONS
from clearance.domain.transitions import AGENCY_WORKFLOW, INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.forms_officer import InspectionForm
from clearance.selectors import booth_screen, inspection_queue
from clearance.services import inspection_complete, inspection_start, secondary_refuse, secondary_release
from clearance.services.inspections import CHECKS, RESULTS, inspection_get
from clearance.views.booth import version_of
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.workflow.timeline import timeline


@require_GET
def secondary(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "inspection": entry,
            "state": INSPECTION_WORKFLOW.state(entry.status),
            "cause": CAUSES[entry.referral.cause].label,
        }
        for entry in inspection_queue(actor=request.actor)
    ]
    return render(request, "clearance/secondary.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def inspection(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Show the joint record; POST completes it."""
    entry = inspection_get(request.actor, inspection_id)
    language = get_language() or "en"
    form = InspectionForm(
        request.POST or None,
        results=RESULTS,
        checks=CHECKS,
        language=language,
        initial={"expected_version": entry.row_version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            inspection_complete(actor=request.actor, inspection_id=inspection_id, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The result is on record; the member is told class and minutes."))
            return redirect("clearance:inspection", inspection_id=inspection_id)
    return _page(request, entry, form)


@require_POST
def start(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    bay = request.POST.get("bay", "")[:20]
    inspection_start(actor=request.actor, inspection_id=inspection_id, bay=bay, expected_version=version_of(request))
    return redirect("clearance:inspection", inspection_id=inspection_id)


@require_POST
def release(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    entry = inspection_get(request.actor, inspection_id)
    trip = secondary_release(actor=request.actor, trip_id=entry.trip_id, expected_version=version_of(request))
    if trip.status == "released":
        messages.success(request, _("Released by every agency."))
    else:
        messages.success(request, _("Your release is kept; another agency has not answered yet."))
    return redirect("clearance:inspection", inspection_id=inspection_id)


@require_POST
def refuse(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    entry = inspection_get(request.actor, inspection_id)
    text = REFUSAL_REASONS.get(request.POST.get("reason", ""))
    if text is None:
        raise NotFound
    secondary_refuse(actor=request.actor, trip_id=entry.trip_id, text=text, expected_version=version_of(request))
    messages.success(request, _("Refused; the member reads the reason."))
    return redirect("clearance:inspection", inspection_id=inspection_id)


def _page(request: HttpRequest, entry: Any, form: forms.Form) -> HttpResponse:
    screen = booth_screen(actor=request.actor, trip_id=entry.trip_id)
    own = next((line for line in screen.lines if line.agency == request.actor.agency), None)
    done = entry.status == "completed" and screen.trip.status == "referred"
    context = {
        "entry": entry,
        "screen": screen,
        "trip": screen.trip,
        "state": INSPECTION_WORKFLOW.state(entry.status),
        "trip_state": TRIP_WORKFLOW.state(screen.trip.status),
        "cause": CAUSES[entry.referral.cause].label,
        "result": RESULTS.get(entry.result),
        "checks": [CHECKS[code] for code, done_ in entry.checklist.items() if done_ and code in CHECKS],
        "agencies": [{"agency": line.agency, "state": AGENCY_WORKFLOW.state(line.status)} for line in screen.lines],
        "form": form if entry.status in ("waiting", "in_progress") else None,
        "may_start": entry.status == "waiting",
        "may_release": done and own is not None and own.status != "released",
        "may_refuse": done and entry.result == "finding",
        "refusals": list(REFUSAL_LABELS.items()),
        "entries": timeline(Subject("trip", screen.trip.id), request.actor),
    }
    return render(request, "clearance/inspection.html", context, status=422 if form.errors else 200)
