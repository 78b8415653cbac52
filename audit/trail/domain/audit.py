"""Walk the log from its first leaf to its last and find the first entry somebody touched.

Four witnesses are held against each other: the entries (re-hashed), the stored tree, the signed checkpoints
and the anchor. An attacker who rewrites fewer than all four is found; the anchor lies elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from audit.trail.domain.checkpoints import TreeHead
from audit.trail.domain.findings import Evidence, Finding, Kind, StoredEntry, StoredLeaf, found
from audit.trail.domain.hashing import leaf_hash
from audit.trail.domain.tree import Frontier, Node, Place

# An entry may be this much older than one sealed before it: a transaction that was open that long.
BACKDATED = timedelta(hours=1)


class LogAudit:
    """Feed it leaves in order with `add`, and every checkpoint with `head` when its size is reached."""

    def __init__(self, evidence: Evidence, stored_nodes: Iterator[Node]) -> None:
        """`stored_nodes` come in the order in which they were completed: by (end, level)."""
        self._evidence = evidence
        self._nodes = stored_nodes
        self._next_node = next(stored_nodes, None)
        self._frontier = Frontier()
        self._sound = {True: 0, False: 0}  # the last good head of the database, of the anchor
        self._suspect: Place | None = None
        self._last: StoredEntry | None = None
        self._before_last: StoredEntry | None = None
        self.latest: datetime | None = None

    @property
    def size(self) -> int:
        """Give the number of leaves seen."""
        return self._frontier.size

    @property
    def position(self) -> tuple[int, str]:
        """Give the position of the last sealed entry."""
        return self._last.position if self._last else (0, "")

    def add(self, row: StoredLeaf) -> Finding | None:
        """Check the next leaf and its entry against everything but the signatures."""
        index, entry = self.size, row.entry
        if row.index != index:
            return self._first(self._gap(index))
        anchored = self._evidence.anchored(index)
        if anchored is not None and anchored.id != row.entry_id:
            return self._first(self._displaced(row, anchored.id))
        if entry is None:
            return self._first(found(Kind.REMOVED, "its row is gone", index=index, entry_id=row.entry_id))
        finding = self._content(row, entry) or self._order(index, entry)
        if finding is None and anchored is not None and anchored.leaf != row.leaf:
            finding = found(Kind.ALTERED, "the anchor has another hash for it", entry=entry, index=index)
        if finding is not None:
            return self._first(finding)
        self._accept(entry, self._frontier.append(row.leaf))
        return None

    def head(self, head: TreeHead, *, from_database: bool) -> Finding | None:
        """Check a signed head of the present size; the database's comes before the anchor's."""
        if head.root != self._frontier.root():
            return self._rewritten(self._sound[from_database], head.size - 1)
        if self._suspect is not None:
            return self._rewritten_nodes(self._suspect)
        self._sound[from_database] = head.size
        if not from_database and self._sound[True] != head.size:
            detail = f"the anchor has a checkpoint over {head.size} entries, the database has none"
            return self._at(Kind.UNSIGNED, detail, head.size - 1)
        return None

    def forged(self, size: int, problem: str) -> Finding:
        """Report a checkpoint that no trusted key signed."""
        detail = f"the checkpoint over the first {size} entries is not ours: {problem}"
        return self._first(self._at(Kind.FORGED, detail, max(size - 1, 0)))

    def finish(self, promised: int) -> Finding | None:
        """Check the end of the log. `promised` is the largest size a checkpoint or the anchor knows."""
        if self._next_node is not None:
            promised = max(promised, self._next_node.place.end)
        if promised > self.size:
            detail = f"the log ends here, but {promised} entries were sealed"
            return self._first(self._gone(Kind.TRUNCATED, detail, self.size))
        if self._sound[True] < self.size:
            detail = "no checkpoint in the database covers this and the following entries"
            return self._first(self._at(Kind.UNSIGNED, detail, self._sound[True]))
        return None

    def unsealed(self, entry: StoredEntry) -> Finding | None:
        """Check an entry that has no leaf, after the sealed part was found sound."""
        if entry.position <= self.position:
            detail = "it claims a transaction older than entries already sealed"
            return found(Kind.INSERTED, detail, entry=entry)
        if not entry.is_intact():
            return found(Kind.ALTERED, "its content does not match its digest", entry=entry)
        return self._backdated(entry, None)

    def _accept(self, entry: StoredEntry, completed: list[Node]) -> None:
        for node in completed:
            self._compare(node)
        self._before_last, self._last = self._last, entry
        if self.latest is None or entry.at > self.latest:
            self.latest = entry.at

    def _compare(self, node: Node) -> None:
        """Hold a recomputed node against the stored one; a difference becomes a suspicion."""
        key = (node.place.end, node.place.level)
        while self._next_node is not None and (self._next_node.place.end, self._next_node.place.level) < key:
            self._suspect = self._suspect or self._next_node.place
            self._next_node = next(self._nodes, None)
        if self._next_node == node:
            self._next_node = next(self._nodes, None)
            return
        self._suspect = self._suspect or node.place
        if self._next_node is not None and self._next_node.place == node.place:
            self._next_node = next(self._nodes, None)

    def _content(self, row: StoredLeaf, entry: StoredEntry) -> Finding | None:
        if not entry.is_intact():
            return found(Kind.ALTERED, "its content does not match its digest", entry=entry, index=row.index)
        leaf = leaf_hash(entry.digest)
        if leaf == row.leaf:
            return None
        other = self._evidence.index_of_leaf(leaf)
        if other is not None:
            return found(Kind.REORDERED, f"it was sealed at index {other}", entry=entry, index=row.index)
        return found(Kind.ALTERED, "its digest does not match its leaf", entry=entry, index=row.index)

    def _order(self, index: int, entry: StoredEntry) -> Finding | None:
        last, before = self._last, self._before_last
        if last is None or entry.position > last.position:
            return self._backdated(entry, index)
        detail = "it does not stand in the order of the transactions"
        if before is None or before.position < entry.position:  # without the one in front, all is in order
            return found(Kind.REORDERED, detail, entry=last, index=index - 1)
        return found(Kind.REORDERED, detail, entry=entry, index=index)

    def _backdated(self, entry: StoredEntry, index: int | None) -> Finding | None:
        if self.latest is None or entry.at >= self.latest - BACKDATED:
            return None
        detail = f"back-dated: it claims {entry.at.isoformat()}, entries before it are from {self.latest.isoformat()}"
        return found(Kind.INSERTED, detail, entry=entry, index=index)

    def _gap(self, index: int) -> Finding:
        return self._gone(Kind.REMOVED, "no leaf stands at this index", index)

    def _gone(self, kind: Kind, detail: str, index: int) -> Finding:
        anchored = self._evidence.anchored(index)
        entry = self._evidence.entry(anchored.id) if anchored else None
        return found(kind, detail, entry=entry, index=index, entry_id=anchored.id if anchored else None)

    def _displaced(self, row: StoredLeaf, anchored: UUID) -> Finding:
        """Another entry stands where the anchor has `anchored`: removed, moved or pushed aside?"""
        if self._evidence.entry(anchored) is None:
            detail = "the anchor has it at this index, the database has not"
            return found(Kind.REMOVED, detail, index=row.index, entry_id=anchored)
        other = self._evidence.anchored_index(row.entry_id)
        if other is None:
            detail = "the anchor does not know it"
            return found(Kind.INSERTED, detail, entry=row.entry, index=row.index, entry_id=row.entry_id)
        detail = f"the anchor has it at index {other}"
        return found(Kind.REORDERED, detail, entry=row.entry, index=row.index, entry_id=row.entry_id)

    def _first(self, finding: Finding) -> Finding:
        """Prefer an earlier suspicion from the stored tree over what was found further on."""
        suspect = self._suspect
        if suspect is None or finding.index is None or finding.index < suspect.end:
            return finding
        return self._rewritten(suspect.number << suspect.level, suspect.end - 1)

    def _rewritten(self, low: int, high: int) -> Finding:
        if self._suspect is not None:
            low, high = self._suspect.number << self._suspect.level, self._suspect.end - 1
        detail = "rewritten together with its hashes: the tree no longer leads to what was signed"
        return self._at(Kind.ALTERED, detail, low, high)

    def _rewritten_nodes(self, place: Place) -> Finding:
        detail = f"the entries are sound, the stored node {place.level}/{place.number} over them is not"
        return self._at(Kind.NODE, detail, place.number << place.level, place.end - 1)

    def _at(self, kind: Kind, detail: str, index: int, last_index: int | None = None) -> Finding:
        row = self._evidence.leaf_at(index)
        if row is None:
            return self._gone(kind, detail, index)
        return found(kind, detail, entry=row.entry, index=index, last_index=last_index, entry_id=row.entry_id)
