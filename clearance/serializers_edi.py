"""What the API says about messages a partner filed with."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from clearance.domain.transitions import INBOUND_WORKFLOW
from portal.core.api.documenting import ErrorItemSerializer, WordsSerializer

INBOUND_STATES = [state.code for state in INBOUND_WORKFLOW.states]


class EdiStatusSerializer(serializers.Serializer[Any]):
    """Where the message stands, with the words people read."""

    code = serializers.ChoiceField(choices=INBOUND_STATES)
    final = serializers.BooleanField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `label`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "label": WordsSerializer()}


class EdiResultSerializer(serializers.Serializer[Any]):
    """What one trip of the interchange became; `trip_id` is empty when it was not filed."""

    trip_number = serializers.CharField(allow_blank=True)
    action = serializers.CharField(allow_blank=True, help_text="file, amend or cancel")
    trip_id = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    digest = serializers.CharField(allow_blank=True)


class EdiMessageSerializer(serializers.Serializer[Any]):
    """One received interchange. `sha256` is that of the bytes as they came."""

    id = serializers.UUIDField()
    status = EdiStatusSerializer()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    channel = serializers.CharField(help_text="api, or drop for a file left in the folder.")
    messages = serializers.ListField(child=serializers.CharField())
    received_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    results = EdiResultSerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `errors`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "errors": ErrorItemSerializer(many=True)}


class EdiPageSerializer(serializers.Serializer[Any]):
    """One page of messages, newest first. Follow `next` to the end."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EdiMessageSerializer(many=True)
