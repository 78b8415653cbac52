"""What the log commits to at a size: C2SP tlog-checkpoint, with the moment as one extension line."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from audit.trail.domain.hashing import HASH_BYTES
from audit.trail.domain.notes import BadNote, Signer, Verifier, open_note

MOMENT = "timestamp "


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The content of a checkpoint. `at` is UTC text with microseconds."""

    origin: str
    size: int
    root: bytes
    at: str = ""

    def text(self) -> str:
        """Give the text that is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode()]
        if self.at:
            lines.append(MOMENT + self.at)
        return "".join(f"{line}\n" for line in lines)

    def sign(self, signer: Signer) -> str:
        """Give the checkpoint as a signed note."""
        return signer.sign(self.text())


def parse_head(text: str) -> TreeHead:
    """Read the text of a checkpoint. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("a checkpoint has an origin, a size and a root")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")):
        raise BadNote("the size of a checkpoint is a plain number")
    stamps = [line.removeprefix(MOMENT) for line in lines[3:-1] if line.startswith(MOMENT)]
    return TreeHead(origin, int(size), _root(root), stamps[0] if stamps else "")


def open_checkpoint(note: str, *, origin: str, trusted: Iterable[Verifier]) -> TreeHead:
    """Give the head that a trusted key of this log signed. Raises BadNote."""
    head = parse_head(open_note(note, trusted))
    if head.origin != origin:
        raise BadNote(f"this checkpoint belongs to the log {head.origin}")
    return head


def _root(text: str) -> bytes:
    try:
        root = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("the root is not base64") from error
    if len(root) != HASH_BYTES or base64.b64encode(root).decode() != text:
        raise BadNote("the root is not a SHA-256 hash")
    return root
