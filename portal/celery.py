"""The Celery application. Redis only carries hints: the truth of what is left to do is in PostgreSQL.

Settings follow the loss modes measured in docs/adr/0005: late acknowledgement, rejection when a child is
lost, one task at a time, and a sweeper (portal.core.tasks.sweep) that re-publishes whatever was not done.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
