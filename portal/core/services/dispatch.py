"""Nothing happens before commit, and nothing committed is forgotten (architecture rule 3).

A row of the outbox is the promise; the message to the broker is only a hint that arrives sooner. When the
hint is lost, with the process, the broker or a flushed Redis, the sweeper sends it again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from portal.core import clock
from portal.core.models import OutboxTask

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(seconds=3)
FIRST_BACKOFF = timedelta(seconds=5)
SWEEP_BATCH = 500
BACKOFF_CEILING = timedelta(minutes=10)
# The pooled connection may be one to a broker that has been restarted since.
ONCE_MORE_ON_A_NEW_CONNECTION = {"max_retries": 1, "interval_start": 0}


@dataclass(frozen=True, slots=True)
class Work:
    """One promise: what `dispatch` takes, for several at once."""

    task: str
    subject_id: UUID
    key: str = ""
    payload: dict[str, Any] | None = None
    delay_seconds: int = 0


def dispatch(
    task: str, *, subject_id: UUID, key: str = "", payload: dict[str, Any] | None = None, delay_seconds: int = 0
) -> None:
    """Promise that `task` will run for the subject after this transaction commits.

    Runs at most once per (task, subject, key); a second promise of the same work is silently the first one.
    """
    dispatch_all([Work(task, subject_id, key, payload, delay_seconds)])


def dispatch_all(works: Sequence[Work]) -> None:
    """Promise several pieces of work in one statement."""
    now = clock.now()
    rows = [_row(work, now) for work in works]
    OutboxTask.objects.bulk_create(rows, ignore_conflicts=True)
    for work, row in zip(works, rows, strict=True):
        if not work.delay_seconds:
            transaction.on_commit(partial(_hint, work.task, row.id), robust=True)


def _row(work: Work, now: datetime) -> OutboxTask:
    """The hint goes out at commit and the sweeper waits RETRY_AFTER for it; delayed work has only the sweeper."""
    due = now + timedelta(seconds=work.delay_seconds)
    return OutboxTask(
        task=work.task,
        subject_id=work.subject_id,
        key=work.key,
        payload=work.payload or {},
        due_at=due,
        published_at=due - RETRY_AFTER if work.delay_seconds else due,
        attempts=1,
    )


def _hint(task: str, outbox_id: UUID) -> None:
    if not outbox_publish(task, outbox_id):
        _not_sent([outbox_id])


def outbox_publish(task: str, outbox_id: UUID) -> bool:
    """Send the hint; says whether the broker took it. A broker that is down is not an error here."""
    try:
        current_app.send_task(
            task, args=[str(outbox_id)], ignore_result=True, retry=True, retry_policy=ONCE_MORE_ON_A_NEW_CONNECTION
        )
    except Exception:  # any broker failure has the same remedy: the sweeper
        log.warning("broker unavailable, %s %s waits for the sweeper", task, outbox_id)
        return False
    return True


def outbox_sweep(limit: int = SWEEP_BATCH, *, first: bool | None = None) -> int:
    """Publish again what is due and not done, oldest first; gives how many. Safe to run from several processes.

    `first` narrows to the tasks of the first queue (True) or to those of the other one (False).
    """
    now = clock.now()
    urgent = Q(task__in=settings.FIRST_TASKS)
    narrowed = {None: Q(), True: urgent, False: ~urgent}[first]
    with transaction.atomic():
        rows = list(
            OutboxTask.objects.select_for_update(skip_locked=True)
            .filter(narrowed)
            .filter(done_at=None, due_at__lte=now)
            .filter(published_at__lte=now - RETRY_AFTER)
            .order_by("due_at")
            .only("id", "task")[:limit]
        )
        OutboxTask.objects.filter(pk__in=[row.pk for row in rows]).update(published_at=now)
    for sent, row in enumerate(rows):
        if not outbox_publish(row.task, row.id):
            _not_sent([left.id for left in rows[sent:]])
            return sent
    return len(rows)


def _not_sent(outbox_ids: list[UUID]) -> None:
    """Let the next sweep send these hints: nobody is on the way to do the work."""
    OutboxTask.objects.filter(pk__in=outbox_ids, done_at=None).update(published_at=clock.now() - RETRY_AFTER)


def outbox_mark_failed(outbox_id: UUID, error: str) -> None:
    """Count a failed attempt and put off the next one: 5 s, 10 s, 20 s ... up to ten minutes."""
    now: datetime = clock.now()
    row = OutboxTask.objects.filter(pk=outbox_id, done_at=None).only("attempts").first()
    if row is None:
        return
    wait = min(FIRST_BACKOFF * 2 ** min(row.attempts, 12) / 2, BACKOFF_CEILING)
    OutboxTask.objects.filter(pk=outbox_id, done_at=None).update(
        attempts=F("attempts") + 1, last_error=error[:2000], due_at=now + wait, published_at=now
    )


def outbox_mark_interrupted(outbox_id: UUID, error: str) -> None:
    """Note why the work was cut off; not the work's fault, so the next sweep sends it again, uncounted."""
    OutboxTask.objects.filter(pk=outbox_id, done_at=None).update(
        last_error=error[:2000], published_at=clock.now() - RETRY_AFTER
    )


@transaction.atomic
def outbox_retry(outbox_id: UUID) -> bool:
    """Make one undone piece of work due now and send its hint; says whether there was such work."""
    row = OutboxTask.objects.select_for_update(skip_locked=True).filter(pk=outbox_id, done_at=None).first()
    if row is None:
        return False
    row.due_at = row.published_at = clock.now()
    row.save(update_fields=["due_at", "published_at"])
    transaction.on_commit(partial(_hint, row.task, row.id), robust=True)
    return True
