"""Site visits: the list, the request, and one visit from the plan to the report both agencies sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment.domain.site_standard import GRADES, checklist
from enrollment.domain.transitions.visits import SITE_VISIT
from enrollment.domain.visits import RESULTS
from enrollment.forms_visits import FindingForm, GradesForm, PlanForm, RequestForm
from enrollment.models import SiteVisit
from enrollment.selectors.visits import visit_get, visit_list
from enrollment.services import visits as services
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
REQUESTERS = ("trader.admin", "officer.vetting", "officer.supervisor")
Forms = dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: PortalRequest) -> HttpResponse:
    """The visits of the company, or all for officers; those who may ask for one do it here."""
    actor = request.actor
    form = RequestForm(actor, request.POST or None) if actor.has(*REQUESTERS) else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = services.visit_request(actor=actor, **form.facts())
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Asked for. Both agencies see it."))
            return redirect("enrollment:visit", made.id)
    rows = [_row(row) for row in visit_list(actor=actor)[:ROWS]]
    status = 422 if request.method == "POST" else 200
    return render(request, "enrollment/visits/list.html", {"rows": rows, "form": form}, status=status)


def _row(row: SiteVisit) -> dict[str, Any]:
    return {"visit": row, "state": SITE_VISIT.state(row.status), "result": RESULTS.get(row.result)}


@require_safe
def visit(request: PortalRequest, visit_id: UUID) -> HttpResponse:
    """One visit: who was there, what was seen, what both agencies signed."""
    found = visit_get(actor=request.actor, visit_id=visit_id)
    return _page(request, found, _forms(found))


def _forms(found: SiteVisit, posted: Any = None, action: str = "") -> Forms:
    return {
        "plan": PlanForm(posted if action == "plan" else None, initial={"planned_on": found.planned_on}),
        "grade": GradesForm(
            found, posted if action == "grade" or (action == "report" and "summary" in posted) else None
        ),
        "find": FindingForm(found, posted if action == "find" else None),
    }


def _moves(found: SiteVisit, actor: Actor) -> dict[str, Any]:
    """Give what this actor may do with it now, as buttons."""
    moves = {move.action: move for move in SITE_VISIT.available(found.status, actor)}
    allowed = {
        action: move
        for action, move in moves.items()
        if not move.guard or move.guard == "both" or SITE_VISIT.guards[move.guard](found, actor) is None
    }
    sign = next((move for action, move in allowed.items() if action.startswith("sign")), None)
    return {**allowed, "sign": sign} if sign else allowed


def _page(request: PortalRequest, found: SiteVisit, shown: Forms, error: DomainError | None = None) -> HttpResponse:
    actor = request.actor
    finished = found.status not in ("requested", "planned", "under_way")
    bound = next((form for form in shown.values() if form.is_bound), None)
    labels = {line.code: line.label for line in checklist(found.site)}
    context = {
        **_row(found),
        "moves": _moves(found, actor),
        "joined": actor.user_id in found.team_ids,
        "can_join": actor.is_staff and actor.has(*REQUESTERS) and found.status in ("requested", "planned"),
        "forms": shown,
        "bound": bound,
        "items": error.items if error else (),
        "grades": [(label, GRADES[found.grades[code]]) for code, label in labels.items() if code in found.grades]
        if finished or actor.is_staff
        else [],
        "findings": [{"row": row, "label": labels.get(row.line)} for row in found.findings.all()]
        if finished or actor.is_staff
        else [],
        "finished": finished,
        "entries": timeline(Subject("site_visit", found.id), actor),
        "today": clock.now().date(),
    }
    status = error.status if error else 422 if bound else 200
    return render(request, "enrollment/visits/detail.html", context, status=status)


@require_POST
def act(request: PortalRequest, visit_id: UUID, action: str) -> HttpResponse:
    """Plan, join, begin, grade, find, report, sign, reopen or cancel."""
    found = visit_get(actor=request.actor, visit_id=visit_id)
    shown = _forms(found, request.POST, action)
    graded = shown["grade"]
    form = graded if graded.is_bound else shown.get(action)
    if form is not None and not form.is_valid():
        return _page(request, found, shown)
    try:
        _done(request, found, action, form)
    except NotFound:
        raise
    except DomainError as error:
        if form is None:
            return _page(request, found, shown, error)
        form_refuse(form, error)
        return _page(request, found, shown)
    messages.success(request, _("Kept, with your name."))
    return redirect("enrollment:visit", found.id)


def _done(request: PortalRequest, found: SiteVisit, action: str, form: forms.Form | None) -> None:
    known: dict[str, Any] = {"actor": request.actor, "visit_id": found.id}
    typed = request.POST.get("expected_version", "")
    seen = int(typed) if typed.isdigit() else found.row_version
    if isinstance(form, GradesForm):
        graded = services.visit_grade(**known, **form.facts(), expected_version=seen)
        if action == "report":
            services.visit_report(**known, expected_version=graded.row_version)
        return
    if isinstance(form, FindingForm):
        services.visit_find(**known, **form.cleaned_data)
        return
    if isinstance(form, PlanForm):
        services.visit_plan(**known, **form.cleaned_data, expected_version=seen)
        return
    if action in ("begin", "reopen", "cancel"):
        why = request.POST.get("why", "").replace("\x00", "")
        services.visit_move(**known, action=action, why=why, expected_version=seen)
        return
    acts: dict[str, Callable[[], Any]] = {
        "join": lambda: services.visit_join(**known),
        "report": lambda: services.visit_report(**known, expected_version=seen),
        "sign": lambda: services.visit_sign(**known, expected_version=seen),
    }
    if action not in acts:
        raise NotFound
    acts[action]()
