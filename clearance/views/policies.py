"""Lane policies and risk appetite: both registers, one version, proposing, signing (R-36, requirements 4.13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.policy_workflow import APPETITE_KEYS, LANE_POLICY_KEYS
from clearance.forms_policies import CLOCK, AppetiteForm, LanePolicyForm, appetite_initial, lane_policy_initial
from clearance.selectors.policies import rules_in_force
from clearance.selectors.policy_pages import appetite_get, appetites, lane_policies, lane_policy_get
from clearance.services.consulting import policy_consult
from clearance.services.policies import (
    appetite_enforce,
    appetite_propose,
    appetite_sign,
    appetite_withdraw,
    lane_policy_enforce,
    lane_policy_propose,
    lane_policy_sign,
    lane_policy_withdraw,
)
from clearance.services.simulations import simulation_request
from clearance.targeting.appetite import default_appetite_document
from clearance.targeting.lane_policy import default_policy_document
from clearance.views.acts import attempt, items_of, version_of
from clearance.views.policy_context import LANES, RISK, Desk, crossing_names, list_row, version_context
from enrollment.views.consultations import consult_page
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

ROWS = 100
ACTS: dict[str, dict[str, Callable[..., Any]]] = {
    LANES.code: {"sign": lane_policy_sign, "enforce": lane_policy_enforce, "withdraw": lane_policy_withdraw},
    RISK.code: {"sign": appetite_sign, "enforce": appetite_enforce, "withdraw": appetite_withdraw},
}


@require_GET
def policies(request: PortalRequest) -> HttpResponse:
    """Both registers, the appetite by its expiry first."""
    actor, names = request.actor, crossing_names()
    context = {
        "risk_rows": [list_row(RISK, entry, names) for entry in appetites(actor=actor)[:ROWS]],
        "lane_rows": [list_row(LANES, entry, names) for entry in lane_policies(actor=actor)[:ROWS]],
        "rules": rules_in_force(),
        "may_risk": actor.has(*APPETITE_KEYS),
        "may_lanes": actor.has(*LANE_POLICY_KEYS),
    }
    return render(request, "clearance/policies/list.html", context)


@require_GET
def lane_policy(request: PortalRequest, version_id: UUID) -> HttpResponse:
    return _page(request, LANES, version_id)


@require_GET
def appetite(request: PortalRequest, version_id: UUID) -> HttpResponse:
    return _page(request, RISK, version_id)


@require_POST
def lane_policy_act(request: PortalRequest, version_id: UUID, action: str) -> HttpResponse:
    return _act(request, LANES, version_id, action)


@require_POST
def appetite_act(request: PortalRequest, version_id: UUID, action: str) -> HttpResponse:
    return _act(request, RISK, version_id, action)


@require_http_methods(["GET", "HEAD", "POST"])
def lane_policy_consult(request: PortalRequest, version_id: UUID) -> HttpResponse:
    return _consult(request, LANES, version_id)


@require_http_methods(["GET", "HEAD", "POST"])
def appetite_consult(request: PortalRequest, version_id: UUID) -> HttpResponse:
    return _consult(request, RISK, version_id)


@require_http_methods(["GET", "POST"])
def lane_policy_new(request: PortalRequest) -> HttpResponse:
    """Propose a version that starts from the one named, or from the shipped one."""
    old = _from(request, LANES)
    start = lane_policy_initial(old.data if old else default_policy_document())
    form = LanePolicyForm(request.POST or None, initial={**start, "valid_from": _hour()})

    def keep() -> Any:
        return lane_policy_propose(
            actor=request.actor,
            document=form.document(),
            valid_from=form.moment("valid_from"),
            note=form.cleaned_data["note"],
        )

    return _new(request, LANES, form, old, keep)


@require_http_methods(["GET", "POST"])
def appetite_new(request: PortalRequest) -> HttpResponse:
    """Propose a record that starts from the one named, or from the shipped one."""
    old = _from(request, RISK)
    start = appetite_initial(old.data if old else default_appetite_document())
    scope = {"kind": old.kind, "crossing": old.crossing, "direction": old.direction} if old else {"kind": "standing"}
    dates = {"valid_from": _hour(), "valid_to": _hour() + timedelta(days=180)}
    form = AppetiteForm(request.POST or None, initial={**start, **scope, **dates})

    def keep() -> Any:
        data = form.cleaned_data
        return appetite_propose(
            actor=request.actor,
            document=form.document(),
            valid_from=form.moment("valid_from"),
            valid_to=form.moment("valid_to"),
            crossing=data["crossing"],
            direction=data["direction"],
            kind=data["kind"],
            note=data["note"],
        )

    return _new(request, RISK, form, old, keep)


def _consult(request: PortalRequest, desk: Desk, version_id: UUID) -> HttpResponse:
    """Ask the public about a version before it can be put in force (R-51)."""
    found = _get(request, desk, version_id)

    def ask(**given: Any) -> str:
        return policy_consult(actor=request.actor, book=desk.register, version_id=found.id, **given)

    return consult_page(request, desk.code, found.id, ask)


def _new(request: PortalRequest, desk: Desk, form: Any, old: Any, keep: Callable[[], Any]) -> HttpResponse:
    refused = request.method == "POST"
    if refused and form.is_valid():
        try:
            version = keep()
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Proposed. It is simulated before anybody signs it."))
            return redirect(f"clearance:{desk.code}", version_id=version.id)
    return render(
        request,
        "clearance/policies/new.html",
        {"form": form, "old": old, "desk": desk, "groups": _shown(form)},
        status=422 if refused else 200,
    )


def _shown(form: Any) -> list[tuple[Any, list[forms.BoundField]]]:
    groups: list[tuple[Any, list[forms.BoundField]]] = form.groups()
    return groups


def _from(request: PortalRequest, desk: Desk) -> Any:
    try:
        wanted = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    return _get(request, desk, wanted)


def _get(request: PortalRequest, desk: Desk, version_id: UUID) -> Any:
    get = appetite_get if desk is RISK else lane_policy_get
    return get(actor=request.actor, version_id=version_id)


def _hour() -> Any:
    return clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0, tzinfo=None)


def _act(request: PortalRequest, desk: Desk, version_id: UUID, action: str) -> HttpResponse:
    _get(request, desk, version_id)
    if action not in DONE:
        raise NotFound
    expected = version_of(request)

    def run() -> None:
        if action == "simulate":
            simulation_request(actor=request.actor, kind=desk.code, subject_id=version_id)
        else:
            ACTS[desk.code][action](actor=request.actor, version_id=version_id, expected_version=expected)
        messages.success(request, DONE[action]())

    return attempt(
        run,
        lambda: redirect(f"clearance:{desk.code}", version_id=version_id),
        lambda error: _page(request, desk, version_id, error),
    )


DONE: dict[str, Callable[[], str]] = {
    "simulate": lambda: _("The simulation is asked for; its result appears here."),
    "sign": lambda: _("Signed for your agency."),
    "enforce": lambda: _("It is in force."),
    "withdraw": lambda: _("Withdrawn."),
}


def _page(request: PortalRequest, desk: Desk, version_id: UUID, error: DomainError | None = None) -> HttpResponse:
    context = version_context(desk, _get(request, desk, version_id), request.actor)
    context["items"] = items_of(error)
    return render(request, "clearance/policies/version.html", context, status=error.status if error else 200)
