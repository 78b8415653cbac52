"""Work of membership that happens later: a decision takes effect, a document is scanned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from enrollment import services
from portal.core.outbox import outbox_task


@outbox_task("enrollment.decision_take_effect")
def decision_take_effect(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.decision_take_effect(decision_id=subject_id)


@outbox_task("enrollment.document_scan")
def document_scan(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.document_scan(document_id=subject_id, attempt=int(payload.get("attempt", 0)))
