"""The monthly draw of facilities for an unannounced visit, from the seed of the month's audits (R-63).

It is made as the month begins, while the seed is still sealed, and worked out again by anybody once the seed is out:
the tokens with the lowest HMAC-SHA-256(seed, "visit " + token) are drawn. The label keeps the two draws of one seed apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from audit.compliance.domain.drawing import quota
from clearance.targeting.overlay import draw_value

LABEL = "visit"
VISIT_RULES = "visit-draw-1"
VISIT_SHARE = 100  # thousandths of the accredited facilities of members


def facility_token(site_id: UUID | str, month: str) -> str:
    """Give the name under which a facility is drawn in a month ("2026-11"); no two months can be linked by it."""
    return hashlib.sha256(f"preclear visit 1\n{month}\n{site_id}".encode()).hexdigest()


def facility_draw(seed: bytes, tokens: Iterable[str], share: int = VISIT_SHARE) -> list[str]:
    """Give the tokens drawn, in their order. Raises ValueError for a seed of nothing."""
    if not seed:
        raise ValueError("a seed is needed")
    pool = sorted(tokens, key=lambda token: (draw_value(seed, f"{LABEL} {token}"), token))
    return pool[: quota(len(pool), share)]


def facility_line(token: str, place: int) -> str:
    """Give one facility as its line of the published list; place 0 when it was not drawn."""
    return f"{token} {place}\n"
