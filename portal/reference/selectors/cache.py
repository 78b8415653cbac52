"""Small tables, kept in each process until the stamp says that something changed.

The stamp lives in the database and is announced through the cache server; a process looks at most once per
REFERENCE_CHECK_SECONDS (1 by default), so that a change is seen everywhere about a second after its commit and
a warm read costs no query. When the cache server forgot the stamp or is down, the database is asked.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sized
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache

from portal.reference.models import ReferenceStamp

log = logging.getLogger(__name__)

KEY = "reference:stamp"
# The announcement expires so that one lost while the cache server was down is made good by the database.
ANNOUNCED_SECONDS = 60
NEVER = -1.0

T = TypeVar("T", bound=Sized)


class _Memory:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp = -1
        self.checked_at = NEVER
        self.parts: dict[str, tuple[int, Sized]] = {}


_memory = _Memory()


def cached(name: str, load: Callable[[], T]) -> T:
    """Give the part called `name`, loading it when unknown or outdated. An empty part is not kept."""
    stamp = _current_stamp()
    known = _memory.parts.get(name)
    if known is not None and known[0] == stamp:
        return cast(T, known[1])
    value = load()
    if len(value):
        _memory.parts[name] = (stamp, value)
    return value


def announce(value: int) -> None:
    """Publish a committed stamp; the processes that missed it read the database when it expires."""
    try:
        cache.set(KEY, value, ANNOUNCED_SECONDS)
    except Exception:
        log.warning("stamp %s of reference data not announced: cache server unavailable", value)
    _memory.checked_at = NEVER


def reference_cache_clear() -> None:
    """Forget everything kept in this process, so that the next read asks the database."""
    _memory.parts.clear()
    _memory.checked_at = NEVER


def _current_stamp() -> int:
    wait = float(getattr(settings, "REFERENCE_CHECK_SECONDS", 1.0))
    now = time.monotonic()
    if _memory.checked_at != NEVER and now - _memory.checked_at < wait:
        return _memory.stamp
    # One thread looks; the others go on with what they know, so that a slow cache server holds nobody up.
    if _memory.lock.acquire(blocking=_memory.stamp < 0):
        try:
            _memory.stamp = _read_stamp()
            _memory.checked_at = now
        finally:
            _memory.lock.release()
    return _memory.stamp


def _read_stamp() -> int:
    try:
        known = cache.get(KEY)
    except Exception:
        log.warning("cache server unavailable: asking the database for the stamp of reference data")
        return _stored_stamp()
    if known is not None:
        return int(known)
    stored = _stored_stamp()
    try:
        cache.add(KEY, stored, ANNOUNCED_SECONDS)
    except Exception:
        log.warning("stamp %s of reference data not announced: cache server unavailable", stored)
    return stored


def _stored_stamp() -> int:
    return ReferenceStamp.objects.values_list("value", flat=True).filter(pk=1).first() or 0
