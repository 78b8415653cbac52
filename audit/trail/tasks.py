"""The sealer's heartbeat: beat runs `trail.seal` every second (CELERY_BEAT_SCHEDULE)."""

from celery import shared_task

from audit.trail import services


@shared_task(name="trail.seal", ignore_result=True, acks_late=False)
def seal_trail() -> int:
    """Seal what is waiting; gives the number of entries. Harmless when it runs twice or not at all."""
    return services.seal_pending().count
