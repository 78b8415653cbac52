"""Work of membership that happens later: decisions take effect, interviews are remembered, offers lapse."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from enrollment import services
from enrollment.services import interviews
from portal.core.outbox import outbox_task


@outbox_task("enrollment.decision_take_effect")
def decision_take_effect(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.decision_take_effect(decision_id=subject_id)


@outbox_task("enrollment.interview_remind")
def interview_remind(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    interviews.interview_remind(
        interview_id=subject_id, code=payload["code"], starts_at=datetime.fromisoformat(payload["starts_at"])
    )


@outbox_task("enrollment.offer_lapse")
def offer_lapse(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    interviews.offer_lapse(offer_id=subject_id)


@outbox_task("enrollment.slot_freed")
def slot_freed(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    interviews.slot_freed(centre_id=subject_id, starts_at=datetime.fromisoformat(payload["starts_at"]))
