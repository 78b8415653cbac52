"""What you typed, what CBSA gets, what CBP gets: every value with its names, and every segment (R-21)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from clearance.domain.codes import NORTHBOUND
from clearance.selectors import draft_get, trip_page
from clearance.selectors.crosswalks import crosswalk_of
from clearance.selectors.reference import zone_of
from clearance.services import draft_check
from portal.core.http import PortalRequest


@require_GET
def of_draft(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """The crosswalk of a draft as it stands, however unfinished."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    north = draft.data.get("trip", {}).get("direction") == NORTHBOUND
    said = [item.as_dict() for item in draft_check(actor=request.actor, draft=draft)] if north else []
    return _page(request, draft.data, draft.title, reverse("clearance:draft_check", args=[draft_id]), said)


@require_GET
def of_trip(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """The crosswalk of what is filed."""
    page = trip_page(actor=request.actor, trip_id=trip_id)
    back = reverse("clearance:trip_detail", args=[trip_id])
    return _page(request, page.manifest, page.trip.trip_number, back, page.version.warnings)


def _page(
    request: PortalRequest, data: dict[str, Any], title: str, back: str, said: list[dict[str, Any]]
) -> HttpResponse:
    trip = data.get("trip", {})
    zone = zone_of(str(trip.get("crossing", "")), str(trip.get("direction", "")))
    found = crosswalk_of(data, zone, said)
    context = {"groups": found.groups, "agencies": found.agencies, "title": title, "back": back, "full": True}
    return render(request, "clearance/crosswalk_page.html", context)
