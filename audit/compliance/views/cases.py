"""The auditor's desk, and what the member sees of its own audits: the same page minus the form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.compliance.domain.transitions import AUDIT_CASE
from audit.compliance.forms import FindingForm
from audit.compliance.models import AuditCase
from audit.compliance.selectors import audit_case_get, audit_case_list
from audit.compliance.services import audit_close_clean, finding_issue
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.sanctions import STEP_LABELS
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

PAGE = 50


@require_GET
def case_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(audit_case_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"case": case, "state": AUDIT_CASE.state(case.status)} for case in page]
    return render(request, "compliance/case_list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    found = audit_case_get(actor=request.actor, case_id=case_id)
    form = _form(request, found)
    if request.method == "POST":
        if form is None:
            raise NotFound
        if form.is_valid():
            try:
                finding_issue(actor=request.actor, case_id=case_id, **form.finding())
            except DomainError as error:
                form_refuse(form, error)
            else:
                messages.success(request, _("The finding is issued and the member is told, with reasons."))
                return redirect("compliance:case", case_id=case_id)
    status = 422 if form is not None and form.errors else 200
    return render(request, "compliance/case.html", _context(request, found, form), status=status)


@require_POST
def case_close(request: PortalRequest, case_id: UUID) -> HttpResponse:
    try:
        version = int(request.POST.get("expected_version", ""))
    except ValueError:
        raise NotFound from None
    note = request.POST.get("note", "")
    audit_close_clean(actor=request.actor, case_id=case_id, note=note, expected_version=version)
    messages.success(request, _("The audit is closed: nothing was found."))
    return redirect("compliance:case", case_id=case_id)


def _form(request: PortalRequest, case: AuditCase) -> FindingForm | None:
    if not AUDIT_CASE.available(case.status, request.actor):
        return None
    language = get_language() or "en"
    return FindingForm(request.POST or None, language=language, initial={"expected_version": case.row_version})


def _proof_free(case: AuditCase) -> list[dict[str, str]]:
    """Name the goods for which the auditor asks for no proof of origin (R-73)."""
    lines = case.bundle.get("origin_proofs", [])
    codes = sorted({line["hs_code"] for line in lines if line["proof"] == "waived"})
    return [{"label": _("No proof of origin needed"), "value": ", ".join(codes)}] if codes else []


def _context(request: PortalRequest, case: AuditCase, form: FindingForm | None) -> dict[str, Any]:
    finding = getattr(case, "finding", None)
    return {
        "case": case,
        "state": AUDIT_CASE.state(case.status),
        "form": form,
        "finding": finding,
        "infraction": INFRACTIONS[finding.infraction].label if finding else None,
        "harm": HARMS[finding.harm].label if finding else None,
        "step": STEP_LABELS.get(finding.sanction["step"]) if finding else None,
        "facts": [
            {"label": _("Trip"), "identifier": case.trip_number, "value": case.trip_number},
            {"label": _("Member"), "value": case.organisation_name},
            {"label": _("Opened"), "at": case.opened_at},
            {"label": _("Due"), "value": case.due_on.isoformat()},
            {"label": _("Filing version"), "value": str(case.bundle["version"])},
            {"label": _("Digest of the filing"), "value": case.bundle["digest"]},
            *_proof_free(case),
        ],
        "entries": timeline(Subject("audit_case", case.id), request.actor),
    }
