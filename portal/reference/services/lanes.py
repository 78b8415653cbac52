"""Open and close lanes; the advice follows at once because lanes are never cached (R-42)."""

from __future__ import annotations

from uuid import UUID

from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.live import publish
from portal.reference.domain.transitions import LANE
from portal.reference.models import Lane
from portal.reference.selectors.lanes import lane_get
from portal.workflow.services import apply


def lane_open(*, actor: Actor, lane_id: UUID, expected_version: int | None = None) -> Lane:
    """Open a closed lane. Raises NotFound, NotAllowed or Conflict (not closed, changed meanwhile, other side)."""
    return _switch(actor, lane_id, "open", expected_version)


def lane_close(*, actor: Actor, lane_id: UUID, expected_version: int | None = None) -> Lane:
    """Close an open lane. Raises NotFound, NotAllowed or Conflict (not open, changed meanwhile, other side)."""
    return _switch(actor, lane_id, "close", expected_version)


def _switch(actor: Actor, lane_id: UUID, action: str, expected_version: int | None) -> Lane:
    lane = lane_get(lane_id)
    crossing = lane.crossing
    fresh = apply(
        workflow=LANE,
        obj=lane,
        action=action,
        actor=actor,
        subject=Subject("crossing", crossing.id),
        expected_version=expected_version,
        changes={"status_since": clock.now()},
        body={"lane": str(lane.id), "direction": lane.direction, "number": lane.number, "kind": lane.kind},
    )
    publish(
        f"port-{crossing.code}",
        "lane",
        {"direction": fresh.direction, "number": fresh.number, "kind": fresh.kind, "status": fresh.status},
    )
    return fresh
