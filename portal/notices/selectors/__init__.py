"""Reads of notices and webhooks, scoped by actor."""

from portal.notices.selectors.notices import notice_get, notice_list, notice_unread_count
from portal.notices.selectors.webhooks import delivery_get, delivery_list, endpoint_get, endpoint_list

__all__ = [
    "delivery_get",
    "delivery_list",
    "endpoint_get",
    "endpoint_list",
    "notice_get",
    "notice_list",
    "notice_unread_count",
]
