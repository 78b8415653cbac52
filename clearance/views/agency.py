"""A partner agency's desk: my lines at my port; may proceed, hold, inspect, ask (requirements 4.9, R-29, R-41)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.holds import HOLD_LABELS, HOLD_REASONS
from clearance.domain.partners.order_workflow import REQUEST_WORKFLOW
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.selectors import trip_for_officer
from clearance.selectors.agency_desk import DeskRow, desk_rows
from clearance.services import agency_clear, booth_hold
from clearance.services.agency_acts import agency_clear_for, agency_hold_for, agency_inspect
from clearance.services.requests import information_ask, information_close
from clearance.views.acts import CHOOSE_REASON, attempt, items_of, version_of
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import DomainError, Invalid
from portal.core.domain.text import Text
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
        text = _reason(request, trip_id)
        booth_hold(actor=request.actor, trip_id=trip_id, text=text, expected_version=version)
        messages.success(request, _("On hold for your agency."))

    return _act(request, act)


def _reason(request: PortalRequest, trip_id: UUID) -> Text:
    """Give the reason that was chosen; a stranger gets his 404 before a word about the form."""
    trip_for_officer(actor=request.actor, trip_id=trip_id)
    text = HOLD_REASONS.get(request.POST.get("reason", ""))
    if text is None:
        raise Invalid([CHOOSE_REASON])
    return text


@require_POST
def agency_examine(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        agency_inspect(actor=request.actor, trip_id=trip_id, expected_version=version)
        messages.success(request, _("Your agency will examine it; the truck is held until then."))

    return _act(request, act)


@require_POST
def agency_ask(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        information_ask(
            actor=request.actor,
            trip_id=trip_id,
            questions=request.POST.getlist("questions"),
            text=request.POST.get("text", "").replace("\x00", ""),
            expected_version=version,
        )
        messages.success(request, _("The trader was asked."))

    return _act(request, act)


@require_POST
def request_close(request: PortalRequest, request_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        information_close(actor=request.actor, request_id=request_id, expected_version=version)
        messages.success(request, _("The request is closed."))

    return _act(request, act)


@require_POST
def agency_decide_for(request: PortalRequest, trip_id: UUID, agency: str) -> HttpResponse:
    """Decide for another agency under its order, from the booth; without one the service refuses (R-41)."""
    version = version_of(request)
    code = agency.upper()

    def act() -> None:
        if request.POST.get("decision") == "hold":
            text = _reason(request, trip_id)
            agency_hold_for(actor=request.actor, trip_id=trip_id, agency=code, text=text, expected_version=version)
        else:
            agency_clear_for(actor=request.actor, trip_id=trip_id, agency=code, expected_version=version)
        messages.success(
            request, _("Decided for %(agency)s.") % {"agency": agency_short(code).get(get_language() or "en")}
        )

    return attempt(
        act, lambda: redirect("clearance:booth_trip", trip_id=trip_id), lambda error: _refused(request, error)
    )


def _refused(request: PortalRequest, error: DomainError) -> HttpResponse:
    """Say on a page of its own which order is missing or which limit was exceeded."""
    return render(
        request, "clearance/agency_refused.html", {"items": items_of(error, frozenset())}, status=error.status
    )


def _act(request: PortalRequest, act: Callable[[], None]) -> HttpResponse:
    return attempt(act, lambda: redirect("clearance:agency_desk"), lambda error: _page(request, error))


def _page(request: PortalRequest, error: DomainError | None = None) -> HttpResponse:
    context = {**_desk(request.actor), "items": items_of(error, frozenset())}
    return render(request, "clearance/agency_desk.html", context, status=error.status if error else 200)


def _desk(actor: Actor) -> dict[str, Any]:
    channel = f"port-{actor.port}" if actor.port else ""
    return {
        "rows": [_row(row) for row in desk_rows(actor=actor, limit=DESK_ROWS)],
        "hold_reasons": list(HOLD_LABELS.items()),
        "channel": channel,
    }


def _row(row: DeskRow) -> dict[str, Any]:
    asked = {item.question.code: item.question for goods in row.goods for item in goods.asked}
    current = next((entry for entry in reversed(row.requests) if entry.status != "closed"), None)
    return {
        "line": row.line,
        "trip": row.trip,
        "place": crossing_get(row.trip.crossing),
        "state": AGENCY_WORKFLOW.state(row.line.status),
        "trip_state": TRIP_WORKFLOW.state(row.trip.status),
        "status": row.status,
        "goods": row.goods[:GOODS_SHOWN],
        "more": max(0, len(row.goods) - GOODS_SHOWN),
        "questions": list(asked.values()),
        "request": current,
        "request_state": REQUEST_WORKFLOW.state(current.status) if current else None,
    }
