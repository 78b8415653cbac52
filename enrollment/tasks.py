"""Work of membership that happens later: decisions take effect, payments are opened and checked, the night proposes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from enrollment import services
from enrollment.services import interviews
from portal.core.outbox import outbox_task


@outbox_task("enrollment.decision_take_effect")
def decision_take_effect(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.decision_take_effect(decision_id=subject_id)


@shared_task(name="enrollment.propose_graduations", ignore_result=True)
def propose_graduations() -> int:
    return services.graduations_turn()


@outbox_task("enrollment.payment_open")
def payment_open(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Have the provider make the page of a payment; repeated until it answers."""
    services.payment_open(payment_id=subject_id)


@outbox_task("enrollment.payment_check")
def payment_check(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Ask how a payment stands; `key` is the number of the question."""
    services.payment_check(payment_id=subject_id, attempt=int(key))


@outbox_task("enrollment.payment_refund")
def payment_refund(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Ask the provider to give a payment back."""
    services.payment_refund(payment_id=subject_id)


@shared_task(name="enrollment.turn_memberships", ignore_result=True)
def turn_memberships() -> int:
    return services.memberships_turn()


@shared_task(name="enrollment.keep_lookup_weeks", ignore_result=True)
def keep_lookup_weeks() -> None:
    """Commit to the coming draws of look-ups and make those that are due (R-13)."""
    services.lookup_weeks_keep()


@outbox_task("enrollment.document_scan")
def document_scan(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.document_scan(document_id=subject_id, attempt=int(payload.get("attempt", 0)))


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


@shared_task(name="enrollment.vet_members_again", ignore_result=True)
def vet_members_again() -> int:
    return services.rechecks_open()
