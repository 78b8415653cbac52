"""Recommended changes of rules: the queue of targeting officers, and one with its two ends (3.1, 17)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appeals.domain.changes import CHANGE
from appeals.forms import RefuseChangeForm, Versioned
from appeals.models import ChangeRequest
from appeals.selectors import change_get
from appeals.selectors import change_list as changes
from appeals.services import change_close, change_refuse
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100


@require_GET
def change_list(request: PortalRequest) -> HttpResponse:
    rows = [{"row": row, "state": CHANGE.state(row.status)} for row in changes(actor=request.actor)[:ROWS]]
    return render(request, "appeals/change_list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def change(request: PortalRequest, request_id: UUID) -> HttpResponse:
    found = change_get(actor=request.actor, request_id=request_id)
    refusing = request.method == "POST" and request.POST.get("action") == "refuse"
    first = {"expected_version": found.row_version}
    forms: dict[str, Any] = {
        "close": Versioned(None if refusing else request.POST or None, initial=first, auto_id="id_close_%s"),
        "refuse": RefuseChangeForm(request.POST if refusing else None, initial=first, auto_id="id_refuse_%s"),
    }
    form = forms["refuse" if refusing else "close"]
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, request_id, form)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The request is answered."))
            return redirect("appeals:change", request_id=request_id)
    return _page(request, found, forms, 422 if form.errors else 200)


def _answer(request: PortalRequest, request_id: UUID, form: Any) -> None:
    version = form.cleaned_data["expected_version"]
    if isinstance(form, RefuseChangeForm):
        change_refuse(actor=request.actor, request_id=request_id, reasons=form.reasons(), expected_version=version)
    else:
        change_close(actor=request.actor, request_id=request_id, expected_version=version)


def _page(request: PortalRequest, found: ChangeRequest, forms: dict[str, Any], status: int) -> HttpResponse:
    context = {
        "change": found,
        "state": CHANGE.state(found.status),
        "forms": forms if CHANGE.available(found.status, request.actor) else {},
        "entries": timeline(Subject("change_request", found.id), request.actor),
        "facts": [
            {"label": _("Rule"), "identifier": found.rule},
            {"label": _("Version when it was asked"), "value": str(found.version)},
            {"label": _("Docket"), "identifier": found.docket},
            {"label": _("Recommended"), "at": found.opened_at},
            *([{"label": _("Answered by"), "value": found.closed_by_name}] if found.closed_by_name else []),
            *([{"label": _("New version"), "value": str(found.new_version)}] if found.new_version else []),
        ],
    }
    return render(request, "appeals/change.html", context, status=status)
