"""Work of membership that happens later: a decision takes effect when its notice has run."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery import shared_task

from enrollment import services
from portal.core.outbox import outbox_task


@outbox_task("enrollment.decision_take_effect")
def decision_take_effect(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.decision_take_effect(decision_id=subject_id)


@shared_task(name="enrollment.keep_lookup_weeks", ignore_result=True)
def keep_lookup_weeks() -> None:
    """Commit to the coming draws of look-ups and make those that are due (R-13)."""
    services.lookup_weeks_keep()
