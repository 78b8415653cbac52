"""What an audit of the log looks at, and what it can find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from audit.trail.domain.anchors import AnchoredEntry
from audit.trail.domain.hashing import EntryFacts, entry_digest, envelope


class Kind(StrEnum):
    """What is wrong with the first bad entry."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    TRUNCATED = "truncated"
    FORGED = "forged checkpoint"
    UNSIGNED = "checkpoint removed"
    NODE = "tree node altered"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the database holds it."""

    facts: EntryFacts
    at: datetime
    salt: bytes
    digest: bytes
    xid: int

    @property
    def position(self) -> tuple[int, str]:
        """Give what the order of the log is made of: the transaction, then the id."""
        return self.xid, self.facts.id

    def is_intact(self) -> bool:
        """Say whether the digest still belongs to the content."""
        return entry_digest(self.salt, envelope(self.facts, self.at)) == self.digest


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """A leaf as the database holds it; `entry` is None when the entry is gone."""

    index: int
    entry_id: UUID
    leaf: bytes
    entry: StoredEntry | None


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad entry. `last_index` is set when only a range can be told."""

    kind: Kind
    detail: str
    index: int | None = None
    last_index: int | None = None
    entry_id: UUID | None = None
    event: str = ""
    subject: str = ""

    def __str__(self) -> str:
        place = "not sealed yet" if self.index is None else f"index {self.index}"
        if self.last_index is not None and self.last_index != self.index:
            place += f" (up to {self.last_index})"
        names = [place, f"entry {self.entry_id or 'unknown'}"]
        names += [f"event {self.event}"] if self.event else []
        names += [f"subject {self.subject}"] if self.subject else []
        return f"{self.kind.upper()}: {', '.join(names)}: {self.detail}"


class Evidence(Protocol):
    """Look-ups beside the stream. All but the first are made only once something was found."""

    def anchored(self, index: int) -> AnchoredEntry | None:
        """Give what the anchor says stands at the index."""

    def anchored_index(self, entry_id: UUID) -> int | None:
        """Give the index at which the anchor has the entry."""

    def entry(self, entry_id: UUID) -> StoredEntry | None:
        """Give the entry, sealed or not."""

    def index_of_leaf(self, leaf: bytes) -> int | None:
        """Give the index at which the database has this leaf hash."""

    def leaf_at(self, index: int) -> StoredLeaf | None:
        """Give the leaf at the index."""


def found(
    kind: Kind,
    detail: str,
    *,
    entry: StoredEntry | None = None,
    index: int | None = None,
    last_index: int | None = None,
    entry_id: UUID | None = None,
) -> Finding:
    """Make a finding that names the entry as fully as it is known."""
    if entry is None:
        return Finding(kind, detail, index, last_index, entry_id)
    facts = entry.facts
    subject = f"{facts.subject_type}:{facts.subject_id}"
    return Finding(kind, detail, index, last_index, UUID(facts.id), facts.event, subject)
