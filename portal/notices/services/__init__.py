"""Writes of notices and webhooks for this app and those above."""

from portal.notices.services.deliveries import (
    delivery_attempt,
    delivery_replay,
    webhook_emit,
)
from portal.notices.services.endpoints import endpoint_add, endpoint_change, endpoint_ping, endpoint_remove
from portal.notices.services.notices import notice_mail, notice_mark_read, notice_send

__all__ = [
    "delivery_attempt",
    "delivery_replay",
    "endpoint_add",
    "endpoint_change",
    "endpoint_ping",
    "endpoint_remove",
    "notice_mail",
    "notice_mark_read",
    "notice_send",
    "webhook_emit",
]
