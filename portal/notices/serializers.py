"""Shapes of the API: notices, webhook addresses and their messages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.core.api.documenting import WordsSerializer
from portal.notices.domain.events import ALL, EVENTS
from portal.notices.models import Notice, WebhookDelivery, WebhookEndpoint

EVENT_CODES = (ALL, *EVENTS)
ADDRESS = (
    r"^https://([a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?\.){1,4}[a-z]{2,12}(:[1-9][0-9]{0,3})?(/[A-Za-z0-9._~/-]{0,200})?$"
)


class ReasonShape(serializers.Serializer[Any]):
    """Why an adverse step was taken, what it rests on, how to put it right and how to contest it."""

    code = serializers.CharField()
    text = WordsSerializer()
    evidence = serializers.CharField()
    fix = WordsSerializer()
    appeal = WordsSerializer()


class SubjectShape(serializers.Serializer[Any]):
    """The record a notice or message is about."""

    type = serializers.CharField(source="subject_type")
    id = serializers.UUIDField(source="subject_id")


class NoticeShape(serializers.ModelSerializer[Notice]):
    """One notice. `link` and `appeal_link` are paths of pages in the portal, empty when there is none."""

    title = WordsSerializer(read_only=True)
    body = WordsSerializer(read_only=True)
    reason = serializers.SerializerMethodField()
    subject = SubjectShape(source="*", read_only=True)

    class Meta:
        model = Notice
        fields = (
            "id",
            "created_at",
            "organisation_id",
            "kind",
            "title",
            "body",
            "reason",
            "subject",
            "link",
            "appeal_link",
            "sender_agency",
            "read_at",
        )
        read_only_fields = fields

    @extend_schema_field(ReasonShape(allow_null=True))
    def get_reason(self, notice: Notice) -> dict[str, Any] | None:
        return notice.reason


class EndpointShape(serializers.ModelSerializer[WebhookEndpoint]):
    """An address as it can be read: never with its secret."""

    events = serializers.ListField(child=serializers.ChoiceField(choices=EVENT_CODES), read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = ("id", "created_at", "url", "events", "is_active")
        read_only_fields = fields


class EndpointSecretShape(EndpointShape):
    """The answer that creates an address: the only one that holds the secret."""

    secret = serializers.CharField(read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = ("id", "created_at", "url", "events", "is_active", "secret")
        read_only_fields = fields


@extend_schema_field({"type": "string", "format": "uri", "maxLength": 500, "pattern": ADDRESS})
class AddressField(serializers.CharField):
    """A public https address. Only the usual shape is promised; `domain.targets` decides."""


class EndpointAdd(serializers.Serializer[Any]):
    """A new address."""

    url = AddressField(max_length=500)
    events = serializers.ListField(child=serializers.ChoiceField(choices=EVENT_CODES), min_length=1, max_length=50)


class EndpointChange(serializers.Serializer[Any]):
    """What may be changed; what is left out stays."""

    url = AddressField(max_length=500, required=False)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=EVENT_CODES), min_length=1, max_length=50, required=False
    )
    is_active = serializers.BooleanField(required=False)


class DeliveryShape(serializers.ModelSerializer[WebhookDelivery]):
    """One message and how it fared. `body` is the exact text that was signed."""

    endpoint_id = serializers.UUIDField(read_only=True)
    subject = SubjectShape(source="*", read_only=True)
    state = serializers.ChoiceField(choices=("waiting", "delivered", "failed"), read_only=True)

    class Meta:
        model = WebhookDelivery
        fields = (
            "id",
            "created_at",
            "endpoint_id",
            "event",
            "subject",
            "version",
            "body",
            "state",
            "attempts",
            "last_status",
            "last_error",
            "last_attempt_at",
            "next_attempt_at",
            "delivered_at",
        )
        read_only_fields = fields


class _Page(serializers.Serializer[Any]):
    """A page by cursor; follow `next` until it is null."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class NoticePage(_Page):
    results = NoticeShape(many=True)


class EndpointPage(_Page):
    results = EndpointShape(many=True)


class DeliveryPage(_Page):
    results = DeliveryShape(many=True)
