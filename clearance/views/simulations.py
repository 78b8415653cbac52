"""Simulations: the list, and one while it runs, when it has failed, and with its report (issue item 7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from clearance.domain.simulation_workflow import APPETITE, DONE, KINDS, LANE_POLICY, OPEN, PROFILE
from clearance.domain.transitions import SIMULATION_WORKFLOW
from clearance.models import Simulation
from clearance.selectors.simulations import simulation_get, simulation_list
from clearance.views.simulation_report import report_context
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
CHANNEL = "simulations"
SUBJECTS = {
    PROFILE: ("clearance:profile", "profile_id"),
    LANE_POLICY: ("clearance:lane_policy", "version_id"),
    APPETITE: ("clearance:appetite", "version_id"),
}
MAY_OPEN = {
    PROFILE: ("officer.targeting", "officer.supervisor"),
    LANE_POLICY: ("officer.targeting", "officer.supervisor", "administrator"),
    APPETITE: ("officer.targeting", "officer.supervisor", "administrator"),
}


@require_GET
def simulations(request: PortalRequest) -> HttpResponse:
    rows = [_row(entry) for entry in simulation_list(actor=request.actor)[:ROWS]]
    return render(request, "clearance/simulations/list.html", {"rows": rows})


@require_GET
def simulation(request: PortalRequest, simulation_id: UUID) -> HttpResponse:
    """One simulation. With `?part=1` only what changes while it runs."""
    found = simulation_get(actor=request.actor, simulation_id=simulation_id)
    context = _row(found) | {"may_open": request.actor.has("officer.targeting", "officer.supervisor")}
    if found.status == DONE:
        context |= report_context(found.report)
    if request.GET.get("part"):
        return render(request, "clearance/simulations/standing.html", context)
    context |= {
        "running": found.status in OPEN,
        "channel": reverse("events", args=[CHANNEL]),
        "entries": timeline(Subject("simulation", found.id), request.actor),
        "subject_url": _subject_url(request, found),
    }
    return render(request, "clearance/simulations/detail.html", context)


def _row(found: Simulation) -> dict[str, Any]:
    return {
        "simulation": found,
        "state": SIMULATION_WORKFLOW.state(found.status),
        "kind": KINDS[found.kind],
        "label": Text.from_dict(found.label),
    }


def _subject_url(request: PortalRequest, found: Simulation) -> str:
    if not request.actor.has(*MAY_OPEN[found.kind]):
        return ""
    route, name = SUBJECTS[found.kind]
    return reverse(route, kwargs={name: found.subject_id})
