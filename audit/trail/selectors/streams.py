"""The whole log as streams, through server-side cursors: a million entries need no more memory than ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from audit.trail.domain.findings import StoredEntry, StoredLeaf
from audit.trail.domain.hashing import EntryFacts
from audit.trail.domain.tree import Node, Place

ENTRY = """
    entry.id::text, entry.event, entry.actor_kind, entry.actor_id::text, entry.actor_name, entry.actor_roles,
    entry.actor_agency, entry.actor_port, entry.actor_client, entry.actor_organisation_id::text,
    entry.organisation_id::text, entry.subject_type, entry.subject_id::text, entry.request_id, entry.body,
    entry.at, entry.salt, entry.digest, entry.xid::text
"""
JOINED = (
    "SELECT leaf.index, leaf.entry_id, leaf.leaf_hash," + ENTRY + "FROM trail_leaf AS leaf "
    "LEFT JOIN trail_entry AS entry ON entry.id = leaf.entry_id "
)
ENTRIES = "SELECT" + ENTRY + "FROM trail_entry AS entry "
UNSEALED = (
    ENTRIES + "LEFT JOIN trail_leaf AS leaf ON leaf.entry_id = entry.id WHERE leaf.entry_id IS NULL "
    "ORDER BY entry.xid, entry.id"
)
NODES = "SELECT level, index, hash FROM trail_node ORDER BY (index + 1) << level, level"
CHECKPOINTS = "SELECT size, root, at, note FROM trail_checkpoint ORDER BY size"


class StoredCheckpoint(NamedTuple):
    """A row of the checkpoints."""

    size: int
    root: bytes
    at: datetime
    note: str


def leaves() -> Iterator[StoredLeaf]:
    """Give every leaf with its entry, by index."""
    return map(_leaf, _stream(JOINED + "ORDER BY leaf.index"))


def leaf_at(index: int) -> StoredLeaf | None:
    """Give one leaf with its entry."""
    rows = _fetch(JOINED + "WHERE leaf.index = %s", [index])
    return _leaf(rows[0]) if rows else None


def unsealed_entries() -> Iterator[StoredEntry]:
    """Give every entry without a leaf, in the order in which they would be sealed."""
    return map(_entry, _stream(UNSEALED))


def entry_by_id(entry_id: UUID) -> StoredEntry | None:
    """Give one entry, sealed or not."""
    rows = _fetch(ENTRIES + "WHERE entry.id = %s", [entry_id])
    return _entry(rows[0]) if rows else None


def index_of_leaf(leaf: bytes) -> int | None:
    """Give the index with this leaf hash; reads the whole table, so only for a report."""
    rows = _fetch("SELECT index FROM trail_leaf WHERE leaf_hash = %s LIMIT 1", [leaf])
    return int(rows[0][0]) if rows else None


def nodes() -> Iterator[Node]:
    """Give every stored node in the order in which the growing tree completes them."""
    return (Node(Place(level, index), bytes(value)) for level, index, value in _stream(NODES))


def checkpoints() -> Iterator[StoredCheckpoint]:
    """Give every stored checkpoint by size."""
    return (StoredCheckpoint(size, bytes(root), at, note) for size, root, at, note in _stream(CHECKPOINTS))


def _stream(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        yield from cursor


def _fetch(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _leaf(row: tuple[Any, ...]) -> StoredLeaf:
    index, entry_id, leaf = row[:3]
    return StoredLeaf(index, entry_id, bytes(leaf), None if row[3] is None else _entry(row[3:]))


def _entry(row: tuple[Any, ...]) -> StoredEntry:
    at, salt, digest, xid = row[15:]
    return StoredEntry(EntryFacts(*row[:15]), at, bytes(salt), bytes(digest), int(xid))
