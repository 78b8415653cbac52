"""Work after a release, after a draw, and when the member's time to answer is over."""

from typing import Any
from uuid import UUID

from celery import shared_task

from audit.compliance.services import audit_months_keep, audit_open_for_selection, audit_open_for_trip, silence_note
from portal.core.outbox import outbox_task


@outbox_task("compliance.trip_released")
def trip_released(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    audit_open_for_trip(trip_id=subject_id)


@outbox_task("compliance.open_drawn")
def open_drawn(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    audit_open_for_selection(selection_id=subject_id)


@outbox_task("compliance.answer_due")
def answer_due(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    silence_note(case_id=subject_id, revision=int(key))


@shared_task(name="compliance.keep_audit_months", ignore_result=True)
def keep_audit_months() -> int:
    return audit_months_keep()
