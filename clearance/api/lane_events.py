"""What the readers at the lanes send: kept first, answered 202, matched to a trip at once (R-12, 5.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from clearance.api import documenting as docs
from clearance.api.parsing import JsonBody, idempotency_client, idempotency_key, whole_body
from clearance.api.reader_keys import ReaderAuthentication
from clearance.services import lane_event_keep, lane_event_match
from portal.accounts.api.authentication import PartnerAuthentication
from portal.core.api import BaseApi
from portal.core.api.documenting import answers
from portal.core.services import idempotent


class PlateReadSerializer(serializers.Serializer[Any]):
    """A plate as the camera read it."""

    text = serializers.CharField(max_length=16)
    confidence = serializers.FloatField(min_value=0, max_value=1)


class LaneEventSerializer(serializers.Serializer[Any]):
    """One reading: at least one of tag, plate and trip number."""

    lane = serializers.CharField(help_text="The lane the reader stands at, for example SB-3.")
    read_at = serializers.DateTimeField(help_text="The reader's own clock, with its zone.")
    tag = serializers.CharField(required=False, help_text="What the chip answered, hexadecimal.")
    plate = PlateReadSerializer(required=False)
    trip_number = serializers.CharField(required=False)


class LaneReceiptSerializer(serializers.Serializer[Any]):
    """The reading is kept. Which truck it was is not told: a reader needs not know."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField(help_text="Of the body as canonical JSON.")
    received_at = serializers.DateTimeField()


EXAMPLE = OpenApiExample(
    "A truck at lane 3",
    value={
        "lane": "SB-3",
        "read_at": "2026-11-27T14:05:09Z",
        "tag": "E28011700000020A1B2C3D4E",
        "plate": {"text": "AB12345", "confidence": 0.97},
    },
    request_only=True,
)


class LaneEventApi(BaseApi):
    """`/lane-events`: one reading of the reader that sends it."""

    authentication_classes = [ReaderAuthentication, PartnerAuthentication]
    parser_classes = [JsonBody]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        whole_body(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="lane_events_send",
        tags=["Lanes"],
        summary="Report a truck at a lane",
        description="For readers at the lanes only, with a reader key. The reading is kept before anything is made "
        "of it; then the booth of that lane shows the truck.",
        parameters=[docs.IDEMPOTENCY_KEY],
        request=LaneEventSerializer,
        examples=[EXAMPLE],
        responses=answers({202: LaneReceiptSerializer}, 400, 409, 413, 415, 422),
    )
    def post(self, request: Request) -> JsonResponse:
        key, body, data = idempotency_key(request), whole_body(request), request.data
        reader: Any = request.auth

        def produce() -> tuple[int, dict[str, Any]]:
            event = lane_event_keep(reader=reader, data=data)
            return 202, {
                "id": str(event.id),
                "sha256": event.sha256,
                "received_at": event.received_at.isoformat(),
            }

        stored = idempotent(client=idempotency_client(self.actor), key=key, body=body, produce=produce)
        lane_event_match(event_id=UUID(stored.body["id"]))
        answer = JsonResponse(stored.body, status=stored.status)
        answer["Idempotency-Replayed"] = "true" if stored.replayed else "false"
        return answer
