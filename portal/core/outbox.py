"""The worker's side of the outbox: run the work and mark it done in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from celery import shared_task
from django.db import InterfaceError, OperationalError, transaction
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisConnectionError

from portal.core import clock
from portal.core.models import OutboxTask
from portal.core.services import outbox_mark_failed, outbox_mark_interrupted

log = logging.getLogger(__name__)

CONNECTION_LOST = "08"
TRY_AGAIN = frozenset({"57P01", "57P02", "57P03", "40001", "40P01"})  # shutting down, starting; conflict, deadlock


class Work(Protocol):
    """What a task body looks like: it fetches by id and calls one service."""

    __name__: str

    def __call__(self, *, subject_id: UUID, key: str, payload: dict[str, Any]) -> None: ...


def outbox_task(name: str) -> Callable[[Work], Any]:
    """Register `name` as a Celery task over outbox rows.

    However often the hint is delivered the effect happens once: the row is locked, the body runs and the
    row is marked done in a single transaction. A failing body is rolled back, recorded and retried with
    growing delay; it shows on the stuck-work page meanwhile. An outage of database or broker is no failure of
    the work: it is repeated as soon as they are back.
    """

    def decorate(body: Work) -> Any:
        @shared_task(name=name, ignore_result=True)
        @wraps(body)
        def run(outbox_id: str) -> str:
            row_id = UUID(outbox_id)
            try:
                return _once(body, row_id)
            except Exception as error:  # recorded on the row, shown to people, retried by the sweeper
                log.exception("outbox task %s %s failed", name, outbox_id)
                return _note(row_id, error)

        return run

    return decorate


def _once(body: Work, row_id: UUID) -> str:
    with transaction.atomic():
        row = OutboxTask.objects.select_for_update(skip_locked=True).filter(pk=row_id, done_at=None).first()
        if row is None:
            return "done already or in other hands"
        body(subject_id=row.subject_id, key=row.key, payload=row.payload)
        row.done_at = clock.now()
        row.last_error = ""
        row.save(update_fields=["done_at", "last_error"])
    return "done"


def _note(row_id: UUID, error: Exception) -> str:
    """Write down why the work was not done. With the database gone nobody can: the sweeper finds the row undone."""
    interrupted = is_outage(error)
    mark = outbox_mark_interrupted if interrupted else outbox_mark_failed
    with suppress(OperationalError, InterfaceError):
        mark(row_id, f"{type(error).__name__}: {error}")
    return "interrupted" if interrupted else "failed"


def is_outage(error: Exception) -> bool:
    """Whether a server went away, or refused this transaction for the sake of another one.

    A statement that runs too long is an OperationalError too, but it would do so again: that one counts.
    """
    if isinstance(error, OperationalError):
        state = getattr(error.__cause__, "pgcode", None)
        return state is None or state.startswith(CONNECTION_LOST) or state in TRY_AGAIN
    return isinstance(error, (InterfaceError, ConnectionError, BrokerError, RedisConnectionError))
