"""The officers' desk: the queue by age, and one application with both agencies side by side (4.8)."""

from __future__ import annotations

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
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
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
    """Read an application and decide the own agency's part of it."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    mine = _own(found, request.actor)
    form = ReviewForm(request.POST or None, initial={"expected_version": mine.row_version if mine else 0})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Your agency's decision is recorded."))
            return redirect("enrollment:review", found.id)
    context = {
        **presenting.application_row(found),
        "holder": selectors.holder_name(found),
        "sections": presenting.answer_sections(found, selectors.documents_by_question(found.id)),
        "consent": selectors.consent_latest(found.id),
        "form": form if mine and mine.status == "pending" and _undecided(found) else None,
    }
    return render(request, "enrollment/review.html", context, status=_status(form))


def _own(found: Application, actor: Actor) -> Any:
    return next((row for row in found.reviews.all() if row.agency == actor.agency), None)


def _undecided(found: Application) -> bool:
    return found.status in {"submitted", "under_review"}


def _status(form: ReviewForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _decide(request: PortalRequest, found: Application, form: ReviewForm) -> None:
    decision = form.cleaned_data["decision"]
    services.review_decide(
        actor=request.actor,
        application_id=found.id,
        decision=decision,
        reason=form.reason() if decision == "deny" else None,
        expected_version=form.cleaned_data["expected_version"],
    )
