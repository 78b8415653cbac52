"""The random overlay: a seeded, repeatable draw that nobody can steer or foresee (R-43).

The commitment to a day's seed is in the trail before the day begins; afterwards the seed is published and shows
that every draw was made as announced. `clearance/verify_draws.py` repeats these few lines without the portal.
"""

from __future__ import annotations

import hashlib
import hmac
from decimal import Decimal
from uuid import UUID

SPACE = 1 << 64
STEPS = 100_000  # a rate is a whole number of hundred-thousandths, so that everybody finds the same limit
SEED_BYTES = 32


def draw_token(trip_id: UUID | str, number: int) -> str:
    """Give the name under which draw `number` (from 1) of a trip is made and published.

    Who knows the trip's identifier can work it out; it does not tell the identifier.
    """
    return hashlib.sha256(f"preclear draw 1\n{trip_id}\n{number}".encode()).hexdigest()


def draw_value(seed: bytes, token: UUID | str) -> int:
    """Give the number from 0 to 2^64 - 1 that seed and token make; the draw hits when it lies below the limit."""
    return int.from_bytes(hmac.digest(seed, str(token).encode(), "sha256")[:8], "big")


def draw_limit(rate: float | Decimal) -> int:
    """Give the limit of a rate from 0 to 1, which is taken in steps of a hundred-thousandth."""
    return round(rate * STEPS) * SPACE // STEPS


def kept_rate(rate: float | Decimal) -> Decimal:
    """Give the rate as it is drawn with, stored and published: five decimals."""
    return Decimal(round(rate * STEPS)) / STEPS


def drawn(seed: bytes, token: UUID | str, rate: float | Decimal) -> bool:
    """Say whether this token is drawn at that rate (0 to 1). The same seed and token always agree.

    Raises ValueError for a rate outside 0..1 or an empty seed.
    """
    if not seed or not 0 <= rate <= 1:
        raise ValueError("a seed and a rate from 0 to 1 are needed")
    return draw_value(seed, token) < draw_limit(rate)


def commitment(seed: bytes) -> str:
    """What is published before the draws are made: the SHA-256 of the seed."""
    return hashlib.sha256(seed).hexdigest()


def list_line(token: str, tier: str, rate: Decimal, hit: bool) -> str:
    """Give one draw as its line of the published list."""
    return f"{token} {tier} {rate:.5f} {'drawn' if hit else '-'}\n"
