"""Seal recorded entries into the Merkle log and sign a checkpoint. One sealer at a time, no lock on writers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from audit.trail.domain.canonical import utc_text
from audit.trail.domain.checkpoints import TreeHead, open_checkpoint
from audit.trail.domain.hashing import leaf_hash
from audit.trail.domain.notes import BadNote
from audit.trail.domain.tree import Frontier, Node, cover
from audit.trail.models import Checkpoint
from audit.trail.selectors.anchors import last_anchored_size
from audit.trail.selectors.keys import trusted_keys
from audit.trail.selectors.nodes import load_nodes
from audit.trail.services.anchoring import anchor_catch_up, anchor_file
from audit.trail.services.keys import signing_key

log = logging.getLogger(__name__)

SEALER_LOCK = 0x7472_6169_6C
BATCH = 10_000
ROUNDS = 100

# Where the log ends, and the database's time.
EDGE = """
SELECT clock_timestamp(), leaf.index, entry.xid::text, entry.id
FROM (SELECT 1) AS one
LEFT JOIN (SELECT index, entry_id FROM trail_leaf ORDER BY index DESC LIMIT 1) AS leaf ON true
LEFT JOIN trail_entry AS entry ON entry.id = leaf.entry_id
"""
# Only transactions older than every running one: nothing can still commit behind the sealed position.
PENDING = """
SELECT id::text, digest FROM trail_entry
WHERE (xid, id) > (%s::xid8, %s::uuid) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY xid, id LIMIT %s
"""


class TrailDamaged(Exception):
    """The stored log contradicts what was signed. Nothing more is signed until somebody has looked."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one call did: entries sealed now, the size of the log, and whether another sealer was at work."""

    count: int = 0
    size: int = 0
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Edge:
    now: datetime
    size: int
    xid: str
    entry_id: UUID


def seal(*, limit: int = BATCH) -> Sealed:
    """Seal up to `limit` entries in the order (transaction, id) and sign one checkpoint.

    Leaves, nodes and checkpoint are one transaction: a crash leaves nothing behind, and the next call gives
    the same entries the same indexes. Raises TrailDamaged rather than sign a second history.
    """
    with _only_sealer() as alone:
        if not alone:
            return Sealed(busy=True)
        with transaction.atomic():
            done = _seal_batch(limit)
        anchor_catch_up()
    return done


def seal_pending(*, limit: int = BATCH) -> Sealed:
    """Seal until nothing is waiting; gives the totals."""
    total = 0
    for _ in range(ROUNDS):
        done = seal(limit=limit)
        total += done.count
        if done.count < limit:
            break
    return Sealed(total, done.size, done.busy)


@contextmanager
def _only_sealer() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SEALER_LOCK])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            _unlock()


def _unlock() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SEALER_LOCK])
    except DatabaseError:
        log.warning("the connection of the sealer is gone, and its lock with it")


def _seal_batch(limit: int) -> Sealed:
    edge = _edge()
    frontier = _checked_frontier(edge.size)
    with connection.cursor() as cursor:
        cursor.execute(PENDING, [edge.xid, edge.entry_id, limit])
        pending = cursor.fetchall()
    if not pending:
        return Sealed(0, edge.size)
    leaves, nodes = StringIO(), StringIO()
    for entry_id, digest in pending:
        leaf = leaf_hash(bytes(digest))
        leaves.write(f"{frontier.size}\t{entry_id}\t\\\\x{leaf.hex()}\n")
        _write_nodes(nodes, frontier.append(leaf))
    with connection.cursor() as cursor:
        _copy(cursor, "trail_leaf (index, entry_id, leaf_hash)", leaves)
        _copy(cursor, "trail_node (level, index, hash)", nodes)
    _sign(frontier, edge.now)
    return Sealed(len(pending), frontier.size)


def _edge() -> _Edge:
    with connection.cursor() as cursor:
        cursor.execute(EDGE)
        now, index, xid, entry_id = cursor.fetchone()
    if index is None:
        return _Edge(now, 0, "0", UUID(int=0))
    if xid is None:
        raise TrailDamaged(f"the entry at index {index} is gone: run verify_trail")
    return _Edge(now, index + 1, xid, entry_id)


def _checked_frontier(size: int) -> Frontier:
    """Load the edge of the tree and hold it against the last signature and against the anchor."""
    if _anchored_size() > size:
        raise TrailDamaged(f"the anchor knows more entries than the {size} of the database: run verify_trail")
    last = Checkpoint.objects.order_by("-size").first()
    if (last.size if last else 0) != size:
        raise TrailDamaged(f"{size} leaves, but the last checkpoint covers {last.size if last else 0}")
    places = cover(0, size)
    nodes = load_nodes(places)
    if len(nodes) != len(places):
        raise TrailDamaged("nodes at the edge of the tree are missing: run verify_trail")
    frontier = Frontier(size, [nodes[place] for place in places])
    if last is not None and _signed_root(last) != frontier.root():
        raise TrailDamaged(f"the stored tree contradicts the checkpoint over {size}: run verify_trail")
    return frontier


def _anchored_size() -> int:
    anchor = anchor_file()
    try:
        return last_anchored_size(anchor) if anchor else 0
    except BadNote as error:
        raise TrailDamaged(f"the anchor file: {error}") from error


def _signed_root(checkpoint: Checkpoint) -> bytes:
    try:
        return open_checkpoint(checkpoint.note, origin=settings.TRAIL_ORIGIN, trusted=trusted_keys()).root
    except BadNote as error:
        raise TrailDamaged(f"the checkpoint over {checkpoint.size} entries: {error}") from error


def _write_nodes(buffer: StringIO, nodes: list[Node]) -> None:
    for (level, index), value in nodes:
        buffer.write(f"{level}\t{index}\t\\\\x{value.hex()}\n")


def _copy(cursor: Any, target: str, buffer: StringIO) -> None:
    buffer.seek(0)
    cursor.copy_expert(f"COPY {target} FROM STDIN", buffer)


def _sign(frontier: Frontier, now: datetime) -> None:
    head = TreeHead(settings.TRAIL_ORIGIN, frontier.size, frontier.root(), utc_text(now))
    Checkpoint.objects.create(size=head.size, root=head.root, at=now, note=head.sign(signing_key()))
