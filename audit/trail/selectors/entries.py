"""Reading the book. Callers have already decided that the actor may see the subject, except `entries_visible`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from audit.trail.domain.hashing import EntryFacts
from audit.trail.models import Checkpoint, TrailEntry
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject

FACT_NAMES = [field.name for field in fields(EntryFacts)]
EVERYTHING = ("auditor", "administrator")

EDGE = """
SELECT entry.xid::text, entry.id
FROM (SELECT entry_id FROM trail_leaf ORDER BY index DESC LIMIT 1) AS leaf
JOIN trail_entry AS entry ON entry.id = leaf.entry_id
"""
WAITING = "SELECT count(*), min(at) FROM trail_entry WHERE (xid, id) > (%s::xid8, %s::uuid)"


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the sealer is: entries sealed, when, and what waits since when (reliability 1.2, X-Road)."""

    sealed: int
    sealed_at: datetime | None
    waiting: int
    waiting_since: datetime | None


def entries_for(subject: Subject) -> QuerySet[TrailEntry]:
    """Give every event of a subject, oldest first."""
    return TrailEntry.objects.filter(subject_type=subject.type, subject_id=subject.id).order_by("at", "id")


def entries_for_organisation(organisation_id: UUID) -> QuerySet[TrailEntry]:
    """Give every event that an organisation may read, newest first."""
    return TrailEntry.objects.filter(organisation_id=organisation_id).order_by("-id")


def entries_visible(actor: Actor) -> QuerySet[TrailEntry]:
    """Give the events of which the actor may take a receipt: those of the organisations it acts for."""
    if actor.has(*EVERYTHING):
        return TrailEntry.objects.all()
    return TrailEntry.objects.filter(organisation_id__in=actor.reach)


def facts_of(row: TrailEntry) -> EntryFacts:
    """Give what a row states, as it is hashed."""
    values = {name: getattr(row, name) for name in FACT_NAMES}
    return EntryFacts(**{name: str(value) if isinstance(value, UUID) else value for name, value in values.items()})


def seal_state() -> SealState:
    """Tell how far the sealer is."""
    last = Checkpoint.objects.order_by("-size").first()
    with connection.cursor() as cursor:
        cursor.execute(EDGE)
        cursor.execute(WAITING, cursor.fetchone() or ("0", str(UUID(int=0))))
        waiting, since = cursor.fetchone()
    return SealState(last.size if last else 0, last.at if last else None, waiting, since)
