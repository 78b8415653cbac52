"""`manage.py demo_night`: give the running worker what the scheduler gives it each night, now."""

from __future__ import annotations

from typing import Any

from celery.schedules import crontab
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.celery import app


class Command(BaseCommand):
    """Refuses outside the demonstration's settings; there a night takes no harm from coming twice."""

    help = "Send the nightly work of the schedule to the worker of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is only for demonstration settings.")
        nightly = {
            name: str(entry["task"])
            for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
            if isinstance(entry["schedule"], crontab)
        }
        for name, task in nightly.items():
            app.send_task(task)
            self.stdout.write(f"The worker is asked to {name}.")
