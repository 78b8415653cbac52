"""Every workflow as its table: what may follow what, who may do it, in the reader's language."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.core.http import PortalRequest
from portal.workflow.registry import registrations


@require_GET
def workflows(request: PortalRequest) -> HttpResponse:
    tables = [
        {
            "name": entry.workflow.name,
            "states": entry.workflow.states,
            "moves": [
                {
                    "move": move,
                    "source": entry.workflow.state(move.source),
                    "target": entry.workflow.state(move.target),
                    "roles": sorted(move.roles),
                }
                for move in entry.workflow.transitions
            ],
        }
        for entry in registrations()
    ]
    return render(request, "site/workflows.html", {"tables": tables})
