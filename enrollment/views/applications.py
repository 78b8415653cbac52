"""The applicant's pages: start, answer section by section, submit, follow (R-04, R-15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.questions import place_of
from enrollment.models import Application
from enrollment.views import presenting
from enrollment.views.policy_context import recognition_row
from enrollment.views.status import status_context
from portal.core.domain.errors import Conflict, Invalid
from portal.core.http import PortalRequest
from portal.core.templatetags.preclear import field_anchor

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
    documents = selectors.documents_by_question(found.id)
    context = {
        **presenting.application_row(found),
        "holder": selectors.holder_name(found),
        "membership_id": selectors.membership_id_of(found),
        "tasks": presenting.section_tasks(found, documents) if draft else (),
        "sections": () if draft else presenting.answer_sections(found, documents),
        "consent": selectors.consent_latest(found.id),
        "decisions": [] if draft else [presenting.decision_row(row, request.actor) for row in decisions],
        "items": items,
        **status_context(found),
    }
    return render(request, "enrollment/application.html", context, status=status)


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
    """Give what is missing, named by its question or row, with the address of the place that asks for it."""
    rows = []
    for item in refused.items:
        part, label = place_of(found.programme, item.path)
        path = reverse("enrollment:application_section", args=[found.id, part.code])
        rows.append({"label": label, "message": item.message, "url": f"{path}#{field_anchor(item.path)}"})
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


@require_POST
def consent_withdraw(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Take consent back, and the application with it."""
    try:
        services.consent_withdraw(
            actor=request.actor, application_id=application_id, expected_version=_version(request)
        )
    except Conflict as refused:
        messages.error(request, refused.items[0].message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Your consent is taken back and the application is withdrawn with it."))
    return redirect("enrollment:application", application_id)


def _version(request: PortalRequest) -> int | None:
    typed = request.POST.get("expected_version", "")
    return int(typed) if typed.isdigit() else None
