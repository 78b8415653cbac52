"""Answers given after a filing, of a trip the caller has already been allowed to see (requirements 4.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from clearance.models import AgencyRequest


def requests_of_trip(trip_id: UUID) -> list[AgencyRequest]:
    """Give every request about a trip the caller has already been allowed to see, oldest first: one query."""
    return list(AgencyRequest.objects.filter(trip_id=trip_id).order_by("asked_at", "id"))


def given_answers(requests: Iterable[AgencyRequest]) -> list[Mapping[str, str]]:
    """Give the answers of these requests, the latest last."""
    answered = [request for request in requests if request.answered_at is not None]
    answered.sort(key=lambda request: (request.answered_at, request.id))
    return [answer for request in answered for answer in request.answers]
