"""What seal readers send: kept byte for byte, read entry by entry, judged by a worker within seconds (R-56)."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from clearance.api.parsing import JsonBody, whole_body
from clearance.domain.seals import EVENT_KINDS
from clearance.services.seal_reading import ACCEPTED, MOST_EVENTS, REFUSED, REPEATED, Outcome, seal_batch_receive
from portal.core.api import BaseApi
from portal.core.api.documenting import ErrorItemSerializer, answers


class PositionSerializer(serializers.Serializer[Any]):
    """Where the device was: decimal degrees (WGS 84), kept to five decimals."""

    latitude = serializers.FloatField(min_value=-90, max_value=90)
    longitude = serializers.FloatField(min_value=-180, max_value=180)


class SealEventSerializer(serializers.Serializer[Any]):
    """One event of one seal, with the fields of ISO 18185-2; `seal` or `tag` names the seal."""

    reader = serializers.RegexField(r"^[A-Za-z0-9._-]{1,40}$", help_text="The device, one of your own names.")
    sequence = serializers.IntegerField(
        min_value=0, max_value=2**53, help_text="The device's own count. The same reader and count come once."
    )
    seal = serializers.RegexField(r"^[A-Za-z0-9]{1,15}$", required=False, help_text="The number on the seal.")
    tag = serializers.RegexField(r"^[A-Za-z0-9:-]{1,40}$", required=False, help_text="The identifier of the chip.")
    kind = serializers.ChoiceField(choices=list(EVENT_KINDS))
    open = serializers.BooleanField(required=False, help_text="The sealed-open bit. Needed with kind read.")
    battery = serializers.IntegerField(required=False, min_value=0, max_value=100, help_text="Percent.")
    at = serializers.DateTimeField(help_text="The device's own clock, with its offset.")
    place = serializers.CharField(required=False, max_length=60)
    position = PositionSerializer(required=False, help_text="Both numbers, or leave it out.")
    equipment = serializers.RegexField(
        r"^[A-Za-z0-9]{1,17}$", required=False, help_text="Trailer or container; needed with kind sealed."
    )


class SealBatchSerializer(serializers.Serializer[Any]):
    """A message of a reader system."""

    events = serializers.ListField(child=SealEventSerializer(), min_length=1, max_length=MOST_EVENTS)


class SealOutcomeSerializer(serializers.Serializer[Any]):
    """What became of one event; a refused one says why and does not hold up the others."""

    position = serializers.IntegerField()
    result = serializers.ChoiceField(choices=[ACCEPTED, REPEATED, REFUSED])
    event_id = serializers.UUIDField(allow_null=True)
    error = ErrorItemSerializer(allow_null=True)


class SealReceiptSerializer(serializers.Serializer[Any]):
    """The message is kept; `sha256` is that of its bytes."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    received_at = serializers.DateTimeField()
    accepted = serializers.IntegerField()
    repeated = serializers.IntegerField()
    refused = serializers.IntegerField()
    outcomes = SealOutcomeSerializer(many=True)


EXAMPLE = OpenApiExample(
    "Sealed at the plant, then read at the bridge",
    request_only=True,
    value={
        "events": [
            {
                "reader": "yard-2",
                "sequence": 41,
                "kind": "sealed",
                "seal": "884213",
                "tag": "E28011700000020A1B2C3D4E",
                "equipment": "TR998",
                "at": "2026-11-27T06:10:00-05:00",
                "place": "Windsor plant",
            },
            {
                "reader": "truck-46",
                "sequence": 7,
                "kind": "read",
                "seal": "884213",
                "open": False,
                "battery": 88,
                "at": "2026-11-27T08:41:00-05:00",
                "place": "Ambassador Bridge plaza",
                "position": {"latitude": 42.312, "longitude": -83.074},
            },
        ]
    },
)


class SealEventApi(BaseApi):
    """`/seal-events`: readings of the seals on the organisation's own loads."""

    parser_classes = [JsonBody]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        whole_body(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="seal_events_send",
        tags=["Seals"],
        summary="Send readings of seals",
        description="The message is kept before it is read. Each event has its own answer; one that was sent "
        "before (same reader and sequence) is repeated without effect, so send again after a time-out. Events may "
        "come late and in any order: they are judged by the time of the device. An opening without an officer "
        "puts the trip in review within seconds.",
        request=SealBatchSerializer,
        examples=[EXAMPLE],
        responses=answers({202: SealReceiptSerializer}, 400, 413, 415, 422),
    )
    def post(self, request: Request) -> JsonResponse:
        _ = request.data  # refuses what is not JSON before anything is kept under this partner's name
        batch, outcomes = seal_batch_receive(actor=self.actor, content=whole_body(request))
        body = {
            "id": str(batch.id),
            "sha256": batch.sha256,
            "received_at": batch.created_at.isoformat(),
            **{name: sum(entry.result == name for entry in outcomes) for name in (ACCEPTED, REPEATED, REFUSED)},
            "outcomes": [_outcome(entry) for entry in outcomes],
        }
        return JsonResponse(body, status=202)


def _outcome(entry: Outcome) -> dict[str, Any]:
    return {
        "position": entry.position,
        "result": entry.result,
        "event_id": str(entry.event_id) if entry.event_id else None,
        "error": entry.error.as_dict() if entry.error else None,
    }
