"""The joint report as the team writes it, and the member's answer to its draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit.compliance.domain.transitions import AUDIT_CASE, IN_AUDIT, WITH_MEMBER
from audit.compliance.forms import AnswerForm, ReportForm, report_initial
from audit.compliance.models import AuditCase, Report
from audit.compliance.selectors import audit_case_get
from audit.compliance.selectors.cases import answer_with_document, report_of
from audit.compliance.services import report_answer, report_save, report_send
from audit.compliance.services.reports import draft_of
from audit.compliance.views.presenting import case_context
from enrollment.selectors import document_list_for_holder
from enrollment.services import document_open_shown, document_receive
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

OFFERED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Write the report; each save shows what the finding would do to the member's tier (R-77)."""
    case = audit_case_get(actor=request.actor, case_id=case_id)
    if case.status != IN_AUDIT or request.actor.user_id not in case.team_ids:
        raise NotFound
    kept = report_of(actor=request.actor, case=case)
    form = _report_form(request, kept)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, case, form)
        except DomainError as error:
            form_refuse(form, error)
        else:
            return _kept(request, case)
    context = {**case_context(request.actor, case), "form": form}
    return render(request, "compliance/report.html", context, status=422 if form.errors else 200)


def _report_form(request: PortalRequest, kept: Report | None) -> ReportForm:
    initial = report_initial(draft_of(kept)) | {"expected_version": kept.row_version if kept else 0}
    return ReportForm(request.POST or None, language=get_language() or "en", initial=initial)


def _keep(request: PortalRequest, case: AuditCase, form: ReportForm) -> None:
    """Save; with `send` also send it, both or neither, so that what was typed comes back with what is missing."""
    with transaction.atomic():
        report_save(
            actor=request.actor,
            case_id=case.id,
            draft=form.draft(),
            expected_version=form.cleaned_data["expected_version"],
        )
        if "send" in request.POST:
            report_send(actor=request.actor, case_id=case.id, expected_version=case.row_version)


def _kept(request: PortalRequest, case: AuditCase) -> HttpResponse:
    if "send" in request.POST:
        messages.success(request, _("The draft is with the member, who has fifteen days to answer."))
        return redirect("compliance:case", case_id=case.id)
    messages.success(request, _("Saved. Below is what the finding would do."))
    return redirect("compliance:report", case_id=case.id)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Answer a draft in words and with documents."""
    case = audit_case_get(actor=request.actor, case_id=case_id)
    if case.status != WITH_MEMBER or AUDIT_CASE.guards["holder"](case, request.actor):
        raise NotFound
    form = _answer_form(request, case)
    if request.method == "POST" and form.is_valid():
        try:
            _answered(request, case, form)
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Both agencies have your answer."))
            return redirect("compliance:case", case_id=case.id)
    context = {**case_context(request.actor, case), "form": form}
    return render(request, "compliance/answer.html", context, status=422 if form.errors else 200)


def _answer_form(request: PortalRequest, case: AuditCase) -> AnswerForm:
    rows = document_list_for_holder(actor=request.actor).exclude(status="infected")[:OFFERED]
    documents = [(str(row.id), row.file_name) for row in rows]
    initial = {"expected_version": case.row_version}
    return AnswerForm(request.POST or None, request.FILES or None, documents=documents, initial=initial)


def _answered(request: PortalRequest, case: AuditCase, form: AnswerForm) -> None:
    data = form.cleaned_data
    documents = [UUID(value) for value in data.get("documents", [])]
    with transaction.atomic():
        if data["file"]:
            sent = data["file"]
            received = document_receive(
                actor=request.actor, kind="other", name=sent.name, raw=sent.read(), declared=sent.content_type or ""
            )
            documents.append(received.document.id)
        report_answer(
            actor=request.actor,
            case_id=case.id,
            text=data["text"],
            documents=dict.fromkeys(documents),
            expected_version=data["expected_version"],
        )


@require_GET
def answer_document(request: PortalRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Hand out a document of an answer to who reads the case; who looked is noted."""
    answer_with_document(actor=request.actor, case_id=case_id, document_id=document_id)
    found, raw = document_open_shown(actor=request.actor, document_id=document_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, found.file_name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(raw, content_type=found.media_type, headers=headers)
