"""Threat profiles: versions, rules in words, two signatures, putting in force (R-35)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.profile_words import FAMILY_LABELS, TARGET_LABELS
from clearance.domain.transitions import PROFILE_WORKFLOW
from clearance.selectors import profile_get, profile_list
from clearance.services import profile_activate, profile_sign
from clearance.targeting.profile import profile_from_dict
from clearance.views.acts import attempt, items_of, version_of
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline


@require_GET
def profiles(request: PortalRequest) -> HttpResponse:
    rows = [
        {"profile": profile, "state": PROFILE_WORKFLOW.state(profile.status)}
        for profile in profile_list(actor=request.actor)[:100]
    ]
    return render(request, "clearance/profiles.html", {"rows": rows})


@require_GET
def profile(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    return _page(request, profile_id)


@require_POST
def sign(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        profile_sign(actor=request.actor, profile_id=profile_id, expected_version=version)
        messages.success(request, _("Signed for your agency."))

    return attempt(act, lambda: _back(profile_id), lambda error: _page(request, profile_id, error))


@require_POST
def activate(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        profile_activate(actor=request.actor, profile_id=profile_id, expected_version=version)
        messages.success(request, _("The profile is in force."))

    return attempt(act, lambda: _back(profile_id), lambda error: _page(request, profile_id, error))


def _back(profile_id: UUID) -> HttpResponse:
    return redirect("clearance:profile", profile_id=profile_id)


def _page(request: PortalRequest, profile_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = profile_get(actor=request.actor, profile_id=profile_id)
    moves = {move.action for move in PROFILE_WORKFLOW.available(found.status, request.actor)}
    rules = [
        {"rule": rule, "family": FAMILY_LABELS[rule.family], "target": TARGET_LABELS[rule.target]}
        for rule in profile_from_dict(found.document).rules
    ]
    context = {
        "profile": found,
        "state": PROFILE_WORKFLOW.state(found.status),
        "rules": rules,
        "may_sign": any(action.startswith("sign_") for action in moves),
        "may_activate": "activate" in moves,
        "items": items_of(error),
        "entries": timeline(Subject("profile", found.id), request.actor),
    }
    return render(request, "clearance/profile.html", context, status=error.status if error else 200)
