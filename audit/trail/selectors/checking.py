"""Checking what somebody brings back: receipts and consistency proofs, as the published program does (R-37)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from audit.trail.domain.consistency import CONSISTENCY, verify_consistency
from audit.trail.domain.receipts import BadReceipt, verify_receipt
from audit.trail.selectors.keys import trusted_keys

MOST = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """What one document proves. `problem` is empty when it holds; `grew_from` is set for a consistency proof."""

    problem: str = ""
    event: str = ""
    at: str = ""
    by: str = ""
    size: int = 0
    signed_at: str = ""
    grew_from: int | None = None


class Unreadable(ValueError):
    """What was brought is no JSON of receipts."""


def documents_checked(raw: str) -> list[Checked]:
    """Check every receipt or proof of a downloaded file; needs no entry of the database. Raises Unreadable."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    found = document.get("receipts", [document]) if isinstance(document, dict) else None
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise Unreadable
    return [_checked(one) for one in found[:MOST]]


def _checked(document: dict[str, Any]) -> Checked:
    known = {"origin": settings.TRAIL_ORIGIN, "trusted": trusted_keys()}
    try:
        if document.get("format") == CONSISTENCY:
            old, new = verify_consistency(document, **known)
            return Checked(size=new.size, signed_at=new.at, grew_from=old.size)
        head = verify_receipt(document, **known)
        entry = json.loads(str(document["entry"]))
        actor = entry["actor"]
    except BadReceipt as problem:
        return Checked(problem=str(problem))
    except (ValueError, KeyError, TypeError):
        return Checked(problem="a part is missing or of the wrong kind")
    by = actor.get("name") or actor.get("kind") or ""
    return Checked(event=entry["event"], at=entry["at"], by=by, size=head.size, signed_at=head.at)
