"""The Celery application. Redis only carries hints: the truth of what is left to do is in PostgreSQL.

Settings follow the loss modes measured in docs/adr/0005: late acknowledgement, rejection when a child is
lost, one task at a time, and a sweeper (portal.core.tasks.sweep) that re-publishes whatever was not done.
"""

import logging
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def say_that_the_scheduler_is_ready(**_: Any) -> None:
    """One line in the log: from here on promises are swept. The worker says so itself."""
    logging.getLogger(__name__).warning("scheduler %d is ready", os.getpid())
