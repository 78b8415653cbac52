"""How often one client may call."""

from __future__ import annotations

import logging
import time
from typing import Any

import redis
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

log = logging.getLogger(__name__)


class ClientThrottle(SimpleRateThrottle):
    """Counts calls per key, else per person, else per address, in windows of the rate's period.

    A counter instead of a list of moments: its cost does not grow with the rate. While the cache is away
    nobody is refused; losing the count for a moment harms less than refusing filings.
    """

    scope = "client"
    left = 0.0
    num_requests: int
    duration: int

    def get_cache_key(self, request: Request, view: Any) -> str:
        actor = getattr(request._request, "actor", None)
        if actor is not None and actor.client_id:
            who = f"key:{actor.client_id}"
        elif actor is not None and actor.user_id:
            who = f"user:{actor.user_id}"
        else:
            who = f"ip:{request.META.get('REMOTE_ADDR', '')}"
        return f"throttle:{self.scope}:{who}"

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None:
            return True
        now = time.time()
        window = int(now // self.duration)
        self.left = (window + 1) * self.duration - now
        try:
            used = self._count(f"{self.get_cache_key(request, view)}:{window}")
        except (redis.RedisError, OSError):
            log.warning("throttle not counted: cache unavailable")
            return True
        return used <= self.num_requests

    def wait(self) -> float:
        return self.left

    def _count(self, key: str) -> int:
        try:
            return int(cache.incr(key))
        except ValueError:  # first call in this window
            cache.add(key, 0, timeout=self.duration * 2)
            return int(cache.incr(key))
