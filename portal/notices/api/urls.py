"""REST endpoints of this app, mounted under /api/v1/ in the `api` namespace."""

from django.urls import path

from portal.notices.api.notices import NoticeApi, NoticeListApi
from portal.notices.api.webhooks import (
    WebhookApi,
    WebhookDeliveriesApi,
    WebhookListApi,
    WebhookPingApi,
    WebhookReplayApi,
)

urlpatterns = [
    path("notices", NoticeListApi.as_view(), name="notice_list"),
    path("notices/<uuid:notice_id>", NoticeApi.as_view(), name="notice"),
    path("webhooks", WebhookListApi.as_view(), name="webhook_list"),
    path("webhooks/<uuid:endpoint_id>", WebhookApi.as_view(), name="webhook"),
    path("webhooks/<uuid:endpoint_id>/ping", WebhookPingApi.as_view(), name="webhook_ping"),
    path("webhooks/<uuid:endpoint_id>/messages", WebhookDeliveriesApi.as_view(), name="webhook_deliveries"),
    path("webhooks/messages/<uuid:delivery_id>/replay", WebhookReplayApi.as_view(), name="webhook_replay"),
]
