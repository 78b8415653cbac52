"""Beat: the sweeper that keeps every promise of the outbox."""

import redis
from celery import shared_task
from django.conf import settings

from portal.core.services import outbox_sweep

# Workers that are behind get no faster by more hints: repeating what still waits in the queue would only
# keep them busy finding work done. The sweeper fills each queue up to here, oldest work first.
ENOUGH_HINTS = 50


@shared_task(name="core.sweep", ignore_result=True)
def sweep() -> int:
    first, rest = (max(0, ENOUGH_HINTS - waiting) for waiting in hints_waiting())
    return outbox_sweep(limit=first, first=True) + outbox_sweep(limit=rest, first=False)


def hints_waiting() -> tuple[int, int]:
    """Length of the workers' two queues; 0 when the broker does not answer, which publishing will find out."""
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=2) as broker:
            return int(broker.llen(settings.FIRST_QUEUE)), int(broker.llen(settings.CELERY_TASK_DEFAULT_QUEUE))
    except redis.RedisError:
        return 0, 0
