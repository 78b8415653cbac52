"""Plumbing of the single window: one Django project, several small apps."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
