"""The clock services use, so that a test or a replay can set the time (architecture rule 10)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """Give the present moment in UTC, or the moment the clock is frozen at."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (timezone-aware) for the body of the with statement."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
