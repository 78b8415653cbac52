"""A directory that an SFTP server shows to the other side: `outgoing` is theirs to fetch, `incoming` ours.

A file appears under its name only when it is complete (written aside, flushed, then renamed).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearance.gateways.signing import mic
from clearance.gateways.transport import DELIVERED, REFUSED, UNREACHABLE, Outcome, Parcel

OUTGOING, INCOMING, TAKEN = "outgoing", "incoming", "taken"
PART = ".part"
MOST_AT_ONCE = 200


class DropAdapter:
    """Delivers by writing a file named after the control number; the same number twice is one file."""

    def __init__(self, address: str) -> None:
        self.folder = Path(address) / OUTGOING

    def deliver(self, parcel: Parcel) -> Outcome:
        name = f"{parcel.number:09d}.edi"
        try:
            return self._place(self.folder / name, parcel)
        except OSError as error:
            return Outcome(UNREACHABLE, f"{type(error).__name__}: {error}"[:300])

    def _place(self, path: Path, parcel: Parcel) -> Outcome:
        if not self.folder.parent.is_dir():
            return Outcome(UNREACHABLE, f"{self.folder.parent} is not there")
        self.folder.mkdir(exist_ok=True)
        if path.exists() and path.read_bytes() != parcel.content:
            return Outcome(REFUSED, f"{path.name} is there already with other content")
        write_whole(path, parcel.content)
        return Outcome(DELIVERED, "", {"mic": mic(parcel.content), "file": path.name})

    def close(self) -> None: ...


def write_whole(path: Path, content: bytes) -> None:
    """Write so that nobody ever sees half a file, and a crash loses none that was reported written."""
    aside = path.with_name(f".{path.name}{PART}")
    with aside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)


@dataclass(frozen=True, slots=True)
class Dropped:
    """One complete file that somebody left for us."""

    path: Path
    content: bytes
    stamp: int

    @property
    def transfer_id(self) -> str:
        """The same for the same file until it is replaced: taking it twice is found out."""
        return f"{self.path.name[-120:]}@{self.stamp}"

    def take(self) -> None:
        """Put it away; what was taken stays for whoever wants to look."""
        folder = self.path.parent.parent / TAKEN
        folder.mkdir(exist_ok=True)
        self.path.replace(folder / self.path.name)


def waiting(folder: Path, *, now: float, largest: int, settle: float = 1.0) -> Iterator[Dropped]:
    """Give the complete files in `incoming`, oldest first: no links, no hidden files, nothing still growing.

    At most `largest` + 1 bytes are read of each, so that the receiver can refuse what is too large.
    """
    incoming = folder / INCOMING
    if not incoming.is_dir():
        return
    found = []
    with os.scandir(incoming) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith(PART) or not entry.is_file(follow_symlinks=False):
                continue
            changed = entry.stat(follow_symlinks=False).st_mtime_ns
            if now - changed / 1e9 >= settle:
                found.append((changed, entry.name))
    for changed, name in sorted(found)[:MOST_AT_ONCE]:
        path = incoming / name
        with path.open("rb") as file:
            yield Dropped(path, file.read(largest + 1), changed)
