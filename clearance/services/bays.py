"""Bays of secondary: which there are, opened and closed by the supervisor of the side where trucks arrive (4.7)."""

from __future__ import annotations

import re

from django.db import transaction

from audit.trail.services import record
from clearance.domain.inspection_refusals import BAY_CODE, BAY_KEEPER, BAY_TAKEN, BAY_UNKNOWN
from clearance.models import InspectionBay, Trip
from clearance.selectors.desks import RECEIVES
from clearance.selectors.secondary import bay_occupied, bays_open
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.domain.subjects import Subject

CODE = re.compile(r"[A-Z0-9-]{1,20}")


@transaction.atomic
def bay_open(*, actor: Actor, code: str) -> InspectionBay:
    """Add a bay to the supervisor's own side of the port, or open it again. Raises NotAllowed or Invalid."""
    crossing, direction = _side(actor)
    if CODE.fullmatch(bay_code(code)) is None:
        raise Invalid([BAY_CODE])
    bay, made = InspectionBay.objects.select_for_update().get_or_create(
        crossing=crossing, direction=direction, code=bay_code(code)
    )
    if made or bay.closed_at is not None:
        _move(actor, bay, "opened")
    return bay


@transaction.atomic
def bay_close(*, actor: Actor, code: str) -> InspectionBay:
    """Take a bay out of use; a truck in it stays there. Raises NotAllowed or Invalid."""
    crossing, direction = _side(actor)
    bay = (
        InspectionBay.objects.select_for_update()
        .filter(crossing=crossing, direction=direction, code=bay_code(code), closed_at=None)
        .first()
    )
    if bay is None:
        raise Invalid([BAY_UNKNOWN])
    _move(actor, bay, "closed")
    return bay


def bay_code(text: str) -> str:
    return text.strip().upper()


def bay_free(trip: Trip, text: str) -> str:
    """Give the bay's code when a truck may go there. A side that lists no bays takes any name, or none.

    Raises Invalid for a bay that is not listed, Conflict for one that is taken.
    """
    code, listed = bay_code(text)[:20], bays_open(trip.crossing, trip.direction)
    if listed and code not in listed:
        raise Invalid([BAY_UNKNOWN])
    if code and bay_occupied(trip.crossing, trip.direction, code):
        raise Conflict([BAY_TAKEN])
    return code


def _side(actor: Actor) -> tuple[str, str]:
    if not actor.has("officer.supervisor") or not actor.port or actor.agency not in RECEIVES:
        raise NotAllowed([BAY_KEEPER])
    return actor.port, RECEIVES[actor.agency]


def _move(actor: Actor, bay: InspectionBay, event: str) -> None:
    bay.closed_at = clock.now() if event == "closed" else None
    bay.row_version += 1
    bay.save(update_fields=["closed_at", "row_version"])
    record(
        actor=actor,
        event=f"clearance.bay.{event}",
        subject=Subject("bay", bay.id),
        body={"crossing": bay.crossing, "direction": bay.direction, "code": bay.code},
    )
