"""One application with both agencies side by side (4.8)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enrollment import selectors, services
from enrollment.forms import ReviewForm
from enrollment.views.desks import application_desk
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


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
