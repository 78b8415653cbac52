"""Work of the commission that happens by itself: reminders of public versions that are missing."""

from __future__ import annotations

from celery import shared_task

from appeals.services import public_versions_chase


@shared_task(name="appeals.chase_public_versions", ignore_result=True)
def chase_public_versions() -> int:
    return public_versions_chase()
