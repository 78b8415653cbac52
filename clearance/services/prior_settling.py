"""What an earlier inspection settles once a trip is scored: the lines of partner agencies, and nothing else (R-61)."""

from __future__ import annotations

from clearance.domain.agency_workflow import ACCEPTED, PENDING
from clearance.domain.manifest import Manifest
from clearance.domain.prior import ClearedLoad, settled_agencies
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import Trip
from clearance.selectors.prior import partner_goods
from clearance.services.officer_steps import lines_lock, settle_by_system
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

PRIOR = system_actor("prior clearance")


def lines_settle(trip: Trip, manifest: Manifest, loads: list[ClearedLoad]) -> None:
    """Let a partner agency's line proceed when all its goods were inspected by it, or for it under a protocol.

    The border agencies always decide themselves, and so does an agency with one line of goods out of scope.
    """
    if not loads:
        return
    lines = lines_lock(trip)
    trip = Trip.objects.get(pk=trip.pk)
    waiting = [agency for agency, line in lines.items() if line.status in (PENDING, ACCEPTED)]
    if not waiting or TRIP_WORKFLOW.state(trip.status).final:
        return
    settled = settled_agencies(manifest, loads, partner_goods(manifest, waiting))
    for agency, found in settled.items():
        lines[agency] = apply(
            workflow=AGENCY_WORKFLOW,
            obj=lines[agency],
            action="clear",
            actor=PRIOR,
            subject=Subject("trip", trip.id),
            changes={"updated_at": clock.now(), "decided_as": found.load.agency, "acting_for": found.protocol},
            body={
                "agency": agency,
                "by": found.load.agency,
                "clearance": found.load.number,
                "protocol": found.protocol,
                "under": "inspection before arrival",
            },
            organisation_id=trip.carrier_id,
        )
    if settled:
        settle_by_system(trip, lines)
