"""The booth: find a truck, see one screen, decide by key (requirements 5.4). One view per act, one service each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.holds import HOLD_REASONS
from clearance.selectors import booth_lookup, booth_screen
from clearance.services import booth_hold, booth_note, booth_refer, booth_release, booth_undo, hold_lift
from clearance.services.booth import UNDO_SECONDS
from clearance.views.booth_screen import screen_context
from portal.core.domain.errors import DomainError, ErrorItem, Invalid, NotFound
from portal.core.domain.text import Text

UNDO_KEY = "booth_undo"
CHOOSE_REASON = ErrorItem(
    "CLR_HOLD_REASON",
    Text("Choose the reason of the hold.", "Choisissez le motif de la retenue."),
    path="reason",
    fix=Text("Take one of the list.", "Prenez-en un de la liste."),
)


@require_GET
def booth(request: HttpRequest) -> HttpResponse:
    """Find by trip number, plate, card or scan; one hit opens at once."""
    text = request.GET.get("q", "").strip()
    found = booth_lookup(actor=request.actor, text=text) if text else []
    if len(found) == 1:
        return redirect("clearance:booth_trip", trip_id=found[0].id)
    undo = request.session.pop(UNDO_KEY, None)
    return render(request, "clearance/booth_find.html", {"text": text, "found": found, "undo": undo})


@require_GET
def booth_lookup_json(request: HttpRequest) -> JsonResponse:
    """The look-up for readers and scanners: same statement, no page."""
    found = booth_lookup(actor=request.actor, text=request.GET.get("q", ""))
    return JsonResponse(
        {
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
            ]
        }
    )


@require_GET
def booth_trip(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    return booth_page(request, trip_id)


def booth_page(request: HttpRequest, trip_id: UUID, error: DomainError | None = None) -> HttpResponse:
    """Render the one screen, with the refusal of the last act when there was one."""
    screen = booth_screen(actor=request.actor, trip_id=trip_id)
    context = screen_context(screen, request.actor, get_language() or "en")
    context["items"] = error.items if error else ()
    context["undo"] = request.session.pop(UNDO_KEY, None)
    return render(request, "clearance/booth_trip.html", context, status=error.status if error else 200)


@require_POST
def release(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        trip = booth_release(actor=request.actor, trip_id=trip_id, expected_version=version_of(request))
        if trip.status == "released":
            words = _("%(number)s released.") % {"number": trip.trip_number}
        else:
            words = _("Your release is kept; another agency has not answered yet.")
        request.session[UNDO_KEY] = {
            "message": words,
            "trip": str(trip.id),
            "version": trip.row_version,
            "seconds": UNDO_SECONDS,
        }

    return act_and_return(request, trip_id, act, "clearance:booth")


@require_POST
def refer(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        booth_refer(
            actor=request.actor,
            trip_id=trip_id,
            cause=request.POST.get("cause", ""),
            note=request.POST.get("note", ""),
            expected_version=version_of(request),
        )
        messages.success(request, _("Referred to secondary."))

    return act_and_return(request, trip_id, act, "clearance:booth")


@require_POST
def hold(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        text = HOLD_REASONS.get(request.POST.get("reason", ""))
        if text is None:
            raise Invalid([CHOOSE_REASON])
        booth_hold(actor=request.actor, trip_id=trip_id, text=text, expected_version=version_of(request))
        messages.success(request, _("On hold; you own it."))

    return act_and_return(request, trip_id, act, "clearance:booth_trip")


@require_POST
def lift(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        hold_lift(actor=request.actor, trip_id=trip_id, expected_version=version_of(request))
        messages.success(request, _("The hold is lifted."))

    return act_and_return(request, trip_id, act, "clearance:booth_trip")


@require_POST
def note(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        booth_note(actor=request.actor, trip_id=trip_id, text=request.POST.get("text", ""))
        messages.success(request, _("Note kept."))

    return act_and_return(request, trip_id, act, "clearance:booth_trip")


@require_POST
def undo(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    def act() -> None:
        booth_undo(actor=request.actor, trip_id=trip_id, expected_version=version_of(request))
        messages.success(request, _("Taken back."))

    return act_and_return(request, trip_id, act, "clearance:booth_trip")


def version_of(request: HttpRequest) -> int:
    """The row version the officer saw; a form without one is no form of ours."""
    try:
        return int(request.POST.get("expected_version", ""))
    except ValueError:
        raise NotFound from None


def act_and_return(request: HttpRequest, trip_id: UUID, act: Callable[[], Any], name: str) -> HttpResponse:
    """Run the act; go on after it, or show the screen again with the refusal on top."""
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        return booth_page(request, trip_id, error)
    return redirect(name) if name == "clearance:booth" else redirect(name, trip_id=trip_id)
