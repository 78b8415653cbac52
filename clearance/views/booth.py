"""The booth: find a truck, see one screen, decide by key (requirements 5.4). One view per act, one service each."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.holds import HOLD_REASONS
from clearance.domain.officers import UNDO_SECONDS
from clearance.domain.sheet.layout import looks_signed
from clearance.selectors import (
    booth_lookup,
    booth_next,
    booth_screen,
    sheet_on_trip,
    sheet_scan,
    trip_for_officer,
    trip_page,
    undo_offer,
)
from clearance.services import booth_hold, booth_note, booth_refer, booth_release, booth_undo, hold_lift
from clearance.views.acts import CHOOSE_REASON, attempt, items_of, version_of
from clearance.views.booth_post import post_context, window_line, with_post
from clearance.views.booth_screen import next_context, screen_context, window_context
from clearance.views.presenting import trip_context
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, Invalid
from portal.core.http import PortalRequest


@require_GET
def booth(request: PortalRequest) -> HttpResponse:
    """Find by trip number, plate, card or scan; one hit opens at once, a code that was altered never does."""
    text = request.GET.get("q", "").strip()
    sheet = sheet_scan(actor=request.actor, text=text) if looks_signed(text) else None
    if sheet is not None and sheet.trip_id is not None:
        address = reverse("clearance:booth_trip", args=[sheet.trip_id])
        return redirect(f"{address}?{urlencode({'sheet': text})}")
    found = booth_lookup(actor=request.actor, text=text) if text else []
    if len(found) == 1 and sheet is None:
        return redirect("clearance:booth_trip", trip_id=found[0].id)
    undo = undo_offer(actor=request.actor, seconds=UNDO_SECONDS)
    context = {"text": text, "found": found, "sheet": sheet, "undo": undo, "prepared_at": clock.now()}
    context |= next_context(booth_next(actor=request.actor), request.actor) | post_context(request)
    with_post(context)
    return render(request, "clearance/booth_find.html", context)


@require_GET
def booth_next_rows(request: PortalRequest) -> HttpResponse:
    """The part of the booth's first page that live.js fetches again."""
    return render(request, "clearance/booth_next.html", next_context(booth_next(actor=request.actor), request.actor))


@require_GET
def booth_lookup_json(request: PortalRequest) -> JsonResponse:
    """The look-up for readers and scanners: same statement, no page."""
    text = request.GET.get("q", "").strip()
    found = booth_lookup(actor=request.actor, text=text)
    sheet = sheet_scan(actor=request.actor, text=text) if looks_signed(text) else None
    return JsonResponse(
        {
            "sheet": sheet.standing.code if sheet else "",
            "results": [
                {
                    "id": str(entry.id),
                    "trip_number": entry.trip_number,
                    "status": entry.status,
                    "lane": entry.lane_in_force,
                    "version": entry.current_version,
                    "plate": entry.plate,
                    "driver": entry.driver_name,
                    "eta": entry.eta.isoformat(),
                }
                for entry in found
            ],
        }
    )


@require_GET
def booth_trip(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    return booth_page(request, trip_id)


@require_GET
def booth_trader(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """What the dispatcher of the carrier sees of this trip, word for word, without the buttons (CARM's lesson)."""
    trip = trip_for_officer(actor=request.actor, trip_id=trip_id)
    dispatcher = Actor(
        kind="member",
        organisation_id=trip.carrier_id,
        reach=frozenset({trip.carrier_id}),
        roles=frozenset({"trader.viewer"}),
    )
    seen = copy(request)
    seen.actor = dispatcher
    page = trip_page(actor=dispatcher, trip_id=trip_id)
    context = trip_context(seen, page) | {"own_page": False, "actions": []}
    return render(request, "clearance/booth_trader.html", context)


def booth_page(request: PortalRequest, trip_id: UUID, error: DomainError | None = None) -> HttpResponse:
    """Render the one screen, with the refusal of the last act when there was one."""
    context = screen_context(booth_screen(actor=request.actor, trip_id=trip_id), request.actor)
    context |= window_context(context, request.actor) | window_line(request)
    with_post(context)
    context["items"] = items_of(error)
    context["undo"] = undo_offer(actor=request.actor, seconds=UNDO_SECONDS)
    context["typed"] = request.POST if error else {}
    scanned = request.GET.get("sheet", "")
    context["sheet"] = sheet_on_trip(context["trip"], scanned) if scanned else None
    return render(request, "clearance/booth_trip.html", context, status=error.status if error else 200)


@require_POST
def release(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Release and take the next truck; the toast there says what came of it and offers the undo."""
    version = version_of(request)
    return _act(
        request,
        trip_id,
        lambda: booth_release(actor=request.actor, trip_id=trip_id, expected_version=version),
        stay=False,
    )


@require_POST
def refer(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    cause, note = request.POST.get("cause", ""), request.POST.get("note", "")
    version = version_of(request)
    return _act(
        request,
        trip_id,
        lambda: booth_refer(actor=request.actor, trip_id=trip_id, cause=cause, note=note, expected_version=version),
        stay=False,
    )


@require_POST
def hold(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        text = HOLD_REASONS.get(request.POST.get("reason", ""))
        if text is None:
            raise Invalid([CHOOSE_REASON])
        booth_hold(actor=request.actor, trip_id=trip_id, text=text, expected_version=version)
        messages.success(request, _("On hold for your agency."))

    return _act(request, trip_id, act)


@require_POST
def lift(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        hold_lift(actor=request.actor, trip_id=trip_id, expected_version=version)
        messages.success(request, _("Your agency's hold is lifted."))

    return _act(request, trip_id, act)


@require_POST
def note(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        booth_note(actor=request.actor, trip_id=trip_id, text=request.POST.get("text", "")[:1000])
        messages.success(request, _("Note kept."))

    return _act(request, trip_id, act)


@require_POST
def undo(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        booth_undo(actor=request.actor, trip_id=trip_id)
        messages.success(request, _("Taken back: the truck stands at the booth again."))

    return _act(request, trip_id, act)


def _act(request: PortalRequest, trip_id: UUID, act: Callable[[], Any], *, stay: bool = True) -> HttpResponse:
    return attempt(
        act,
        lambda: redirect("clearance:booth_trip", trip_id=trip_id) if stay else redirect("clearance:booth"),
        lambda error: booth_page(request, trip_id, error),
    )
