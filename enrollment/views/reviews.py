"""The officers' desk: the queue by age, and one application with both agencies side by side (4.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.forms import ReviewForm
from enrollment.models import Application
from enrollment.views import presenting
from enrollment.views.desks import application_desk
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.formatting import duration_words
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

SHOWN = 100
COLUMNS = (
    {"label": Text("Applicant", "Demandeur")},
    {"label": Text("Programme", "Programme")},
    {"label": Text("Waiting for", "En attente depuis"), "numeric": True, "sorted": "descending"},
    {"label": Text("Standard ends", "Fin du délai")},
    {"label": Text("CBP", "CBP")},
    {"label": Text("CBSA", "ASFC")},
)


@require_safe
def reviews(request: PortalRequest) -> HttpResponse:
    """List what waits, oldest first; `?all=1` also what only the other agency has left."""
    everything = request.GET.get("all") == "1"
    rows = selectors.application_list_for_officer(actor=request.actor, only_mine=not everything)
    found = list(rows[: SHOWN + 1])
    context = {
        "columns": COLUMNS,
        "place": presenting.PLACE,
        "rows": [{"cells": _cells(row, request.LANGUAGE_CODE)} for row in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "everything": everything,
    }
    return render(request, "enrollment/reviews.html", context)


def _cells(row: Application, language: str) -> list[dict[str, Any]]:
    waited = duration_words(clock.now() - row.submitted_at, language) if row.submitted_at else ""
    return [
        {"value": selectors.holder_name(row), "url": reverse("enrollment:review", args=[row.id])},
        {"value": PROGRAMMES[row.programme].name},
        {"value": waited},
        {"at": presenting.progress_of(row).due},
        *({"state": cell["state"]} for cell in presenting.agency_cells(row)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Read an application with both worksheets, and decide the own agency's part of it."""
    if request.method != "POST":
        return application_desk(request, application_id)
    selectors.application_get(actor=request.actor, application_id=application_id)
    act = ACTS.get(request.POST.get("decision", ""))
    form = ReviewForm(request.POST)
    if act is None or not form.is_valid():
        return application_desk(request, application_id, form=form)
    try:
        done = act(request, application_id, form)
    except NotFound:
        raise
    except DomainError as refused:
        if form.cleaned_data["decision"] != "deny":
            return application_desk(request, application_id, refused=refused)
        form_refuse(form, refused)
        return application_desk(request, application_id, form=form)
    messages.success(request, done)
    return redirect("enrollment:review", application_id)


def _approve(request: PortalRequest, application_id: UUID, form: ReviewForm) -> str:
    services.review_decide(
        actor=request.actor,
        application_id=application_id,
        decision="approve",
        expected_version=form.cleaned_data["expected_version"],
    )
    return _("Your agency's decision is recorded.")


def _deny(request: PortalRequest, application_id: UUID, form: ReviewForm) -> str:
    services.denial_propose(
        actor=request.actor,
        application_id=application_id,
        reason=form.reason(),
        expected_version=form.cleaned_data["expected_version"],
    )
    return _("The denial is proposed. A second officer of your agency confirms it.")


def _confirm(request: PortalRequest, application_id: UUID, form: ReviewForm) -> str:
    services.denial_confirm(
        actor=request.actor, application_id=application_id, expected_version=form.cleaned_data["expected_version"]
    )
    return _("The application is denied; the letter is sent.")


def _refuse(request: PortalRequest, application_id: UUID, form: ReviewForm) -> str:
    services.denial_refuse(actor=request.actor, application_id=application_id, why=request.POST.get("why", ""))
    return _("The denial is not confirmed; the worksheet is open again.")


ACTS: dict[str, Callable[[PortalRequest, UUID, ReviewForm], str]] = {
    "approve": _approve,
    "deny": _deny,
    "confirm": _confirm,
    "refuse": _refuse,
}
