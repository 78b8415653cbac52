"""Pages of notices and webhooks."""

from portal.notices.views.notices import notice, notice_list
from portal.notices.views.webhooks import (
    delivery_replay,
    endpoint_act,
    webhooks,
)

__all__ = ["delivery_replay", "endpoint_act", "notice", "notice_list", "webhooks"]
