"""The anchor: what the log promised, kept outside the database so that the database can be held to it.

Two files that only grow. The first holds every signed checkpoint, each followed by an empty line. The
second, beside it, holds 48 bytes per sealed entry in index order: the 16 bytes of its id and the 32 bytes
of its leaf. With the first a rewritten log is found; with the second the first bad entry is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from audit.trail.domain.hashing import HASH_BYTES
from audit.trail.domain.notes import DASH

RECORD_BYTES = 16 + HASH_BYTES
ENTRIES_SUFFIX = ".entries"


class AnchoredEntry(NamedTuple):
    """What the anchor says stands at one index."""

    id: UUID
    leaf: bytes


def unpack(record: bytes) -> AnchoredEntry:
    """Read the 48 bytes of an entry."""
    return AnchoredEntry(UUID(bytes=record[:16]), record[16:])


def split_notes(lines: Iterable[str]) -> Iterator[str]:
    """Give the notes of an anchor file one by one; a torn last one is left out."""
    note: list[str] = []
    for line in lines:
        if line != "\n":
            note.append(line)
        elif note and note[-1].startswith(DASH):
            yield "".join(note)
            note = []
        else:
            note.append(line)


def whole_length(data: bytes) -> int:
    """Give the length of the part of `data` that ends after its last whole note: 0 when there is none."""
    end = data.rfind(b"\n\n")
    while end >= 0:
        line = data[data.rfind(b"\n", 0, end) + 1 : end]
        if line.startswith(DASH.encode()):
            return end + 2
        end = data.rfind(b"\n\n", 0, end + 1)
    return 0
