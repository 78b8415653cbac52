"""The live board of a port: new trips appear without a reload (R-42, issue: live port board)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.selectors import port_board
from clearance.views.booth_screen import lane_of
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest
from portal.reference.domain import LANE_KINDS
from portal.reference.selectors import crossing_get, lanes_for


@require_GET
def port(request: PortalRequest, crossing: str = "") -> HttpResponse:
    code = crossing or request.actor.port
    if not code:
        return redirect("reference:crossing_list")
    return render(request, "clearance/port.html", board_context(request, code))


@require_GET
def port_rows(request: PortalRequest, crossing: str) -> HttpResponse:
    """The part of the board that live.js fetches again."""
    return render(request, "clearance/port_rows.html", board_context(request, crossing))


def board_context(request: PortalRequest, code: str) -> dict[str, Any]:
    """Give the board for one direction or both; an officer of another port gets NotFound."""
    actor = request.actor
    if actor.port and actor.port != code:
        raise NotFound
    place = crossing_get(code)
    direction = request.GET.get("direction", "")
    if direction not in ("SB", "NB"):
        direction = ""
    board = port_board(actor=actor, crossing=code, direction=direction)
    lanes = lanes_for(code, direction)
    return {
        "place": place,
        "direction": direction,
        "board": board,
        "columns": [
            {"id": "expected", "trips": _cards(board.expected)},
            {"id": "present", "trips": _cards(board.present)},
            {"id": "stopped", "trips": _cards(board.stopped)},
            {"id": "gone", "trips": _cards(board.gone)},
        ],
        "lanes": _lane_kinds(lanes),
        "lanes_open": sum(lane.status == "open" for lane in lanes),
        "lanes_all": len(lanes),
        "looked_at": clock.now(),
        "channel": f"port-{code}",
    }


def _lane_kinds(lanes: Iterable[Any]) -> list[dict[str, Any]]:
    """Open lanes of each kind, for the line under the figures."""
    kinds: dict[str, list[bool]] = {}
    for lane in lanes:
        kinds.setdefault(lane.kind, []).append(lane.status == "open")
    return [
        {"kind": LANE_KINDS[kind], "open": sum(states), "all": len(states)} for kind, states in sorted(kinds.items())
    ]


def _cards(trips: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"trip": trip, "state": TRIP_WORKFLOW.state(trip.status), "lane": lane_of(trip)} for trip in trips]
