"""Messages to people, and to partners' systems."""

from portal.notices.models.notice import Notice
from portal.notices.models.webhook import SubjectVersion, WebhookDelivery, WebhookEndpoint

__all__ = ["Notice", "SubjectVersion", "WebhookDelivery", "WebhookEndpoint"]
