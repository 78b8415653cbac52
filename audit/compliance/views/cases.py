"""The auditors' desk, and what the member sees of its own audits: the same page minus what is still being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audit.compliance import services
from audit.compliance.domain.transitions import AUDIT_CASE
from audit.compliance.forms import PlaceForm
from audit.compliance.models import AuditCase
from audit.compliance.selectors import audit_case_get, audit_case_list, audit_case_waiting
from audit.compliance.selectors.cases import team_candidates
from audit.compliance.views.presenting import case_context
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 50


@require_GET
def case_list(request: PortalRequest) -> HttpResponse:
    """The actor's audits by due date; `?show=mine` those that wait for the actor."""
    mine = request.GET.get("show") == "mine"
    cases = audit_case_waiting(actor=request.actor) if mine else audit_case_list(actor=request.actor)
    page = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    rows = [{"case": case, "state": AUDIT_CASE.state(case.status)} for case in page]
    context = {
        "page": page,
        "rows": rows,
        "mine": mine,
        **around(page, "show=mine" if mine else ""),
    }
    return render(request, "compliance/case_list.html", context)


@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """One audit whole: what raised it, who examines it, the report, the answer, the outcome."""
    return _page(request, audit_case_get(actor=request.actor, case_id=case_id))


def _page(request: PortalRequest, found: AuditCase, error: DomainError | None = None) -> HttpResponse:
    context = case_context(request.actor, found)
    context["place_form"] = _place_form(request.actor, found)
    context["items"] = error.items if error else ()
    return render(request, "compliance/case.html", context, status=error.status if error else 200)


def _place_form(actor: Actor, case: AuditCase) -> PlaceForm | None:
    """A supervisor of either agency fills its place until the draft is out."""
    if not actor.has("officer.supervisor") or case.status not in ("open", "in_audit"):
        return None
    people = [(str(one.id), f"{one.name} ({one.load})") for one in team_candidates(case, actor.agency)]
    return PlaceForm(people=people) if people else None


@require_POST
def team(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Take the place of one's agency, or give it to an auditor as its supervisor."""
    found = audit_case_get(actor=request.actor, case_id=case_id)
    chosen = request.POST.get("auditor", "")

    def do() -> AuditCase:
        if not request.actor.has("officer.supervisor"):
            return services.team_join(actor=request.actor, case_id=case_id)
        return services.team_give(actor=request.actor, case_id=case_id, auditor_id=_uuid(chosen))

    return _done(request, found, do, _("The place is taken."))


@require_POST
def act(request: PortalRequest, case_id: UUID, action: str) -> HttpResponse:
    """Sign, close without a finding, or take the report up again."""
    found = audit_case_get(actor=request.actor, case_id=case_id)
    seen = request.POST.get("expected_version", "")
    if not seen.isdigit():
        raise NotFound
    known: dict[str, Any] = {"actor": request.actor, "case_id": case_id, "expected_version": int(seen)}
    note = request.POST.get("note", "").replace("\x00", "")
    acts: dict[str, tuple[Callable[[], AuditCase], str]] = {
        "sign": (lambda: services.report_sign(**known), _("Signed, with your name.")),
        "close": (lambda: services.audit_close_clean(note=note, **known), _("Signed: nothing found.")),
        "revise": (lambda: services.report_revise(**known), _("The report is open again.")),
    }
    if action not in acts:
        raise NotFound
    return _done(request, found, *acts[action])


def _done(request: PortalRequest, found: AuditCase, do: Callable[[], AuditCase], words: str) -> HttpResponse:
    try:
        do()
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, found, error)
    messages.success(request, words)
    return redirect("compliance:case", case_id=found.id)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
