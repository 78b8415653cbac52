"""Write one event into the book, in the transaction of the change it tells about (architecture rule 4)."""

from __future__ import annotations

import os
import re
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from audit.trail.domain.canonical import canonical
from audit.trail.domain.hashing import SALT_BYTES, EntryFacts, envelope_parts
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7

EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,4}")

# The function of audit.trail.sql: its plan is kept by the connection, and it writes moment and digest itself.
RECORD = "SELECT preclear_trail_record(" + ", ".join(["%s"] * 19) + ")"


def record(
    *,
    actor: Actor,
    event: str,
    subject: Subject,
    body: dict[str, Any],
    organisation_id: UUID | None = None,
) -> UUID:
    """Record one business action; gives the id of the entry. One statement, no lock between writers.

    `event` is a dotted code such as `clearance.trip.filed`; `body` holds what else matters, in the types
    canonical() accepts; `organisation_id` is the organisation that may read the entry and take a receipt.
    Raises TransactionManagementError outside a transaction, ValueError for an event or body that cannot be
    recorded.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("an entry of the trail belongs to the transaction of its change")
    if not EVENT.fullmatch(event):
        raise ValueError(f"{event!r} is not an event code")
    entry_id = uuid7()
    facts = _facts(entry_id, actor, event, subject, canonical(body), organisation_id)
    with connection.cursor() as cursor:
        cursor.execute(RECORD, _parameters(facts))
    return entry_id


def _facts(
    entry_id: UUID, actor: Actor, event: str, subject: Subject, body: str, organisation_id: UUID | None
) -> EntryFacts:
    return EntryFacts(
        id=str(entry_id),
        event=event,
        actor_kind=actor.kind,
        actor_id=_id(actor.user_id),
        actor_name=actor.name,
        actor_roles=" ".join(sorted(actor.roles)),
        actor_agency=actor.agency,
        actor_port=actor.port,
        actor_client=actor.client_id,
        actor_organisation_id=_id(actor.organisation_id),
        organisation_id=_id(organisation_id),
        subject_type=subject.type,
        subject_id=str(subject.id),
        request_id=actor.request_id,
        body=body,
    )


def _parameters(facts: EntryFacts) -> list[str | None]:
    """Give the arguments of the function as text: half the work of adapting each type for the driver."""
    return [
        facts.id,
        facts.event,
        facts.actor_kind,
        facts.actor_id,
        facts.actor_name,
        facts.actor_roles,
        facts.actor_agency,
        facts.actor_port,
        facts.actor_client,
        facts.actor_organisation_id,
        facts.organisation_id,
        facts.subject_type,
        facts.subject_id,
        facts.request_id,
        *envelope_parts(facts),
        facts.body,
        f"\\x{os.urandom(SALT_BYTES).hex()}",
    ]


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)
