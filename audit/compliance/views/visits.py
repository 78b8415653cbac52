"""Facility visits: the list, one visit from its team to both signatures, and the member's answer (R-63)."""

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.compliance import services
from audit.compliance.domain.facility_checklist import failed
from audit.compliance.domain.facility_visits import FACILITY_VISIT, SIGNED
from audit.compliance.forms_visits import PlanForm, VisitAnswerForm, VisitReportForm
from audit.compliance.models import FacilityVisit
from audit.compliance.selectors.facilities import (
    facility_visit_get,
    facility_visit_list,
    facility_visit_waiting,
    marked_of,
    points_of,
)
from audit.compliance.views.presenting_visits import place_form, visit_context
from portal.core.domain.errors import DomainError, Invalid, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 50


@require_GET
def visits(request: PortalRequest) -> HttpResponse:
    """The actor's visits; `?show=mine` those that wait for the actor."""
    mine = request.GET.get("show") == "mine"
    found = facility_visit_waiting(actor=request.actor) if mine else facility_visit_list(actor=request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"visit": visit, "state": FACILITY_VISIT.state(visit.status)} for visit in page],
        "mine": mine,
        **around(page, "show=mine" if mine else ""),
    }
    return render(request, "compliance/visits/list.html", context)


@require_GET
def visit(request: PortalRequest, visit_id: UUID) -> HttpResponse:
    """One visit: team, checklist, report, signatures, answer."""
    return _page(request, facility_visit_get(actor=request.actor, visit_id=visit_id))


def _page(
    request: PortalRequest,
    found: FacilityVisit,
    error: DomainError | None = None,
    bound: VisitReportForm | PlanForm | None = None,
) -> HttpResponse:
    context = visit_context(request.actor, found)
    points = marked_of({point.code: point for point in context["points"]})
    report_form: VisitReportForm | None = bound if isinstance(bound, VisitReportForm) else None
    if report_form is None and "finish" in context["moves"]:
        report_form = _report_form(found, failed(points))
    context |= {
        "place_form": place_form(request.actor, found),
        "plan_form": bound if isinstance(bound, PlanForm) else PlanForm(initial={"planned_on": found.planned_on}),
        "report_form": report_form,
        "bound": bound,
        "typed": {name: request.POST.get(name, "") for name in ("text", "why")},
        "items": error.items if error and bound is None else (),
    }
    return render(request, "compliance/visits/detail.html", context, status=error.status if error else 200)


def _report_form(found: FacilityVisit, failing: list[str], posted: Any = None) -> VisitReportForm:
    kept = found.report
    initial = {f"fix_{code}": text for code, text in kept.get("fixes", {}).items()}
    initial |= {"summary": kept.get("summary", ""), "fix_by": kept.get("fix_by", "")}
    return VisitReportForm(failing, posted, language=get_language() or "en", initial=initial)


@require_POST
def team(request: PortalRequest, visit_id: UUID) -> HttpResponse:
    """Take the place of one's agency, or give it to an auditor as its supervisor."""
    found = facility_visit_get(actor=request.actor, visit_id=visit_id)
    if not request.actor.has("officer.supervisor"):
        return _done(
            request,
            found,
            lambda: services.visit_join(actor=request.actor, visit_id=visit_id),
            _("The place is taken."),
        )
    try:
        chosen = UUID(request.POST.get("auditor", ""))
    except ValueError:
        raise NotFound from None
    return _done(
        request,
        found,
        lambda: services.visit_give(actor=request.actor, visit_id=visit_id, auditor_id=chosen),
        _("The place is taken."),
    )


@require_POST
def act(request: PortalRequest, visit_id: UUID, action: str) -> HttpResponse:
    """Plan, begin, finish, reopen, sign, or end with a reason."""
    found = facility_visit_get(actor=request.actor, visit_id=visit_id)
    seen = request.POST.get("expected_version", "")
    if not seen.isdecimal():
        raise NotFound
    known: dict[str, Any] = {"actor": request.actor, "visit_id": visit_id, "expected_version": int(seen)}
    why = request.POST.get("why", "").replace("\x00", "")
    plan = PlanForm(request.POST) if action == "plan" else None
    if plan is not None and not plan.is_valid():
        return _page(request, found, Invalid([]), plan)
    if action == "finish":
        return _finished(request, found, known)
    if action == "audit":
        return _audited(request, found)
    day: Any = plan.cleaned_data["planned_on"] if plan else None
    text = request.POST.get("text", "").replace("\x00", "")
    acts: dict[str, tuple[Callable[[], FacilityVisit], str]] = {
        "plan": (lambda: services.visit_plan(**known, planned_on=day), _("Day set.")),
        "begin": (lambda: services.visit_begin(**known), _("You are on site: the checklist is open.")),
        "reopen": (lambda: services.visit_reopen(**known), _("The report is open again.")),
        "put_right": (
            lambda: services.visit_put_right(actor=request.actor, visit_id=visit_id, text=text),
            _("Noted; the member is told."),
        ),
        "sign": (lambda: services.visit_sign(**known), _("Signed, with your name.")),
        "no_access": (lambda: services.visit_end(**known, action="no_access", why=why), _("Kept; the member is told.")),
        "miss": (lambda: services.visit_end(**known, action="miss", why=why), _("Kept, with its reason.")),
    }
    if action not in acts:
        raise NotFound
    return _done(request, found, *acts[action])


def _audited(request: PortalRequest, found: FacilityVisit) -> HttpResponse:
    """Open the audit of the findings and go there."""
    try:
        case = services.audit_open_for_visit(actor=request.actor, visit_id=found.id)
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, found, error)
    messages.success(request, _("The audit is open; it has a team of its own."))
    return redirect("compliance:case", case_id=case.id)


def _finished(request: PortalRequest, found: FacilityVisit, known: dict[str, Any]) -> HttpResponse:
    form = _report_form(found, failed(marked_of(points_of(found))), request.POST)
    if not form.is_valid():
        return _page(request, found, Invalid([]), form)
    try:
        services.visit_finish(**known, report=form.report())
    except NotFound:
        raise
    except DomainError as error:
        form_refuse(form, error)
        return _page(request, found, error, form)
    messages.success(request, _("Finished. Both agencies sign this very report."))
    return redirect("compliance:visit", visit_id=found.id)


def _done(request: PortalRequest, found: FacilityVisit, do: Callable[[], FacilityVisit], words: str) -> HttpResponse:
    try:
        do()
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, found, error)
    messages.success(request, words)
    return redirect("compliance:visit", visit_id=found.id)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, visit_id: UUID) -> HttpResponse:
    """Answer the report of a visit in words."""
    found = facility_visit_get(actor=request.actor, visit_id=visit_id)
    if found.status != SIGNED or FACILITY_VISIT.guards["holder"](found, request.actor):
        raise NotFound
    form = VisitAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("expected_version", "")
        version = int(seen) if seen.isdecimal() else 0
        try:
            services.visit_answer(
                actor=request.actor, visit_id=visit_id, text=form.cleaned_data["text"], expected_version=version
            )
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Both agencies have your answer."))
            return redirect("compliance:visit", visit_id=found.id)
    context = {**visit_context(request.actor, found), "form": form}
    return render(request, "compliance/visits/answer.html", context, status=422 if form.errors else 200)
