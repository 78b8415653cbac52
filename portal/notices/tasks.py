"""Work after the commit: e-mails and webhooks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from portal.core.outbox import outbox_task
from portal.notices import services


@outbox_task("notices.notice_mail")
def notice_mail(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """E-mail the recipients of one notice."""
    services.notice_mail(notice_id=subject_id)


@outbox_task("notices.webhook_deliver")
def webhook_deliver(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """Try one message once; `key` is the number of the attempt."""
    services.delivery_attempt(delivery_id=subject_id)
