"""Beat: the sweeper that keeps every promise of the outbox."""

import redis
from celery import shared_task
from django.conf import settings

from portal.core.services import outbox_sweep

# Workers that are behind get no faster by more hints: repeating what still waits in the queue would only
# keep them busy finding work done. The sweeper fills the queue up to here, oldest work first.
ENOUGH_HINTS = 50


@shared_task(name="core.sweep", ignore_result=True)
def sweep() -> int:
    return outbox_sweep(limit=max(0, ENOUGH_HINTS - hints_waiting()))


def hints_waiting() -> int:
    """Length of the workers' queue; 0 when the broker does not answer, which publishing will find out."""
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=2) as broker:
            return int(broker.llen(settings.CELERY_TASK_DEFAULT_QUEUE))
    except redis.RedisError:
        return 0
