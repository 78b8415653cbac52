"""Work after the commit and by the clock: invitations, reminders, unused accounts, the end of delegations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery import shared_task

from portal.accounts import services
from portal.core.domain.actors import system_actor
from portal.core.outbox import outbox_task


@outbox_task("accounts.invitation_mail")
def invitation_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Send the invitation of one role."""
    services.invitation_send(
        user_id=UUID(payload["user_id"]), organisation=payload["organisation"], inviter=payload["inviter"]
    )


@outbox_task("accounts.delegation_expire")
def delegation_expire(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Move a delegation to its end once its date has passed."""
    services.delegation_expire(actor=system_actor("clock"), delegation_id=subject_id)


@outbox_task("accounts.invitation_link_mail")
def invitation_link_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.invitation_link_send(invitation_id=subject_id, link=int(key))


@outbox_task("accounts.invitation_expire")
def invitation_expire(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.invitation_expire(invitation_id=subject_id)


@outbox_task("accounts.delegation_reminder")
def delegation_reminder(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.delegation_remind(delegation_id=subject_id)


@outbox_task("accounts.accreditation_reminder")
def accreditation_reminder(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.accreditation_remind(designation_id=subject_id)


@outbox_task("accounts.idle_mail")
def idle_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.idle_mail_send(user_id=subject_id, step=payload["step"])


@outbox_task("accounts.waking_mail")
def waking_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.waking_mail_send(user_id=subject_id, token=payload["token"])


@outbox_task("accounts.waking_supervisor_mail")
def waking_supervisor_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    services.waking_supervisor_mail_send(user_id=subject_id, supervisor_id=UUID(payload["supervisor"]))


@shared_task(name="accounts.rest_unused", ignore_result=True)
def rest_unused() -> None:
    """Warn about unused accounts and put to sleep those warned long enough."""
    services.accounts_rest()
