"""Work after the commit: invitations and the end of delegations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
