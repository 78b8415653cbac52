"""The register of crossings: the list with its FAST asymmetries and one page per crossing (R-14, R-40)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.core import clock
from portal.core.http import PortalRequest
from portal.reference.domain import CONFIDENCES
from portal.reference.forms import CrossingFilterForm
from portal.reference.selectors import FastFilter, crossing_get, crossing_overview, hours_for, lanes_for
from portal.reference.views.presenting import crossing_facts, hours_rows, lane_groups


@require_GET
def crossing_list(request: PortalRequest) -> HttpResponse:
    """List crossings, the busiest ports first; `fast=southbound_only` is the asymmetry list of R-14."""
    form = CrossingFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = crossing_overview(
        query=wanted.get("q", ""),
        fast=FastFilter(wanted.get("fast", "")),
        trucks_only=wanted.get("trucks", False),
    )
    return render(request, "reference/crossing_list.html", {"form": form, "rows": rows})


@require_GET
def crossing_detail(request: PortalRequest, code: str) -> HttpResponse:
    """Show what is known of a crossing, who is there now, and how well each figure is known."""
    crossing = crossing_get(code)
    now = clock.now()
    context = {
        "crossing": crossing,
        "now": now,
        "facts": crossing_facts(crossing),
        "groups": lane_groups(crossing, lanes_for(code), request.actor, now),
        "hours": hours_rows(crossing, hours_for(code), now),
        "marks": CONFIDENCES.values(),
    }
    return render(request, "reference/crossing_detail.html", context)
