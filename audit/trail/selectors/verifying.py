"""Verify the whole trail: the work of `manage.py verify_trail`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from audit.trail.domain.anchors import AnchoredEntry
from audit.trail.domain.audit import LogAudit
from audit.trail.domain.canonical import utc_text
from audit.trail.domain.checkpoints import TreeHead, open_checkpoint
from audit.trail.domain.findings import Finding, StoredEntry, StoredLeaf
from audit.trail.domain.notes import BadNote, Verifier
from audit.trail.selectors import streams
from audit.trail.selectors.anchors import AnchoredEntries, anchored_notes


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and the first bad entry if there is one."""

    sealed: int
    unsealed: int
    checkpoints: int
    anchored: int
    head: TreeHead | None
    finding: Finding | None


class Promise(NamedTuple):
    """A checkpoint from the database or the anchor; `head` is None when no trusted key signed it."""

    size: int
    source: int  # 0 database, 1 anchor: the order in which promises of one size are looked at
    head: TreeHead | None
    problem: str


class DatabaseEvidence:
    """Look-ups of the audit in the database and the anchor."""

    def __init__(self, entries: AnchoredEntries) -> None:
        self._entries = entries

    def anchored(self, index: int) -> AnchoredEntry | None:
        return self._entries.at(index)

    def anchored_index(self, entry_id: UUID) -> int | None:
        return self._entries.find(entry_id)

    def entry(self, entry_id: UUID) -> StoredEntry | None:
        return streams.entry_by_id(entry_id)

    def index_of_leaf(self, leaf: bytes) -> int | None:
        return streams.index_of_leaf(leaf)

    def leaf_at(self, index: int) -> StoredLeaf | None:
        return streams.leaf_at(index)


def trail_verify(*, anchor: Path | None, trusted: Sequence[Verifier]) -> Report:
    """Check entries, order, tree, signatures and anchor in one snapshot of the database.

    The anchor is read first: it never promises what the database did not already hold, so writers and the
    sealer may go on meanwhile.
    """
    promises = list(_anchored_promises(anchor, trusted))
    entries = AnchoredEntries(anchor)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return _Verification(entries, promises, trusted).run()


class _Verification:
    def __init__(self, entries: AnchoredEntries, anchored: list[Promise], trusted: Sequence[Verifier]) -> None:
        self._entries = entries
        self._anchored = anchored
        self._promises = merge(_stored_promises(trusted), anchored, key=lambda promise: promise[:2])
        self._next = next(self._promises, None)
        self._audit = LogAudit(DatabaseEvidence(entries), streams.nodes())
        self._checkpoints = 0
        self._unsealed = 0
        self._head: TreeHead | None = None

    def run(self) -> Report:
        finding = self._sealed_part() or self._end() or self._unsealed_part()
        return Report(self._audit.size, self._unsealed, self._checkpoints, len(self._anchored), self._head, finding)

    def _sealed_part(self) -> Finding | None:
        for row in streams.leaves():
            finding = self._audit.add(row) or self._due_promises()
            if finding is not None:
                return finding
        return None

    def _due_promises(self) -> Finding | None:
        while self._next is not None and self._next.size <= self._audit.size:
            finding = self._check(self._next)
            if finding is not None:
                return finding
            self._next = next(self._promises, None)
        return None

    def _check(self, promise: Promise) -> Finding | None:
        if promise.head is None:
            return self._audit.forged(promise.size, promise.problem)
        from_database = promise.source == 0
        if from_database:
            self._checkpoints += 1
            self._head = promise.head
        return self._audit.head(promise.head, from_database=from_database)

    def _end(self) -> Finding | None:
        finding = self._due_promises()
        if finding is not None:
            return finding
        rest = [promise.size for promise in self._remaining()]
        return self._audit.finish(max([self._entries.count, *rest]))

    def _remaining(self) -> Iterator[Promise]:
        if self._next is not None:
            yield self._next
        yield from self._promises

    def _unsealed_part(self) -> Finding | None:
        for entry in streams.unsealed_entries():
            finding = self._audit.unsealed(entry)
            if finding is not None:
                return finding
            self._unsealed += 1
        return None


def _stored_promises(trusted: Sequence[Verifier]) -> Iterator[Promise]:
    for row in streams.checkpoints():
        promise = _promise(row.note, trusted, size=row.size, source=0)
        head = promise.head
        if head is not None and (head.size, head.root, head.at) != (row.size, row.root, utc_text(row.at)):
            promise = Promise(row.size, 0, None, "the row says something else than its note")
        yield promise


def _anchored_promises(anchor: Path | None, trusted: Sequence[Verifier]) -> Iterator[Promise]:
    size = 0
    for note in anchored_notes(anchor) if anchor else ():
        promise = _promise(note, trusted, size=size, source=1)
        if promise.size < size:
            promise = Promise(size, 1, None, "the anchor is not in order")
        yield promise
        size = promise.size


def _promise(note: str, trusted: Iterable[Verifier], *, size: int, source: int) -> Promise:
    try:
        head = open_checkpoint(note, origin=settings.TRAIL_ORIGIN, trusted=trusted)
    except BadNote as error:
        return Promise(size, source, None, str(error))
    return Promise(head.size if source else size, source, head, "")
