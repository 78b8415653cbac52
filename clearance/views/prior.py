"""Gate sessions and other clearances before the booth: book, inspect, seal (R-59, R-60, R-66)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.prior import CHECKS, KINDS, PRIOR_WORKFLOW
from clearance.domain.prior.workflow import INSPECTORS
from clearance.forms_seals import CLOCK, BookingForm, CheckForm, ClearForm, moment
from clearance.models import PriorClearance
from clearance.selectors.prior import prior_get, priors_for_actor
from clearance.services.prior import (
    prior_book,
    prior_call_off,
    prior_check,
    prior_clear,
    prior_refuse,
    prior_start,
    prior_void,
)
from clearance.views.acts import attempt, items_of, version_of
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
BOOKERS = ("trader.admin", "trader.filer", *INSPECTORS)


@require_http_methods(["GET", "POST"])
def sessions(request: PortalRequest) -> HttpResponse:
    """The sessions of the actor's loads or agency, the newest first, and the form that books one."""
    actor = request.actor
    form = BookingForm(request.POST or None, actor=actor, initial=_initial(actor)) if actor.has(*BOOKERS) else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = prior_book(actor=actor, booking=form.booking())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Booked. The token counts once the load is sealed."))
            return redirect("clearance:gate_session", clearance_id=made.id)
    rows = [_row(found) for found in priors_for_actor(actor=actor).order_by("-created_at")[:ROWS]]
    context = {"rows": rows, "form": form}
    return render(request, "clearance/prior/list.html", context, status=422 if request.method == "POST" else 200)


def _initial(actor: Actor) -> dict[str, Any]:
    start = clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    return {"kind": "site", "planned_at": start + timedelta(hours=2), "agency": actor.agency}


def _row(found: PriorClearance) -> dict[str, Any]:
    return {"prior": found, "state": PRIOR_WORKFLOW.state(found.status), "kind": KINDS[found.kind]}


@require_GET
def session(request: PortalRequest, clearance_id: UUID) -> HttpResponse:
    return _page(request, clearance_id)


@require_POST
def start(request: PortalRequest, clearance_id: UUID) -> HttpResponse:
    version = version_of(request)
    return _act(
        request,
        clearance_id,
        lambda: prior_start(actor=request.actor, clearance_id=clearance_id, expected_version=version),
        _("The inspection is under way."),
    )


@require_POST
def check(request: PortalRequest, clearance_id: UUID) -> HttpResponse:
    version, data = version_of(request), request.POST
    return _act(
        request,
        clearance_id,
        lambda: prior_check(
            actor=request.actor,
            clearance_id=clearance_id,
            code=data.get("code", ""),
            passed=data.get("passed") == "1",
            note=data.get("note", "").replace("\x00", ""),
            expected_version=version,
        ),
        _("The check is on record under your name."),
    )


@require_POST
def clear(request: PortalRequest, clearance_id: UUID) -> HttpResponse:
    """Seal and clear: what is missing is named, nothing is half done."""
    version = version_of(request)
    found = prior_get(actor=request.actor, clearance_id=clearance_id)
    form = ClearForm(request.POST)
    if not form.is_valid():
        return _page(request, clearance_id, form=form)
    until = form.cleaned_data["expires_at"]
    return _act(
        request,
        clearance_id,
        lambda: prior_clear(
            actor=request.actor,
            clearance_id=clearance_id,
            seal=form.facts(found.equipment),
            expires_at=moment(until) if until else None,
            route=form.cleaned_data["route"],
            expected_version=version,
        ),
        _("Cleared and sealed. The booth checks the seal and the identity only."),
    )


@require_POST
def end(request: PortalRequest, clearance_id: UUID, action: str) -> HttpResponse:
    """Refuse, end or call off."""
    services: dict[str, Callable[..., Any]] = {"refuse": prior_refuse, "void": prior_void}
    version, why = version_of(request), request.POST.get("why", "").replace("\x00", "")
    service = services.get(action)

    def run() -> None:
        if action == "call_off":
            prior_call_off(actor=request.actor, clearance_id=clearance_id, expected_version=version)
        elif service is None:
            raise NotFound
        else:
            service(actor=request.actor, clearance_id=clearance_id, why=why, expected_version=version)

    return _act(request, clearance_id, run, _("Kept, with its reason."))


def _act(request: PortalRequest, clearance_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    def run() -> None:
        act()
        messages.success(request, done)

    return attempt(
        run,
        lambda: redirect("clearance:gate_session", clearance_id=clearance_id),
        lambda error: _page(request, clearance_id, error),
    )


def _page(
    request: PortalRequest, clearance_id: UUID, error: DomainError | None = None, form: ClearForm | None = None
) -> HttpResponse:
    found = prior_get(actor=request.actor, clearance_id=clearance_id)
    now = clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    moves = {
        move.action: move
        for move in PRIOR_WORKFLOW.available(found.status, request.actor)
        if PRIOR_WORKFLOW.guards[move.guard](found, request.actor) is None
    }
    start_with = {"grade": "H", "make": "mechanical", "expires_at": now + timedelta(hours=24)}
    context = {
        **_row(found),
        "checks": [{"check": entry, "name": CHECKS[entry.code]} for entry in found.checks.order_by("checked_at")],
        "check_form": CheckForm(initial={"passed": "1"}),
        "clear_form": form or ClearForm(initial=start_with),
        "moves": moves,
        "ends": [moves[name] for name in ("refuse", "void") if name in moves],
        "items": items_of(error, frozenset()),
        "entries": timeline(Subject("prior_clearance", found.id), request.actor),
    }
    refused = error.status if error else 422 if form is not None else 200
    return render(request, "clearance/prior/detail.html", context, status=refused)
