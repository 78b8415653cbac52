"""One application with both agencies side by side (4.8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enrollment import selectors, services
from enrollment.forms import ReviewForm
from enrollment.models import Application
from enrollment.views import presenting
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


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
