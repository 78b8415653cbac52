"""Receipts: an entry with the proof that it stands in the signed log (verifiable trail, R-37)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from audit.trail.domain import proofs
from audit.trail.domain.hashing import envelope
from audit.trail.domain.receipts import Receipt, proof_text
from audit.trail.models import Checkpoint, TrailEntry, TrailLeaf
from audit.trail.selectors.entries import entries_visible, facts_of
from audit.trail.selectors.nodes import load_nodes
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject

MOST_AT_ONCE = 500


def receipt(entry_id: UUID) -> Receipt:
    """Give the receipt of one entry, whoever asks: for services that hand it to its owner. Raises NotFound."""
    return _one(TrailEntry.objects.filter(pk=entry_id))


def receipt_for(*, actor: Actor, entry_id: UUID) -> Receipt:
    """Give the receipt of one entry the actor may see. Raises NotFound."""
    return _one(entries_visible(actor).filter(pk=entry_id))


def receipts_for_subject(*, actor: Actor, subject: Subject) -> list[Receipt]:
    """Give the receipts of the events of a subject that the actor may see, oldest first, at most 500.

    Raises NotFound when there is none.
    """
    entries = entries_visible(actor).filter(subject_type=subject.type, subject_id=subject.id)
    rows = list(entries.order_by("id")[:MOST_AT_ONCE])
    if not rows:
        raise NotFound
    return _receipts(rows)


def latest_checkpoint() -> str:
    """Give the newest signed checkpoint as a note. Raises NotFound before the first one."""
    note = Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()
    if note is None:
        raise NotFound
    return note


def _one(entries: QuerySet[TrailEntry]) -> Receipt:
    rows = list(entries)
    if not rows:
        raise NotFound
    return _receipts(rows)[0]


def _receipts(rows: list[TrailEntry]) -> list[Receipt]:
    """Build receipts in three queries, however many there are."""
    checkpoint = Checkpoint.objects.order_by("-size").first()
    size = checkpoint.size if checkpoint else 0
    leaves = TrailLeaf.objects.filter(entry_id__in=[row.pk for row in rows], index__lt=size)
    ranges = {
        entry_id: (index, proofs.inclusion_ranges(index, size))
        for entry_id, index in leaves.values_list("entry_id", "index")
    }
    nodes = load_nodes(list({place for _, parts in ranges.values() for place in proofs.places_for(parts)}))
    texts = {
        entry_id: proof_text(index=index, hashes=proofs.build(parts, nodes), checkpoint=checkpoint.note)
        for entry_id, (index, parts) in ranges.items()
        if checkpoint
    }
    return [Receipt(_envelope(row), bytes(row.salt), texts.get(row.pk)) for row in rows]


def _envelope(row: TrailEntry) -> str:
    return envelope(facts_of(row), row.at)
