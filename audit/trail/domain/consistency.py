"""That the log only ever grew: two signed checkpoints and the proof between them (RFC 9162 section 2.1.4)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any

from audit.trail.domain.checkpoints import TreeHead, open_checkpoint
from audit.trail.domain.notes import BadNote, Verifier
from audit.trail.domain.proofs import consistency_holds
from audit.trail.domain.receipts import BadReceipt, decoded

CONSISTENCY = "preclear-consistency-1"


def consistency_document(*, old: str, new: str, hashes: Sequence[bytes]) -> dict[str, Any]:
    """Give the JSON document that is downloaded: both notes and the hashes between them."""
    return {
        "format": CONSISTENCY,
        "old": old,
        "new": new,
        "proof": [base64.b64encode(item).decode() for item in hashes],
    }


def verify_consistency(
    document: dict[str, Any], *, origin: str, trusted: Iterable[Verifier]
) -> tuple[TreeHead, TreeHead]:
    """Check that the newer log begins with the whole older one; gives both heads. Raises BadReceipt."""
    if document.get("format") != CONSISTENCY or not isinstance(document.get("proof"), list):
        raise BadReceipt("not a consistency proof of this portal")
    keys = list(trusted)
    try:
        old, new = (open_checkpoint(str(document.get(name)), origin=origin, trusted=keys) for name in ("old", "new"))
    except BadNote as error:
        raise BadReceipt(f"checkpoint refused: {error}") from error
    proof = [decoded(item) for item in document["proof"]]
    if not consistency_holds(old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=proof):
        raise BadReceipt("the newer log does not begin with the older one")
    return old, new
