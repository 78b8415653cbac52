"""A receipt: one entry, its place in the log and the signed checkpoint that covers it, checkable offline.

The proof is also given as a C2SP tlog-proof text, so that verifiers written by others can read it; the
logged record in that format is the entry's 32-byte digest.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from audit.trail.domain.checkpoints import TreeHead, open_checkpoint
from audit.trail.domain.hashing import entry_digest, leaf_hash
from audit.trail.domain.notes import BadNote, Verifier
from audit.trail.domain.proofs import inclusion_holds

FORMAT = "preclear-receipt-1"
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
INDEX = "index "


class BadReceipt(ValueError):
    """The receipt proves nothing; the message says which step failed."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`entry` is the canonical JSON text of the whole entry; `proof` is None until the entry is sealed."""

    entry: str
    salt: bytes
    proof: str | None

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON document that is downloaded."""
        digest = entry_digest(self.salt, self.entry)
        return {
            "format": FORMAT,
            "status": "sealed" if self.proof else "pending",
            "entry": self.entry,
            "salt": base64.b64encode(self.salt).decode(),
            "digest": base64.b64encode(digest).decode(),
            "proof": self.proof,
        }


def proof_text(*, index: int, hashes: Sequence[bytes], checkpoint: str) -> str:
    """Write an inclusion proof with its checkpoint as a tlog-proof."""
    lines = [PROOF_HEADER, f"{INDEX}{index}", *(base64.b64encode(item).decode() for item in hashes)]
    return "".join(f"{line}\n" for line in lines) + "\n" + checkpoint


def parse_proof(text: str) -> tuple[int, list[bytes], str]:
    """Read a tlog-proof into (index, hashes, checkpoint note). Raises BadReceipt."""
    head, separator, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != PROOF_HEADER:
        raise BadReceipt("the proof does not start as a tlog-proof")
    rest = lines[2:] if len(lines) > 1 and lines[1].startswith("extra ") else lines[1:]
    if not rest or not rest[0].startswith(INDEX):
        raise BadReceipt("the proof names no index")
    number = rest[0].removeprefix(INDEX)
    if not (number.isascii() and number.isdigit()) or (number != "0" and number.startswith("0")):
        raise BadReceipt("the index of the proof is not a plain number")
    return int(number), [decoded(line) for line in rest[1:]], checkpoint


def verify_receipt(document: dict[str, Any], *, origin: str, trusted: Iterable[Verifier]) -> TreeHead:
    """Check a downloaded receipt; give the head of the log it hangs on. Raises BadReceipt."""
    if document.get("format") != FORMAT:
        raise BadReceipt("not a receipt of this portal")
    proof = document.get("proof")
    if not isinstance(proof, str):
        raise BadReceipt("the entry is not sealed yet")
    digest = entry_digest(decoded(document.get("salt")), str(document.get("entry")))
    if digest != decoded(document.get("digest")):
        raise BadReceipt("the entry was altered: its digest differs")
    index, hashes, note = parse_proof(proof)
    try:
        head = open_checkpoint(note, origin=origin, trusted=trusted)
    except BadNote as error:
        raise BadReceipt(f"checkpoint refused: {error}") from error
    leaf = leaf_hash(digest)
    if not inclusion_holds(leaf=leaf, index=index, size=head.size, proof=hashes, root=head.root):
        raise BadReceipt("the proof does not lead from the entry to the signed root")
    return head


def decoded(text: object) -> bytes:
    """Read base64 in its only form. Raises BadReceipt."""
    try:
        raw = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadReceipt("a hash in the receipt is not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise BadReceipt("a hash in the receipt is not canonical base64")
    return raw
