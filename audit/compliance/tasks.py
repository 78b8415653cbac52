"""Work after a release, after a draw, when the member's time to answer is over, and what the ledger does by the clock."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task

from audit.compliance.services import (
    audit_months_keep,
    audit_open_for_selection,
    audit_open_for_trip,
    facilities_keep,
    silence_note,
    visit_silence,
)
from audit.compliance.services.ledger import movement_count, movements_fill
from audit.compliance.services.shortfalls import shortfalls_review
from audit.compliance.services.signals import signals_note
from portal.core import clock
from portal.core.outbox import outbox_task

LOOK_BACK = timedelta(days=4)


@outbox_task("compliance.trip_released")
def trip_released(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    audit_open_for_trip(trip_id=subject_id)
    movement_count(trip_id=subject_id)
    signals_note(trip_id=subject_id)


@outbox_task("compliance.note_signals")
def note_signals(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """A position came after the release was looked at; `key` is the message it came in (R-67)."""
    signals_note(trip_id=subject_id)


@shared_task(name="compliance.keep_ledger", ignore_result=True)
def keep_ledger() -> None:
    """Each night: count what ended without a release (a truck turned back), then look for shortfalls (R-39)."""
    today = clock.now().date()
    movements_fill(first=today - LOOK_BACK, last=today)
    shortfalls_review()


@outbox_task("compliance.open_drawn")
def open_drawn(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    audit_open_for_selection(selection_id=subject_id)


@outbox_task("compliance.answer_due")
def answer_due(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    silence_note(case_id=subject_id, revision=int(key))


@outbox_task("compliance.visit_answer_due")
def visit_answer_due(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    visit_silence(visit_id=subject_id)


@shared_task(name="compliance.keep_audit_months", ignore_result=True)
def keep_audit_months() -> int:
    """Commit to months and draw those that are over, then draw the facilities of this one (R-63, R-70)."""
    drawn = audit_months_keep()
    facilities_keep()
    return drawn
