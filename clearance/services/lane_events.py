"""Readers at the lanes: their keys, what they send (kept first), and what is made of it (R-12, requirements 5.4)."""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.lane_reading import Reading, lane_label, reading_of
from clearance.domain.refusals import NO_READER
from clearance.models import LaneEvent, LaneReader, LaneSighting
from clearance.selectors.sightings import Match, lane_match
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.live import publish
from portal.core.services import dispatch
from portal.reference.selectors import lane_get

MATCHING_TASK = "clearance.match_lane_event"
KEY_BYTES = 32
# The request matches at once; the task only picks up what a fallen process left.
MATCHING_DELAY = 2


@transaction.atomic
def lane_reader_add(*, actor: Actor, lane_id: UUID, name: str, at_queue: bool = False) -> tuple[LaneReader, str]:
    """Give a lane a reader; gives it with its key, which nobody can read again later. Only the service's operators.

    With `at_queue` it stands where the queue begins: a truck seen there is on its way to the booth, not at it.
    """
    _operator(actor)
    lane, key = lane_get(lane_id), secrets.token_urlsafe(KEY_BYTES)
    reader = LaneReader.objects.create(
        lane_id=lane.id, name=name.strip(), at_queue=at_queue, key_sha256=sha256(key.encode()).hexdigest()
    )
    _recorded(actor, "clearance.reader.added", reader)
    return reader, key


@transaction.atomic
def lane_reader_revoke(*, actor: Actor, reader_id: UUID) -> LaneReader:
    """Stop a reader's key for good; what it sent stays."""
    _operator(actor)
    reader = LaneReader.objects.select_for_update(of=("self",)).filter(pk=reader_id).first()
    if reader is None:
        raise NotFound
    if reader.revoked_at is None:
        reader.revoked_at = clock.now()
        reader.row_version += 1
        reader.save(update_fields=["revoked_at", "row_version"])
        _recorded(actor, "clearance.reader.revoked", reader)
    return reader


def _operator(actor: Actor) -> None:
    if actor.kind not in ("administrator", "system"):
        raise NotAllowed([NO_READER])


def _recorded(actor: Actor, event: str, reader: LaneReader) -> None:
    body = {"name": reader.name, "lane": str(reader.lane_id)}
    record(actor=actor, event=event, subject=Subject("lane_reader", reader.id), body=body)


@transaction.atomic
def lane_event_keep(*, reader: LaneReader, data: Any) -> LaneEvent:
    """Keep what a reader sent as it came, and promise to match it. Raises Invalid for what cannot be read."""
    lane, now = reader.lane, clock.now()
    reading, faults = reading_of(data, now=now, lane=lane_label(lane.direction, lane.number))
    if reading is None:
        raise Invalid(faults)
    raw = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    event = LaneEvent.objects.create(
        reader=reader,
        lane_id=lane.id,
        body=data,
        sha256=sha256(raw.encode()).hexdigest(),
        read_at=reading.read_at,
        received_at=now,
    )
    record(
        actor=system_actor("lane reader"),
        event="clearance.lane.read",
        subject=Subject("lane_event", event.id),
        body={"reader": str(reader.id), "lane": reading.lane, "crossing": lane.crossing.code, "sha256": event.sha256},
    )
    dispatch(MATCHING_TASK, subject_id=event.id, delay_seconds=MATCHING_DELAY)
    return event


@transaction.atomic
def lane_event_match(*, event_id: UUID) -> LaneSighting:
    """Say which truck it was and tell the booth of that lane; a second call gives the first answer."""
    event = (
        LaneEvent.objects.select_for_update(of=("self",)).select_related("reader", "lane__crossing").get(pk=event_id)
    )
    known = LaneSighting.objects.filter(event_id=event.id).first()
    if known is not None:
        return known
    lane = event.lane
    reading, _ = reading_of(event.body, now=event.received_at, lane=lane_label(lane.direction, lane.number))
    if reading is None:
        raise Invalid([])
    match = lane_match(reading, lane)
    sighting = LaneSighting.objects.create(
        event=event,
        lane_id=lane.id,
        trip=match.trip,
        found_by=match.found_by,
        candidates=match.candidates,
        plate_read=reading.plate,
        plate_confidence=reading.confidence,
        plate_verdict=match.plate.verdict,
        seen_at=min(event.read_at, event.received_at),
    )
    _tell(event, reading, match)
    return sighting


def _tell(event: LaneEvent, reading: Reading, match: Match) -> None:
    """Write the sighting into the book and tell the booth of a truck at its window; the plate stays in the event."""
    trip = match.trip
    body = {
        "event": str(event.id),
        "lane": reading.lane,
        "crossing": event.lane.crossing.code,
        "found_by": match.found_by,
        "plate": match.plate.verdict,
    }
    record(
        actor=system_actor("lane reader"),
        event="clearance.trip.seen" if trip else "clearance.lane.unmatched",
        subject=Subject("trip", trip.id) if trip else Subject("lane_event", event.id),
        body=body,
        organisation_id=trip.carrier_id if trip else None,
    )
    if event.reader.at_queue:
        return
    data = {"lane": str(event.lane_id), "trip_id": str(trip.id) if trip else "", "plate": match.plate.verdict}
    publish(f"port-{event.lane.crossing.code}", "lane", data)
