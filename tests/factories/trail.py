"""Entries for tests, and a way to write rows that need an entry in the trail beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7

OFFICER = Actor(
    kind="officer",
    user_id=UUID(int=7),
    name="CBP primary officer",
    roles=frozenset({"officer.primary"}),
    agency="CBP",
    country="US",
    port="ambassador-bridge",
    request_id="req-1",
)


def add_entry(
    *,
    event: str = "clearance.trip.filed",
    subject: Subject | None = None,
    body: dict[str, Any] | None = None,
    organisation_id: UUID | None = None,
    actor: Actor = OFFICER,
) -> UUID:
    """Record one entry in a transaction of its own; gives its id."""
    with transaction.atomic():
        return record(
            actor=actor,
            event=event,
            subject=subject or Subject("trip", uuid7()),
            body=body if body is not None else {"number": "ABCD-1"},
            organisation_id=organisation_id,
        )


def add_entries(count: int) -> list[UUID]:
    """Record `count` entries, each in a transaction of its own; gives their ids in order."""
    return [add_entry(body={"n": number}) for number in range(count)]


@contextmanager
def in_the_book() -> Iterator[None]:
    """Hold one transaction with an entry in it, so that factories may write guarded tables directly."""
    with transaction.atomic():
        record(actor=system_actor("test"), event="test.rows.made", subject=Subject("test", uuid7()), body={})
        yield
