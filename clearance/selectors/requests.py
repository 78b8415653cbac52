"""What partner agencies asked about a trip, and what was answered without filing again (requirements 4.9)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from clearance.models import AgencyRequest, Trip
from clearance.selectors.booth import trips_for_officer
from clearance.selectors.trips import trips_for_actor
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def request_for_trader(*, actor: Actor, request_id: UUID) -> AgencyRequest:
    """Give a request about a trip of the actor's own; raises NotFound."""
    return _one(request_id, trips_for_actor(actor=actor))


def request_for_officer(*, actor: Actor, request_id: UUID) -> AgencyRequest:
    """Give a request of the officer's own agency at the officer's port; raises NotFound."""
    found = _one(request_id, trips_for_officer(actor=actor))
    if found.agency != actor.agency:
        raise NotFound
    return found


def _one(request_id: UUID, trips: QuerySet[Trip, Trip]) -> AgencyRequest:
    found = AgencyRequest.objects.select_related("trip").filter(pk=request_id, trip__in=trips).first()
    if found is None:
        raise NotFound
    return found
