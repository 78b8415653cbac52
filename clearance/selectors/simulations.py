"""Simulations for those who draft, sign and oversee policies: officers of targeting, supervisors, administrators."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from clearance.models import Simulation, Trip
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

READERS = ("officer.targeting", "officer.supervisor", "administrator")


def simulation_list(*, actor: Actor) -> QuerySet[Simulation]:
    """Give all of both agencies, the latest first, without their reports."""
    if not actor.has(*READERS):
        return Simulation.objects.none()
    return Simulation.objects.defer("report").order_by("-created_at", "-id")


def simulation_get(*, actor: Actor, simulation_id: UUID) -> Simulation:
    """Give one with its report; raises NotFound."""
    found = Simulation.objects.filter(pk=simulation_id).first() if actor.has(*READERS) else None
    if found is None:
        raise NotFound
    return found


def trip_numbers(trip_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the numbers of trips a report names, in one query."""
    return dict(Trip.objects.filter(pk__in=set(trip_ids)).values_list("id", "trip_number"))
