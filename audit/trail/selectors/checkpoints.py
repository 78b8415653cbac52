"""Published checkpoints, and the proof that the log only grew from one to another (RFC 9162 section 2.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.functions import TruncDate

from audit.trail.domain import proofs
from audit.trail.domain.consistency import consistency_document
from audit.trail.models import Checkpoint
from audit.trail.selectors.nodes import load_nodes
from portal.core.domain.errors import NotFound

LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class DayOfLog:
    """The last checkpoint signed on a day (UTC): how many entries the log had then."""

    day: date
    size: int
    at: datetime


def checkpoints_daily(days: int = 30) -> list[DayOfLog]:
    """Give the last checkpoint of each of the last days that has one, newest first. One query."""
    rows = (
        Checkpoint.objects.annotate(day=TruncDate("at"))
        .order_by("-day", "-size")
        .distinct("day")
        .values_list("day", "size", "at")[:days]
    )
    return [DayOfLog(*row) for row in rows]


def checkpoint_note(size: int) -> str:
    """Give the signed note of one checkpoint. Raises NotFound."""
    note = Checkpoint.objects.filter(size=min(size, LARGEST)).values_list("note", flat=True).first()
    if note is None:
        raise NotFound
    return note


def consistency_proof(*, old: int, new: int) -> dict[str, Any]:
    """Give the document that proves the growth from one checkpoint to a later one. Raises NotFound."""
    if not 0 < old <= new:
        raise NotFound
    notes = checkpoint_note(old), checkpoint_note(new)
    ranges = proofs.consistency_ranges(old, new)
    hashes = proofs.build(ranges, load_nodes(proofs.places_for(ranges)))
    return consistency_document(old=notes[0], new=notes[1], hashes=hashes)
