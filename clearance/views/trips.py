"""The trader's trips: the board, the list, one trip with its versions (ux.md, one record one page)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.codes import DIRECTIONS
from clearance.domain.labels import choice_label
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_filters import trip_filters
from clearance.models import Trip
from clearance.selectors import (
    Filter,
    trip_board,
    trip_for_actor,
    trip_list_for_trader,
    trip_page,
    version_get,
)
from clearance.services import draft_amend, draft_copy, trip_cancel
from clearance.views.presenting import changes_between, details, trip_context
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find, crossing_list

PAGE = 50
BOARD_FILTERS = ("direction", "crossing", "waiting", "words")
BORDER_AGENCIES = ("CBP", "CBSA")
LONGEST_WORDS = 40


@require_GET
def board(request: PortalRequest) -> HttpResponse:
    """The home of dispatch: today's trips in columns, live."""
    return render(request, "clearance/trips/board.html", _board(request))


@require_GET
def board_cards(request: PortalRequest) -> HttpResponse:
    """The columns alone, fetched again when something moved."""
    return render(request, "clearance/trips/board_cards.html", _board(request))


def _board(request: PortalRequest) -> dict[str, Any]:
    actor = request.actor
    only = _filter(request)
    found = trip_board(actor=actor, only=only)
    names = {card.crossing: crossing_find(card.crossing) for column in found.columns for card in column.cards}
    may_file = actor.has("trader.admin", "trader.filer")
    return {
        "board": found,
        "only": only,
        "query": request.GET.urlencode(),
        "directions": [(code, choice_label("direction", code)) for code in DIRECTIONS],
        "ports": [(crossing.code, crossing.name) for crossing in crossing_list(commercial=True)],
        "waiting_for": sorted(
            {line.agency for column in found.columns for card in column.cards for line in card.agencies}
        )
        or list(BORDER_AGENCIES),
        "crossings": names,
        "channel": f"/events/org-{actor.organisation_id}",
        "may_file": may_file,
        "last": _last(actor) if may_file else None,
        "discarded": _discarded(request),
    }


def _last(actor: Actor) -> Trip | None:
    """Give the trip that “Copy last” begins from: the latest that was not taken back."""
    return trip_list_for_trader(actor=actor).exclude(status="cancelled").only("id", "trip_number").first()


def _filter(request: PortalRequest) -> Filter:
    """Read what the board is narrowed to; a value that is none of the offered ones narrows nothing."""
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_WORDS] for name in BOARD_FILTERS}
    if asked["direction"] not in DIRECTIONS:
        asked["direction"] = ""
    if crossing_find(asked["crossing"]) is None:
        asked["crossing"] = ""
    if not asked["waiting"].isalpha():
        asked["waiting"] = ""
    return Filter(**asked)


def _discarded(request: PortalRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("discarded", ""))
    except ValueError:
        return None


@require_GET
def trip_list(request: PortalRequest) -> HttpResponse:
    """Every trip, newest first, narrowed by status, direction, crossing or number."""
    filters: dict[str, str] = {}
    items: tuple[ErrorItem, ...] = ()
    try:
        filters = trip_filters(request.GET)
    except Invalid as refusal:
        items = refusal.items
    rows = trip_list_for_trader(actor=request.actor, **filters)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(trip) for trip in page],
        "filters": filters,
        "items": items,
        "statuses": [(state.code, state.public) for state in TRIP_WORKFLOW.states],
        "directions": [(code, choice_label("direction", code)) for code in DIRECTIONS],
        "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
        "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
    }
    return render(request, "clearance/trips/list.html", context, status=422 if items else 200)


def _page_url(request: PortalRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _row(trip: Any) -> dict[str, Any]:
    crossing = crossing_find(trip.crossing)
    return {
        "trip": trip,
        "state": TRIP_WORKFLOW.state(trip.status),
        "crossing": crossing.name if crossing else trip.crossing,
        "zone": crossing.timezone_for(trip.direction) if crossing else "UTC",
    }


@require_GET
def detail(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """One trip: standing, primary action, summary, details, agencies, versions, trail."""
    page = trip_page(actor=request.actor, trip_id=trip_id)
    return render(request, "clearance/trips/detail.html", trip_context(request, page))


@require_GET
def standing(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """The part of the trip page that moves by itself."""
    page = trip_page(actor=request.actor, trip_id=trip_id)
    return render(request, "clearance/trips/standing.html", trip_context(request, page))


@require_GET
def version(request: PortalRequest, trip_id: UUID, number: int) -> HttpResponse:
    """One filing, and what it changed against the one before."""
    trip = trip_for_actor(actor=request.actor, trip_id=trip_id)
    filed = version_get(actor=request.actor, trip_id=trip_id, number=number)
    before = version_get(actor=request.actor, trip_id=trip_id, number=number - 1) if number > 1 else None
    crossing = crossing_find(trip.crossing)
    zone = crossing.timezone_for(trip.direction) if crossing else "UTC"
    context = {
        "trip": trip,
        "version": filed,
        "before": before,
        "changes": changes_between(before.manifest, filed.manifest) if before else [],
        "place": zone,
        "groups": details(filed.manifest, zone),
    }
    return render(request, "clearance/trips/version.html", context)


@require_POST
def copy(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Begin a filing from this trip."""
    draft = draft_copy(actor=request.actor, trip_id=trip_id)
    messages.success(request, _("%(count)s fields are filled in from that trip.") % {"count": draft.prefilled})
    return redirect("clearance:draft", draft_id=draft.id)


@require_POST
def amend(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Open what is filed for a new version."""
    draft = draft_amend(actor=request.actor, trip_id=trip_id)
    return redirect("clearance:draft", draft_id=draft.id)


@require_http_methods(["GET", "POST"])
def cancel(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Cancel with a note; it cannot be undone, so it is asked once on a page of its own."""
    trip = trip_for_actor(actor=request.actor, trip_id=trip_id)
    if request.method == "POST":
        seen = request.POST.get("row_version", "")
        trip_cancel(
            actor=request.actor,
            trip_id=trip_id,
            expected_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
            reason=request.POST.get("note", "").replace("\x00", ""),
        )
        messages.success(request, _("Trip %(number)s is cancelled.") % {"number": trip.trip_number})
        return redirect("clearance:trip_detail", trip_id=trip_id)
    context = {"trip": trip, "back": reverse("clearance:trip_detail", args=[trip_id])}
    return render(request, "clearance/trips/cancel.html", context)
