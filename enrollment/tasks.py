"""Work of membership that happens later: a decision takes effect when its notice has run; the night's proposals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery import shared_task

from enrollment import services
from portal.core.outbox import outbox_task


@outbox_task("enrollment.decision_take_effect")
def decision_take_effect(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.decision_take_effect(decision_id=subject_id)


@shared_task(name="enrollment.propose_graduations", ignore_result=True)
def propose_graduations() -> int:
    return services.graduations_turn()


@shared_task(name="enrollment.turn_memberships", ignore_result=True)
def turn_memberships() -> int:
    return services.memberships_turn()
