"""Writing the anchor files: after each seal, and again whatever a crash left out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from audit.trail.domain.anchors import RECORD_BYTES
from audit.trail.models import Checkpoint
from audit.trail.selectors.anchors import entries_file, last_anchored_size, whole_anchor_length

CHUNK = 10_000
# The records of the entries file (see audit.trail.domain.anchors), put together by the database.
RECORDS = """
SELECT string_agg(uuid_send(entry_id) || leaf_hash, ''::bytea ORDER BY index)
FROM trail_leaf WHERE index >= %s AND index < %s
"""


def anchor_file() -> Path | None:
    """Give the configured anchor, None when anchoring is switched off."""
    return Path(settings.TRAIL_ANCHOR_FILE) if settings.TRAIL_ANCHOR_FILE else None


def anchor_catch_up() -> int:
    """Append every committed checkpoint the anchor does not have yet; gives how many. Only the sealer calls.

    The anchor is written after the commit, so it never promises what the database does not hold.
    """
    path = anchor_file()
    if path is None:
        return 0
    missing = Checkpoint.objects.filter(size__gt=last_anchored_size(path)).order_by("size")
    notes = list(missing.values_list("note", "size"))
    if not notes:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    _append_entries(entries_file(path), notes[-1][1])
    with _open(path) as file:
        file.truncate(whole_anchor_length(path))
        file.seek(0, os.SEEK_END)
        file.write("".join(f"{note}\n" for note, _ in notes).encode())
        _sync(file)
    return len(notes)


def _append_entries(path: Path, size: int) -> None:
    have = path.stat().st_size // RECORD_BYTES if path.exists() else 0
    with _open(path) as file, connection.cursor() as cursor:
        file.seek(have * RECORD_BYTES)
        for start in range(have, size, CHUNK):
            cursor.execute(RECORDS, [start, min(start + CHUNK, size)])
            file.write(cursor.fetchone()[0])
        _sync(file)


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
