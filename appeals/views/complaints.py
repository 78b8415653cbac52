"""Complaints: to make one, the queue of those who answer, and one complaint with what can be done now (R-81)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appeals import services
from appeals.domain.complaints import CATEGORIES, COMPLAINT
from appeals.forms import AnswerForm, ComplaintForm, EscalateForm, SendForm, SettleForm, Versioned
from appeals.models import Complaint
from appeals.selectors import complaint_get
from appeals.selectors import complaint_list as complaints
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.timeline import timeline

PAGE = 50
ACTS: dict[str, tuple[type[Versioned], Callable[..., Complaint]]] = {
    "send": (SendForm, services.complaint_send),
    "answer": (AnswerForm, services.complaint_answer),
    "escalate": (EscalateForm, services.complaint_escalate),
    "settle": (SettleForm, services.complaint_settle),
    "accept": (Versioned, services.complaint_accept),
    "withdraw": (Versioned, services.complaint_withdraw),
}


@require_GET
def complaint_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(complaints(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"row": row, "state": COMPLAINT.state(row.status), "category": CATEGORIES[row.category].label} for row in page
    ]
    may_file = not request.actor.is_staff
    return render(
        request, "appeals/complaint_list.html", {"page": page, "rows": rows, "may_file": may_file, **around(page)}
    )


@require_http_methods(["GET", "POST"])
def complaint_new(request: PortalRequest) -> HttpResponse:
    first = {"language": get_language(), "category": request.GET.get("category", "")}
    form = ComplaintForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.complaint_file(actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Your complaint has the number %(number)s.") % {"number": made.number})
            return redirect("appeals:complaint", complaint_id=made.id)
    context = {"form": form, "standards": list(CATEGORIES.values())}
    return render(request, "appeals/complaint_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def complaint(request: PortalRequest, complaint_id: UUID) -> HttpResponse:
    found = complaint_get(actor=request.actor, complaint_id=complaint_id)
    refused: tuple[str, Any] | None = None
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action not in ACTS:
            return _page(request, found, (action, None))
        kind, service = ACTS[action]
        form = kind(request.POST)
        if form.is_valid():
            try:
                service(actor=request.actor, complaint_id=complaint_id, **form.cleaned_data)
            except DomainError as error:
                form_refuse(form, error)
            else:
                messages.success(request, _("Recorded; the other side is told."))
                return redirect("appeals:complaint", complaint_id=complaint_id)
        refused = (action, form)
    return _page(request, found, refused)


def _page(request: PortalRequest, found: Complaint, refused: tuple[str, Any] | None) -> HttpResponse:
    category = CATEGORIES[found.category]
    context = {
        "complaint": found,
        "state": COMPLAINT.state(found.status),
        "category": category,
        "entries": timeline(Subject("complaint", found.id), request.actor),
        "acts": _acts(request, found, refused),
        "facts": [
            {"label": _("Complainant"), "value": found.complainant},
            {"label": _("About"), "value": category.label},
            {"label": _("Received"), "at": found.received_at},
            {"label": _("Where"), "value": found.place},
            {"label": _("When"), "value": found.happened_on.isoformat() if found.happened_on else ""},
            {"label": _("Sent to"), "value": agency_short(found.agency)},
        ],
    }
    return render(request, "appeals/complaint.html", context, status=422 if refused else 200)


def _acts(request: PortalRequest, found: Complaint, refused: tuple[str, Any] | None) -> list[dict[str, Any]]:
    rows = []
    for move in COMPLAINT.available(found.status, request.actor):
        if move.guard and COMPLAINT.guards[move.guard](found, request.actor):
            continue
        form: Any = ACTS[move.action][0](initial={"expected_version": found.row_version})
        if refused and refused[0] == move.action:
            form = refused[1]
        form.auto_id = f"id_{move.action}_%s"  # several forms stand on the page
        rows.append({"name": move.action, "label": move.label, "form": form, "bare": len(form.fields) == 1})
    return rows
