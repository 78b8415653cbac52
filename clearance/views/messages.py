"""The messages of a trip, by agency: where it stands, what was sent, to the byte, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clearance.domain.gateway_workflow import MESSAGE_WORKFLOW
from clearance.selectors import message_get, messages_of_trip
from clearance.selectors.reference import zone_of
from clearance.views.readable import readable
from portal.core.http import PortalRequest


@require_GET
def trip_messages(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Both agencies' sides of one trip."""
    found = messages_of_trip(actor=request.actor, trip_id=trip_id)
    trip = found.trip
    context = {
        "trip": trip,
        "found": found,
        "place": zone_of(trip.crossing, trip.direction),
        "sides": [
            {
                "side": side,
                "notices": _notices(side.notices),
                "rows": [{"row": row, "state": MESSAGE_WORKFLOW.state(row.status)} for row in side.messages],
            }
            for side in found.sides
        ],
    }
    return render(request, "clearance/gateways/trip.html", context)


def _notices(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each thing an agency said once, with its moment as one; a form of time of its own stays as it came."""
    told: list[dict[str, Any]] = []
    for entry in entries:
        row = {"text": entry["text"], "control_number": entry["control_number"], "at": entry["at"], "moment": None}
        with suppress(ValueError):
            row["moment"] = datetime.fromisoformat(entry["at"]).replace(tzinfo=UTC)
        if row not in told:
            told.append(row)
    return told


@require_GET
def trip_message(request: PortalRequest, trip_id: UUID, agency: str, number: int) -> HttpResponse:
    """One message as it was sent: its bytes, a segment a line, and its receipt."""
    row = message_get(actor=request.actor, trip_id=trip_id, agency=agency, number=number)
    context = {
        "row": row,
        "trip": row.trip,
        "agency": agency,
        "state": MESSAGE_WORKFLOW.state(row.status),
        "place": zone_of(row.trip.crossing, row.trip.direction),
        "lines": readable(bytes(row.content)),
    }
    return render(request, "clearance/gateways/message.html", context)
