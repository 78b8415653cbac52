"""How often one address may send a public form."""

from __future__ import annotations

import logging
import time

import redis
from django.core.cache import cache

log = logging.getLogger(__name__)


def too_often(scope: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more sending and say whether it goes beyond `most` in the present window.

    While the cache is away nobody is refused, as with calls of the API: losing the count harms less than losing words.
    """
    window = int(time.time() // seconds)
    key = f"form:{scope}:{who}:{window}"
    try:
        cache.add(key, 0, timeout=seconds * 2)
        return int(cache.incr(key)) > most
    except (redis.RedisError, OSError, ValueError):
        log.warning("form not counted: cache unavailable")
        return False
