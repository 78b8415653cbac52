"""Protocols of reverse inspection: list, draft, sign, revoke (R-61)."""

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

from clearance.domain.prior import PROTOCOL_WORKFLOW
from clearance.forms_seals import CLOCK, ProtocolForm, moment
from clearance.models import InspectionProtocol
from clearance.selectors.protocols import protocol_get, protocols_for_actor
from clearance.services.protocols import protocol_draft, protocol_end, protocol_sign
from clearance.views.acts import attempt, items_of, version_of
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
FIELDS = frozenset({"why"})


@require_http_methods(["GET", "POST"])
def protocols(request: PortalRequest) -> HttpResponse:
    """Every protocol of the officer's agency; a supervisor drafts one here."""
    actor = request.actor
    form = ProtocolForm(request.POST or None, initial=_initial(actor)) if actor.has("officer.supervisor") else None
    if request.method == "POST" and form is not None and form.is_valid():
        starts, ends = moment(form.cleaned_data["starts_at"]), moment(form.cleaned_data["ends_at"])
        try:
            made = protocol_draft(actor=actor, terms=form.terms(), starts_at=starts, ends_at=ends)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Drafted. It takes the signatures of both agencies."))
            return redirect("clearance:protocol", protocol_id=made.id)
    rows = [_row(found) for found in protocols_for_actor(actor=actor)[:ROWS]]
    context = {"rows": rows, "form": form}
    return render(request, "clearance/protocols/list.html", context, status=422 if request.method == "POST" else 200)


def _initial(actor: Actor) -> dict[str, Any]:
    start = clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(hours=1)
    return {"receiver": actor.agency, "starts_at": start, "ends_at": start + timedelta(days=365)}


def _row(found: InspectionProtocol) -> dict[str, Any]:
    return {"protocol": found, "state": PROTOCOL_WORKFLOW.state(found.status), "terms": found.rules}


@require_GET
def protocol(request: PortalRequest, protocol_id: UUID) -> HttpResponse:
    return _page(request, protocol_id)


@require_POST
def sign(request: PortalRequest, protocol_id: UUID) -> HttpResponse:
    version = version_of(request)
    return _act(
        request,
        protocol_id,
        lambda: protocol_sign(actor=request.actor, protocol_id=protocol_id, expected_version=version),
        _("Signed for your agency."),
    )


@require_POST
def end(request: PortalRequest, protocol_id: UUID) -> HttpResponse:
    version, why = version_of(request), request.POST.get("why", "").replace("\x00", "")
    return _act(
        request,
        protocol_id,
        lambda: protocol_end(actor=request.actor, protocol_id=protocol_id, why=why, expected_version=version),
        _("The protocol has ended."),
    )


def _act(request: PortalRequest, protocol_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    def run() -> None:
        act()
        messages.success(request, done)

    return attempt(
        run,
        lambda: redirect("clearance:protocol", protocol_id=protocol_id),
        lambda error: _page(request, protocol_id, error),
    )


def _page(request: PortalRequest, protocol_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = protocol_get(actor=request.actor, protocol_id=protocol_id)
    allowed = {
        move.action
        for move in PROTOCOL_WORKFLOW.available(found.status, request.actor)
        if PROTOCOL_WORKFLOW.guards[move.guard](found, request.actor) is None
    }
    context = {
        **_row(found),
        "signatures": found.signatures.all(),
        "may_sign": bool(allowed & {"sign_giver", "sign_receiver"}),
        "may_end": bool(allowed & {"revoke", "withdraw"}),
        "items": items_of(error, FIELDS),
        "entries": timeline(Subject("inspection_protocol", found.id), request.actor),
    }
    return render(request, "clearance/protocols/detail.html", context, status=error.status if error else 200)
