"""Which look-ups of a week a supervisor reviews: drawn from a seed committed to before the week (R-13, R-43, R-90)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

SEED_BYTES = 32


def commitment(seed: bytes) -> str:
    """What is written down before the week: the SHA-256 of the seed."""
    return hashlib.sha256(seed).hexdigest()


def value(seed: bytes, lookup_id: UUID) -> int:
    """Give the number that seed and look-up make; the same two always agree, and nobody can foresee it."""
    return int.from_bytes(hmac.digest(seed, str(lookup_id).encode(), "sha256")[:8], "big")


def sample(seed: bytes, lookup_ids: Iterable[UUID], size: int) -> list[UUID]:
    """Give the `size` look-ups with the smallest numbers: every one has the same chance. Raises ValueError unseeded."""
    if not seed:
        raise ValueError("a seed is needed")
    return sorted(lookup_ids, key=lambda one: (value(seed, one), str(one)))[:size]


def monday_of(moment: datetime) -> date:
    """Give the Monday the week of a moment begins with, in UTC."""
    day = moment.date()
    return day - timedelta(days=day.weekday())
