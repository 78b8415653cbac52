"""The random overlay: a seeded, repeatable draw that nobody can steer or foresee (R-43).

The commitment to the seed is logged before the day begins; afterwards the seed shows that every draw was
made as announced.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

_SPACE = 1 << 64


def drawn(seed: bytes, trip_id: UUID | str, rate: float) -> bool:
    """Say whether this trip is drawn at that rate (0 to 1). The same seed and trip always agree.

    Raises ValueError for a rate outside 0..1 or an empty seed.
    """
    if not seed or not 0 <= rate <= 1:
        raise ValueError("a seed and a rate from 0 to 1 are needed")
    mac = hmac.new(seed, str(trip_id).encode(), hashlib.sha256).digest()
    return int.from_bytes(mac[:8], "big") < int(rate * _SPACE)


def commitment(seed: bytes) -> str:
    """What is published before the draws are made: the SHA-256 of the seed."""
    return hashlib.sha256(seed).hexdigest()
