"""Work that should have been done by now, and why it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from portal.core import clock
from portal.core.models import OutboxTask

STUCK_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class QueueState:
    """How much promised work is not done, how much of it failed at least once, and since when it waits."""

    waiting: int
    failed: int
    oldest: datetime | None

    @property
    def lag_seconds(self) -> int:
        return int((clock.now() - self.oldest).total_seconds()) if self.oldest else 0


def queue_state() -> QueueState:
    """Give the state of the outbox in one query."""
    row = OutboxTask.objects.filter(done_at=None, due_at__lte=clock.now()).aggregate(
        waiting=Count("id"), failed=Count("id", filter=~Q(last_error="")), oldest=Min("created_at")
    )
    return QueueState(row["waiting"], row["failed"], row["oldest"])


def stuck_work() -> QuerySet[OutboxTask]:
    """Give promised work that failed, or is not done half a minute after it was due, oldest first."""
    late = Q(due_at__lte=clock.now() - STUCK_AFTER)
    return OutboxTask.objects.filter(done_at=None).filter(late | ~Q(last_error="")).order_by("created_at")
