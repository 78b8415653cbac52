"""Reading the anchor files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from audit.trail.domain.anchors import (
    ENTRIES_SUFFIX,
    RECORD_BYTES,
    AnchoredEntry,
    split_notes,
    unpack,
    whole_length,
)
from audit.trail.domain.checkpoints import parse_head
from audit.trail.domain.notes import BadNote

TAIL_BYTES = 65_536


def entries_file(anchor: Path) -> Path:
    """Give the file with the anchored entries that belongs to the file with the anchored checkpoints."""
    return anchor.with_name(anchor.name + ENTRIES_SUFFIX)


def anchored_notes(anchor: Path) -> Iterator[str]:
    """Give the anchored checkpoints in the order in which they were written; nothing for a missing file."""
    if anchor.exists():
        with anchor.open(encoding="utf-8", newline="\n") as file:
            yield from split_notes(file)


def whole_anchor_length(anchor: Path) -> int:
    """Give how many bytes of the file are whole notes; what follows was torn by a crash."""
    start, tail = _tail(anchor)
    return start + whole_length(tail)


def last_anchored_size(anchor: Path) -> int:
    """Give the size of the log at the last whole checkpoint, 0 without one. Raises BadNote."""
    _, tail = _tail(anchor)
    whole = tail[: whole_length(tail)].decode(errors="replace")
    notes = list(split_notes(whole.splitlines(keepends=True)))
    return parse_head(notes[-1].rpartition("\n\n")[0] + "\n").size if notes else 0


def _tail(anchor: Path) -> tuple[int, bytes]:
    """Give the last part of the file, from the start of a note, and its offset."""
    if not anchor.exists():
        return 0, b""
    with anchor.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, length - TAIL_BYTES))
        data = file.read()
    if start == 0:
        return 0, data
    first = whole_length(data[: TAIL_BYTES // 2])
    if not first:
        raise BadNote(f"no checkpoint can be read near the end of {anchor}")
    return start + first, data[first:]


class AnchoredEntries:
    """Random access to the anchored entries; empty for a missing file."""

    def __init__(self, anchor: Path | None) -> None:
        path = entries_file(anchor) if anchor else None
        self._path = path if path and path.exists() else None
        self.count = self._path.stat().st_size // RECORD_BYTES if self._path else 0
        self._page: tuple[int, bytes] = (-1, b"")

    def at(self, index: int) -> AnchoredEntry | None:
        """Give what the anchor says stands at `index`, None beyond its end."""
        if not 0 <= index < self.count:
            return None
        page, slot = divmod(index, 4096)
        if self._page[0] != page:
            self._page = (page, self._read(page))
        record = self._page[1][slot * RECORD_BYTES : (slot + 1) * RECORD_BYTES]
        return unpack(record)

    def find(self, entry_id: object) -> int | None:
        """Give the index at which the anchor has the entry, reading through the file: for a report only."""
        for index in range(self.count):
            found = self.at(index)
            if found is not None and found.id == entry_id:
                return index
        return None

    def _read(self, page: int) -> bytes:
        if self._path is None:
            return b""
        with self._path.open("rb") as file:
            file.seek(page * 4096 * RECORD_BYTES)
            return file.read(4096 * RECORD_BYTES)
