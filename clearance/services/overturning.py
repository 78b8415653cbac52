"""What the joint commission set aside is kept with the movement, so that the rules behind it answer for it (R-38)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.models import OverturnedMovement, Trip
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject


@transaction.atomic
def movement_overturned(*, actor: Actor, trip_id: UUID, docket: str) -> OverturnedMovement:
    """Note once that the finding on this movement did not stand."""
    trip = Trip.objects.only("id", "carrier_id").get(pk=trip_id)
    row, new = OverturnedMovement.objects.get_or_create(trip=trip, defaults={"docket": docket})
    if new:
        record(
            actor=actor,
            event="clearance.trip.overturned",
            subject=Subject("trip", trip_id),
            body={"docket": docket},
            organisation_id=trip.carrier_id,
        )
    return row
