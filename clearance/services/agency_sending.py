"""Hand queued messages to the agencies: in order, each once, and no transaction is open while a socket is.

One process at a time works on a connection (an advisory lock of the session, which no crash can leave behind).
A crash between the delivery and its note means the same bytes under the same number are delivered again, which
the agency recognises: from its point of view each message came once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, QuerySet

from clearance.domain.gateway_workflow import FAILED, PAUSED, QUEUED, UNREACHABLE
from clearance.domain.gateways import CONTENT_TYPES
from clearance.domain.transitions import MESSAGE_WORKFLOW
from clearance.gateways.transport import DELIVERED, REFUSED, Adapter, Outcome, Parcel
from clearance.gateways.transport import UNREACHABLE as NOT_REACHED
from clearance.models import AgencyEndpoint, AgencyMessage, Outage
from clearance.services.endpoints import GATEWAY, adapter_for, endpoint_failed, endpoint_reached
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotFound
from portal.core.domain.subjects import Subject
from portal.core.live import publish
from portal.workflow.services import apply

BATCH = 20


class Connections(Protocol):
    """Gives the open way to an agency, the same one as long as its row says the same."""

    def get(self, endpoint: AgencyEndpoint) -> Adapter: ...


class FreshConnections:
    """A new connection each time: for a single round."""

    def get(self, endpoint: AgencyEndpoint) -> Adapter:
        return adapter_for(endpoint)


def endpoint_drain(*, endpoint_id: UUID, connections: Connections | None = None, most: int = BATCH) -> int:
    """Send up to `most` waiting messages of one connection, oldest first; gives how many were delivered."""
    ways = connections or FreshConnections()
    with _alone(endpoint_id) as alone:
        if not alone:
            return 0
        endpoint = AgencyEndpoint.objects.filter(pk=endpoint_id, is_active=True).first()
        if endpoint is None or not _may_try(endpoint):
            return 0
        delivered, stopped = 0, set[UUID]()
        for message in list(queue_of(endpoint)[:most]):
            if message.trip_id in stopped:
                continue
            outcome = ways.get(endpoint).deliver(parcel_of(endpoint, message))
            endpoint = _note(endpoint, message, outcome)
            if outcome.state == NOT_REACHED:
                break
            if outcome.state == REFUSED:
                stopped.add(message.trip_id)
            delivered += outcome.state == DELIVERED
        return delivered


def queue_of(endpoint: AgencyEndpoint) -> QuerySet[AgencyMessage]:
    """Give what waits, in order. A trip whose earlier message could not be delivered waits for that one."""
    stuck = AgencyMessage.objects.filter(endpoint=endpoint, status=FAILED).values("trip_id")
    waiting = AgencyMessage.objects.filter(endpoint=endpoint, status=QUEUED)
    return waiting.exclude(trip_id__in=stuck).order_by("number")


def parcel_of(endpoint: AgencyEndpoint, message: AgencyMessage) -> Parcel:
    """The same parcel at every attempt."""
    return Parcel(
        message_id=f"{message.id}@preclear",
        number=message.number,
        sender=endpoint.sender_id,
        receiver=endpoint.receiver_id,
        content_type=CONTENT_TYPES[endpoint.syntax],
        content=bytes(message.content),
    )


def _may_try(endpoint: AgencyEndpoint) -> bool:
    if endpoint.status == PAUSED or Outage.objects.filter(agency=endpoint.agency, status="open").exists():
        return False
    return endpoint.status != UNREACHABLE or endpoint.next_try_at is None or endpoint.next_try_at <= clock.now()


@transaction.atomic
def _note(endpoint: AgencyEndpoint, message: AgencyMessage, outcome: Outcome) -> AgencyEndpoint:
    """Write down what came of one try."""
    if outcome.state == NOT_REACHED:
        tries = {"attempts": F("attempts") + 1, "last_error": outcome.detail[:300]}
        AgencyMessage.objects.filter(pk=message.pk).update(**tries)
        return endpoint_failed(endpoint, outcome.detail)
    delivered = outcome.state == DELIVERED
    changes = {"attempts": message.attempts + 1, "last_error": outcome.detail[:300], "receipt": outcome.receipt}
    if delivered:
        changes["sent_at"] = clock.now()
    # The answer may have been quicker than this note: then it has moved the message on, and there is nothing to say.
    with suppress(Conflict):
        message_move(message, "send" if delivered else "refuse", changes=changes, body=outcome.receipt)
    publish(f"trip-{message.trip_id}", "message", {"number": message.number})
    return endpoint_reached(endpoint)


def message_move(
    message: AgencyMessage,
    action: str,
    *,
    changes: dict[str, object],
    body: dict[str, str] | None = None,
    actor: Actor = GATEWAY,
    expected_version: int | None = None,
) -> AgencyMessage:
    """Take a message one step on, in the one way that is recorded."""
    return apply(
        workflow=MESSAGE_WORKFLOW,
        obj=message,
        action=action,
        actor=actor,
        subject=Subject("agency_message", message.id),
        expected_version=expected_version,
        changes=changes,
        body={"number": message.number, "trip": str(message.trip_id), **(body or {})},
    )


@transaction.atomic
def message_retry(*, actor: Actor, message_id: UUID) -> AgencyMessage:
    """Queue again what an agency's system refused to take; raises NotFound, NotAllowed or Conflict."""
    message = AgencyMessage.objects.filter(pk=message_id).first()
    if message is None:
        raise NotFound
    return message_move(message, "retry", changes={"last_error": ""}, actor=actor)


@contextmanager
def _alone(endpoint_id: UUID) -> Iterator[bool]:
    """Hold the connection for this process, or say that another one does."""
    key = endpoint_id.int & 0x7FFFFFFFFFFFFFFF
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
