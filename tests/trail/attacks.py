"""What a database superuser can do to the trail, from clumsy to thorough."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from audit.trail.domain.checkpoints import TreeHead, parse_head
from audit.trail.domain.hashing import entry_digest, envelope, leaf_hash
from audit.trail.domain.notes import Signer
from audit.trail.domain.tree import Frontier
from audit.trail.models import Checkpoint, TrailEntry, TrailLeaf
from audit.trail.selectors.entries import facts_of


def attack(statement: str, parameters: list[Any] | None = None) -> None:
    """Run SQL with every trigger switched off, as only a superuser can."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            cursor.execute(statement, parameters)
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def entry_at(index: int) -> UUID:
    """Give the id of the entry at an index."""
    return TrailLeaf.objects.get(index=index).entry_id


def rehash_entry(entry_id: UUID) -> bytes:
    """Make the digest of an entry fit its (changed) content."""
    row = TrailEntry.objects.get(pk=entry_id)
    digest = entry_digest(bytes(row.salt), envelope(facts_of(row), row.at))
    attack("UPDATE trail_entry SET digest = %s WHERE id = %s", [digest, entry_id])
    return digest


def rehash_leaf(index: int) -> None:
    """Make entry and leaf fit."""
    leaf = leaf_hash(rehash_entry(entry_at(index)))
    attack("UPDATE trail_leaf SET leaf_hash = %s WHERE index = %s", [leaf, index])


def rehash_tree() -> list[bytes]:
    """Make all stored nodes fit the leaves; gives the root at every size."""
    frontier = Frontier()
    roots = [frontier.root()]
    attack("DELETE FROM trail_node")
    for leaf in TrailLeaf.objects.order_by("index").values_list("leaf_hash", flat=True):
        for (level, number), value in frontier.append(bytes(leaf)):
            attack("INSERT INTO trail_node VALUES (%s, %s, %s)", [level, number, value])
        roots.append(frontier.root())
    return roots


def resign(signer: Signer) -> None:
    """Sign every checkpoint again over the tree as it is now."""
    roots = rehash_tree()
    for row in Checkpoint.objects.order_by("size"):
        at = parse_head(row.note.rpartition("\n\n")[0] + "\n").at
        head = TreeHead(settings.TRAIL_ORIGIN, row.size, roots[row.size], at)
        attack(
            "UPDATE trail_checkpoint SET root = %s, note = %s WHERE size = %s",
            [head.root, head.sign(signer), row.size],
        )


def close_ranks(index: int) -> None:
    """Move every leaf after a removed one down by one."""
    attack(
        "UPDATE trail_leaf SET index = index + 1000 WHERE index > %s;"
        "UPDATE trail_leaf SET index = index - 1001 WHERE index >= 1000",
        [index],
    )


def make_room(index: int) -> None:
    """Move every leaf from `index` on up by one."""
    attack(
        "UPDATE trail_leaf SET index = index + 1000 WHERE index >= %s;"
        "UPDATE trail_leaf SET index = index - 999 WHERE index >= 1000",
        [index],
    )


def forge_entry(entry_id: UUID, *, at: str = "", xid: int | None = None) -> None:
    """Change the claimed moment or transaction of an entry and make its digest fit."""
    if at:
        attack("UPDATE trail_entry SET at = %s WHERE id = %s", [at, entry_id])
    if xid is not None:
        attack("UPDATE trail_entry SET xid = %s::text::xid8 WHERE id = %s", [xid, entry_id])
    rehash_entry(entry_id)
