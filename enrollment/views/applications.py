"""The applicant's pages: start, answer section by section, submit, follow (R-04, R-15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import DONE, form_for, section_get
from enrollment.forms import SectionForm
from enrollment.models import Application
from enrollment.views import presenting
from enrollment.views.policy_context import recognition_row
from enrollment.views.status import status_context
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotFound
from portal.core.http import PortalRequest

LISTED = 50


@require_safe
def mine(request: PortalRequest) -> HttpResponse:
    """Show the memberships, applications and decisions of the person or the company they act for."""
    actor = request.actor
    context = {
        "memberships": [
            presenting.membership_row(row) for row in selectors.membership_list_for_actor(actor=actor)[:LISTED]
        ],
        "applications": [
            presenting.application_row(row) for row in selectors.application_list_for_member(actor=actor)[:LISTED]
        ],
        "decisions": [
            presenting.decision_row(row, actor) for row in selectors.decision_list_for_actor(actor=actor)[:LISTED]
        ],
        "recognised": [
            {**recognition_row(found.row), "until": found.until} for found in selectors.recognised_for(actor)
        ],
    }
    return render(request, "enrollment/mine.html", context)


@require_POST
def application_start(request: PortalRequest) -> HttpResponse:
    """Open a draft, or the one that is open already."""
    started = services.application_start(actor=request.actor, programme=request.POST.get("programme", ""))
    return redirect("enrollment:application", started.id)


@require_safe
def application(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Say where the application is, who has it, what is next and by when; a draft shows its sections."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    return _page(request, found)


def _page(request: PortalRequest, found: Application, items: Any = (), status: int = 200) -> HttpResponse:
    draft = found.status == "draft"
    decisions = selectors.decision_list_for_application(actor=request.actor, application_id=found.id)
    context = {
        **presenting.application_row(found),
        "holder": selectors.holder_name(found),
        "tasks": presenting.section_tasks(found) if draft else (),
        "sections": () if draft else presenting.answer_sections(found),
        "decisions": [] if draft else [presenting.decision_row(row, request.actor) for row in decisions],
        "items": items,
        **status_context(found),
    }
    return render(request, "enrollment/application.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def application_section(request: PortalRequest, application_id: UUID, section: str) -> HttpResponse:
    """Edit one section. What was typed is kept in any case; what is missing is said beside the field."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    part = section_get(found.programme, section)
    if part is None:
        raise NotFound
    if found.status != "draft":
        return redirect("enrollment:application", found.id)
    form = SectionForm(part, clock.now().date(), request.POST or None, initial=found.answers)
    status = 200
    if request.method == "POST":
        found = services.application_save(
            actor=request.actor, application_id=found.id, section=section, answers=form.answers
        )
        if form.is_valid():
            messages.success(request, _("Saved. You can come back to it at any time."))
            return redirect(_after(found, section))
        status = 422
    context = {
        "application": found,
        "programme": PROGRAMMES[found.programme],
        "section": part,
        "form": form,
        "steps": _steps(found, section),
    }
    return render(request, "enrollment/section.html", context, status=status)


def _after(found: Application, section: str) -> str:
    """Go to the next section, or back to the list after the last one."""
    codes = [part.code for part in form_for(found.programme)]
    place = codes.index(section) + 1
    if place < len(codes):
        return reverse("enrollment:application_section", args=[found.id, codes[place]])
    return reverse("enrollment:application", args=[found.id])


def _steps(found: Application, section: str) -> list[dict[str, Any]]:
    here = reverse("enrollment:application_section", args=[found.id, section])
    return [
        {
            "label": task["label"],
            "url": task["url"],
            "state": "current" if task["url"] == here else "done" if task["state"]["code"] == DONE else "todo",
        }
        for task in presenting.section_tasks(found)
    ]


@require_POST
def application_submit(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Send the draft to both agencies; what is missing is listed with a link to each answer."""
    try:
        sent = services.application_submit(
            actor=request.actor, application_id=application_id, expected_version=_version(request)
        )
    except Invalid as refused:
        found = selectors.application_get(actor=request.actor, application_id=application_id)
        return _page(request, found, items=_linked(found, refused), status=422)
    except Conflict as refused:
        messages.error(request, refused.items[0].message.get(request.LANGUAGE_CODE))
    else:
        if sent.status == "awaiting_payment":
            messages.success(request, _("Submitted. Pay the fee, and both agencies get it at that moment."))
            return redirect("enrollment:invoice", sent.invoice.id)
        messages.success(request, _("Sent to both agencies."))
    return redirect("enrollment:application", application_id)


def _linked(found: Application, refused: Invalid) -> list[dict[str, Any]]:
    """Give what is missing, named by its question, with the address of the section that asks for it."""
    asked = {question.code: (part, question) for part in form_for(found.programme) for question in part.questions}
    rows = []
    for item in refused.items:
        part, question = asked[item.path]
        path = reverse("enrollment:application_section", args=[found.id, part.code])
        rows.append({"label": question.label, "message": item.message, "url": f"{path}#id_{item.path}"})
    return rows


@require_POST
def application_withdraw(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Take the application back."""
    try:
        services.application_withdraw(
            actor=request.actor, application_id=application_id, expected_version=_version(request)
        )
    except Conflict as refused:
        messages.error(request, refused.items[0].message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Withdrawn. You can start again at any time."))
    return redirect("enrollment:application", application_id)


def _version(request: PortalRequest) -> int | None:
    typed = request.POST.get("expected_version", "")
    return int(typed) if typed.isdigit() else None
