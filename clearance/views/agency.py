"""A partner agency's desk: my lines at my port, may proceed or hold (requirements 4.9, R-29, R-41)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.holds import HOLD_LABELS, HOLD_REASONS
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.selectors import agency_desk as desk_lines
from clearance.selectors import goods_of_agency, trip_for_officer
from clearance.services import agency_clear, booth_hold
from clearance.views.acts import CHOOSE_REASON, attempt, items_of, version_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, Invalid
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_get

DESK_ROWS = 100
GOODS_SHOWN = 3


@require_GET
def agency_desk(request: PortalRequest) -> HttpResponse:
    return _page(request)


@require_GET
def agency_rows(request: PortalRequest) -> HttpResponse:
    """The part of the desk that live.js fetches again."""
    return render(request, "clearance/agency_rows.html", _desk(request.actor))


@require_POST
def agency_proceed(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        agency_clear(actor=request.actor, trip_id=trip_id, expected_version=version)
        messages.success(request, _("Your agency lets it proceed."))

    return _act(request, act)


@require_POST
def agency_hold(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        trip_for_officer(actor=request.actor, trip_id=trip_id)
        text = HOLD_REASONS.get(request.POST.get("reason", ""))
        if text is None:
            raise Invalid([CHOOSE_REASON])
        booth_hold(actor=request.actor, trip_id=trip_id, text=text, expected_version=version)
        messages.success(request, _("On hold for your agency."))

    return _act(request, act)


def _act(request: PortalRequest, act: Any) -> HttpResponse:
    return attempt(act, lambda: redirect("clearance:agency_desk"), lambda error: _page(request, error))


def _page(request: PortalRequest, error: DomainError | None = None) -> HttpResponse:
    context = {**_desk(request.actor), "items": items_of(error, frozenset())}
    return render(request, "clearance/agency_desk.html", context, status=error.status if error else 200)


def _desk(actor: Actor) -> dict[str, Any]:
    lines = list(desk_lines(actor=actor)[:DESK_ROWS])
    goods = goods_of_agency(agency=actor.agency, trip_ids=[line.trip_id for line in lines])
    rows = [
        {
            "line": line,
            "trip": line.trip,
            "place": crossing_get(line.trip.crossing),
            "state": AGENCY_WORKFLOW.state(line.status),
            "trip_state": TRIP_WORKFLOW.state(line.trip.status),
            "goods": goods.get(line.trip_id, [])[:GOODS_SHOWN],
            "more": max(0, len(goods.get(line.trip_id, [])) - GOODS_SHOWN),
        }
        for line in lines
    ]
    channel = f"port-{actor.port}" if actor.port else ""
    return {"rows": rows, "hold_reasons": list(HOLD_LABELS.items()), "channel": channel}
