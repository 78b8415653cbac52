"""What follows a filing, in its own transaction: the trail, the scoring task, webhooks, live boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from audit.trail.services import record
from clearance.domain.manifest import Manifest
from clearance.models import Trip
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.live import publish
from portal.core.services import Work, dispatch, dispatch_all
from portal.notices.services import webhook_emit

if TYPE_CHECKING:
    from clearance.services.filing import FiledTrip

SCORING_TASK = "clearance.score_trip"
SENDING_TASK = "clearance.send_messages"
# The agencies' messages are made a second later: the lane comes first, and the request pays for no hint.
SENDING_DELAY = 1


def announce(*, actor: Actor, event: str, filed: FiledTrip, manifest: Manifest, carrier_id: UUID) -> None:
    """Record `clearance.trip.<event>` with the digest of the filing, then start what must follow."""
    record(
        actor=actor,
        event=f"clearance.trip.{event}",
        subject=Subject("trip", filed.id),
        body=filing_body(filed, manifest),
        organisation_id=carrier_id,
    )
    start_work(filed.id, filed.version)
    tell(event=event, filed=filed, crossing=manifest.trip.crossing, carrier_id=carrier_id)


def filing_body(filed: FiledTrip, manifest: Manifest) -> dict[str, Any]:
    """Give what the trail keeps of a filing: the digest stands for everything that was in it."""
    return {
        "trip_number": filed.trip_number,
        "version": filed.version,
        "digest": filed.digest,
        "direction": manifest.trip.direction,
        "crossing": manifest.trip.crossing,
        "shipments": len(manifest.shipments),
        "lines": len(manifest.lines),
        "warnings": sorted({item.code for item in filed.warnings}),
    }


def start_work(trip_id: UUID, version: int) -> None:
    """Promise the lane advice and the messages to both agencies, in one statement."""
    key = str(version)
    dispatch_all([Work(SCORING_TASK, trip_id, key), Work(SENDING_TASK, trip_id, key, delay_seconds=SENDING_DELAY)])


def start_cancelling(trip_id: UUID) -> None:
    """Promise that both agencies are told."""
    dispatch(SENDING_TASK, subject_id=trip_id, key="cancel", delay_seconds=SENDING_DELAY)


def tell(*, event: str, filed: FiledTrip, crossing: str, carrier_id: UUID) -> None:
    """Tell the carrier's systems and the open boards; best effort for the boards, kept for the systems."""
    subject = Subject("trip", filed.id)
    data = {
        "trip_id": str(filed.id),
        "trip_number": filed.trip_number,
        "version": filed.version,
        "status": filed.status,
    }
    webhook_emit(organisation_ids=[carrier_id], event=f"trip.{event}", data=data, subject=subject)
    publish(f"port-{crossing}", "trip", data)
    publish(f"org-{carrier_id}", "trip", data)


def tell_status(trip: Trip) -> None:
    """Tell the carrier's systems and the open boards where the trip stands now."""
    data = {
        "trip_id": str(trip.id),
        "trip_number": trip.trip_number,
        "version": trip.current_version,
        "status": trip.status,
        "lane": trip.lane,
    }
    webhook_emit(organisation_ids=[trip.carrier_id], event="trip.status", data=data, subject=Subject("trip", trip.id))
    publish(f"port-{trip.crossing}", "trip", data)
    publish(f"org-{trip.carrier_id}", "trip", data)
