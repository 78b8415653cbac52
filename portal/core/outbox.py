"""The worker's side of the outbox: run the work and mark it done in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from celery import shared_task
from django.db import transaction

from portal.core import clock
from portal.core.models import OutboxTask
from portal.core.services import outbox_mark_failed

log = logging.getLogger(__name__)


class Work(Protocol):
    """What a task body looks like: it fetches by id and calls one service."""

    __name__: str

    def __call__(self, *, subject_id: UUID, key: str, payload: dict[str, Any]) -> None: ...


def outbox_task(name: str) -> Callable[[Work], Any]:
    """Register `name` as a Celery task over outbox rows.

    However often the hint is delivered the effect happens once: the row is locked, the body runs and the
    row is marked done in a single transaction. A failing body is rolled back, recorded and retried with
    growing delay; it shows on the stuck-work page meanwhile.
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
                outbox_mark_failed(row_id, f"{type(error).__name__}: {error}")
                return "failed"

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
