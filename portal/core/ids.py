"""Public identifiers: UUID version 7 (RFC 9562), time-ordered so that indexes stay compact, never serial."""

from __future__ import annotations

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """Give a fresh UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value &= ~(0xF000 << 64) & ~(0xC000 << 48)
    return UUID(int=value | 0x7000 << 64 | 0x8000 << 48)
