"""Work of the commission that happens by itself: reminders of public versions, acknowledgements of comments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery import shared_task

from appeals import services
from portal.core.outbox import outbox_task


@shared_task(name="appeals.chase_public_versions", ignore_result=True)
def chase_public_versions() -> int:
    return services.public_versions_chase()


@outbox_task("appeals.comment_mail")
def comment_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Acknowledge one public comment to its author."""
    services.comment_mail(comment_id=subject_id)
