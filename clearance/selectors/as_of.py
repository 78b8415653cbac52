"""A trip as it stood on a day: its own columns; what was filed stands in its versions (R-37)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from clearance.models import Trip
from clearance.selectors.trips import trip_for_actor
from portal.core.domain.actors import Actor
from portal.core.selectors.as_of import AsOf, then_and_now

FIELDS = ("trip_number", "status", "current_version", "crossing", "direction", "eta", "plate", "driver_name")


def trip_as_of(*, actor: Actor, trip_id: UUID, at: datetime) -> tuple[AsOf, AsOf]:
    """Give the trip as of a moment, and now. Raises NotFound."""
    trip_for_actor(actor=actor, trip_id=trip_id)
    return then_and_now(Trip.history, trip_id, at, FIELDS)
