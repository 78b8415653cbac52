"""Beat: the sweeper that keeps every promise of the outbox."""

from celery import shared_task

from portal.core.services import outbox_sweep


@shared_task(name="core.sweep", ignore_result=True)
def sweep() -> int:
    return outbox_sweep()
