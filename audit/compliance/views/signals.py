"""What machines recorded: the list, one signal, the member's correction and the auditor's answer (R-67)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.compliance.domain.signals import LABELS, SIGNAL
from audit.compliance.forms_ledger import AnswerForm, WrongForm
from audit.compliance.models import Signal
from audit.compliance.selectors.signals import signal_get, signal_list
from audit.compliance.services.signals import signal_contest, signal_decide
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.timeline import timeline

PAGE = 50


@require_safe
def signals(request: PortalRequest) -> HttpResponse:
    """The actor's signals, those called wrong first."""
    page = Paginator(signal_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "state": SIGNAL.state(row.status), "label": LABELS[row.code]} for row in page]
    return render(request, "compliance/signals.html", {"page": page, "rows": rows, **around(page)})


@require_safe
def signal(request: PortalRequest, signal_id: UUID) -> HttpResponse:
    """One signal with what became of it."""
    row = signal_get(actor=request.actor, signal_id=signal_id)
    return _page(request, row, _reply(row), _answer(row))


@require_POST
def signal_contested(request: PortalRequest, signal_id: UUID) -> HttpResponse:
    """The member says why it is wrong."""
    row = signal_get(actor=request.actor, signal_id=signal_id)
    form = WrongForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            signal_contest(
                actor=request.actor,
                signal_id=signal_id,
                reason=data["reply"],
                expected_version=data["expected_version"],
            )
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("An auditor reads your reason."))
            return redirect("compliance:signal", signal_id=signal_id)
    return _page(request, row, form, _answer(row))


@require_POST
def signal_decided(request: PortalRequest, signal_id: UUID) -> HttpResponse:
    """The auditor corrects it or lets it stand."""
    row = signal_get(actor=request.actor, signal_id=signal_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            signal_decide(
                actor=request.actor, signal_id=signal_id, correct=request.POST.get("do") == "correct", **form.answer()
            )
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The member is told."))
            return redirect("compliance:signal", signal_id=signal_id)
    return _page(request, row, _reply(row), form)


def _reply(row: Signal) -> WrongForm:
    return WrongForm(initial={"expected_version": row.row_version})


def _answer(row: Signal) -> AnswerForm:
    return AnswerForm(initial={"expected_version": row.row_version})


def _page(request: PortalRequest, row: Signal, reply: WrongForm, answer: AnswerForm) -> HttpResponse:
    moves = {move.action for move in SIGNAL.available(row.status, request.actor)}
    context: dict[str, Any] = {
        "row": row,
        "state": SIGNAL.state(row.status),
        "label": LABELS[row.code],
        "reply_form": reply if "contest" in moves else None,
        "answer_form": answer if "correct" in moves else None,
        "facts": [
            {"label": _("Trip"), "identifier": row.trip_number, "value": row.trip_number},
            {"label": _("Member"), "value": row.organisation_name},
            {"label": _("Noted"), "at": row.noted_at},
        ],
        "entries": timeline(Subject("signal", row.id), request.actor),
    }
    return render(request, "compliance/signal.html", context, status=422 if reply.errors or answer.errors else 200)
