"""Webhook addresses by API: add, read, change, remove, test, look at messages, replay."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.api import BaseApi, CreatedPages
from portal.core.api.documenting import PAGE_PARAMETERS, answers
from portal.notices import services
from portal.notices.api.documenting import ADD_EXAMPLE, ADDED_EXAMPLE
from portal.notices.selectors import delivery_list, endpoint_get, endpoint_list
from portal.notices.serializers import (
    DeliveryPage,
    DeliveryShape,
    EndpointAdd,
    EndpointChange,
    EndpointPage,
    EndpointSecretShape,
    EndpointShape,
)

TAGS = ["Webhooks"]


class WebhookListApi(BaseApi):
    """The organisation's addresses."""

    @extend_schema(
        operation_id="webhooks_list",
        summary="List webhook addresses",
        tags=TAGS,
        parameters=PAGE_PARAMETERS,
        responses=answers({200: EndpointPage}, 404),
    )
    def get(self, request: Request) -> Response:
        pages = CreatedPages()
        rows: Any = pages.paginate_queryset(endpoint_list(actor=self.actor), request, view=self)
        return pages.get_paginated_response(EndpointShape(rows, many=True).data)

    @extend_schema(
        operation_id="webhooks_add",
        summary="Add a webhook address",
        description="The answer holds the signing secret; no later answer does.",
        tags=TAGS,
        request=EndpointAdd,
        responses=answers({201: EndpointSecretShape}, 400, 409, 415, 422),
        examples=[ADD_EXAMPLE, ADDED_EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        asked = EndpointAdd(data=request.data)
        asked.is_valid(raise_exception=True)
        endpoint, secret = services.endpoint_add(actor=self.actor, **asked.validated_data)
        return Response(
            {**EndpointShape(endpoint).data, "secret": secret}, status=201, headers={"Cache-Control": "no-store"}
        )


class WebhookApi(BaseApi):
    """One address."""

    @extend_schema(
        operation_id="webhooks_read",
        summary="Read a webhook address",
        tags=TAGS,
        responses=answers({200: EndpointShape}, 404),
    )
    def get(self, request: Request, endpoint_id: UUID) -> Response:
        return Response(EndpointShape(endpoint_get(actor=self.actor, endpoint_id=endpoint_id)).data)

    @extend_schema(
        operation_id="webhooks_change",
        summary="Change a webhook address",
        description="Only what is sent changes; the secret stays.",
        tags=TAGS,
        request=EndpointChange,
        responses=answers({200: EndpointShape}, 400, 404, 415, 422),
    )
    def patch(self, request: Request, endpoint_id: UUID) -> Response:
        endpoint_get(actor=self.actor, endpoint_id=endpoint_id)
        asked = EndpointChange(data=request.data)
        asked.is_valid(raise_exception=True)
        endpoint = services.endpoint_change(actor=self.actor, endpoint_id=endpoint_id, **asked.validated_data)
        return Response(EndpointShape(endpoint).data)

    @extend_schema(
        operation_id="webhooks_remove",
        summary="Remove a webhook address",
        tags=TAGS,
        responses=answers({204: None}, 404),
    )
    def delete(self, request: Request, endpoint_id: UUID) -> Response:
        services.endpoint_remove(actor=self.actor, endpoint_id=endpoint_id)
        return Response(status=204)


class WebhookPingApi(BaseApi):
    """A test message."""

    @extend_schema(
        operation_id="webhooks_ping",
        summary="Send a test message",
        description="Sends `webhook.ping` to this address; see its messages for the result.",
        tags=TAGS,
        request=None,
        responses=answers({202: None}, 404),
    )
    def post(self, request: Request, endpoint_id: UUID) -> Response:
        services.endpoint_ping(actor=self.actor, endpoint_id=endpoint_id)
        return Response(status=202)


class WebhookDeliveriesApi(BaseApi):
    """What was sent to one address."""

    @extend_schema(
        operation_id="webhooks_messages",
        summary="List messages sent to an address",
        description="Newest first, with the state of each: waiting, delivered or failed.",
        tags=TAGS,
        parameters=PAGE_PARAMETERS,
        responses=answers({200: DeliveryPage}, 404),
    )
    def get(self, request: Request, endpoint_id: UUID) -> Response:
        endpoint_get(actor=self.actor, endpoint_id=endpoint_id)
        pages = CreatedPages()
        found = delivery_list(actor=self.actor, endpoint_id=endpoint_id)
        rows: Any = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response(DeliveryShape(rows, many=True).data)


class WebhookReplayApi(BaseApi):
    """One message again."""

    @extend_schema(
        operation_id="webhooks_replay",
        summary="Send a message again",
        description="Under its old `webhook-id`, so that your system can tell that it is the same.",
        tags=TAGS,
        request=None,
        responses=answers({202: DeliveryShape}, 404),
    )
    def post(self, request: Request, delivery_id: UUID) -> Response:
        return Response(
            DeliveryShape(services.delivery_replay(actor=self.actor, delivery_id=delivery_id)).data, status=202
        )
