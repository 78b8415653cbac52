"""File by sending the message itself (issue item 4): kept first, answered 202, read by a worker afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from clearance.api import documenting as docs
from clearance.api.parsing import idempotency_client, idempotency_key, whole_body
from clearance.domain.transitions import INBOUND_WORKFLOW
from clearance.models import InboundMessage
from clearance.selectors import inbound_get, inbound_of
from clearance.serializers_edi import EdiMessageSerializer, EdiPageSerializer
from clearance.services import Arrival, edi_receive
from portal.core.api import BaseApi, CreatedPages
from portal.core.api.documenting import PAGE_PARAMETERS, answers
from portal.core.services import idempotent

READ_SCOPE, WRITE_SCOPE = "trips:read", "trips:write"
EDIFACT, X12, BYTES, TEXT = "application/edifact", "application/edi-x12", "application/octet-stream", "text/plain"


class Edifact(BaseParser):
    """The body is kept as it is: nothing is read here."""

    media_type = EDIFACT

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read()


class EdiX12(Edifact):
    media_type = X12


class Bytes(Edifact):
    media_type = BYTES


class PlainText(Edifact):
    media_type = TEXT


class EdiApi(BaseApi):
    """Base of the endpoints: whole body bounded first; a reading token reads, a writing one writes."""

    parser_classes = [Edifact, EdiX12, Bytes, PlainText]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        whole_body(request)
        super().initial(request, *args, **kwargs)
        wanted = READ_SCOPE if request.method in {"GET", "HEAD", "OPTIONS"} else WRITE_SCOPE
        if self.actor.kind == "partner" and wanted not in self.actor.scopes:
            raise PermissionDenied


class EdiListApi(EdiApi):
    """`/edi`: a page of what was sent, or a new message."""

    @extend_schema(
        operation_id="edi_list",
        tags=["EDI"],
        summary="List messages your organisation filed with, newest first",
        parameters=PAGE_PARAMETERS,
        responses=answers({200: EdiPageSerializer}, 404),
    )
    def get(self, request: Request) -> Response:
        pages = CreatedPages()
        rows = inbound_of(actor=self.actor).defer("content", "reply")
        page = pages.paginate_queryset(rows, request, view=self) or []
        return Response(pages.get_paginated_response([presented(row) for row in page]).data)

    @extend_schema(
        operation_id="edi_file",
        tags=["EDI"],
        summary="File by sending an X12 or UN/EDIFACT interchange",
        description="The bytes are kept, with their SHA-256, before anything is read: 202 says so. A worker then "
        "files, amends or cancels what the messages say. Read the answer at `/edi/{id}`, or as EDI at "
        "`/edi/{id}/answer`.",
        parameters=[docs.IDEMPOTENCY_KEY],
        request={media: OpenApiTypes.BINARY for media in (EDIFACT, X12, BYTES, TEXT)},
        responses=answers({202: EdiMessageSerializer}, 400, 409, 413, 415, 422),
    )
    def post(self, request: Request) -> JsonResponse:
        key, body = idempotency_key(request), whole_body(request)
        content: Any = request.data if body else b""

        def produce() -> tuple[int, dict[str, Any]]:
            return 202, presented(edi_receive(actor=self.actor, content=bytes(content), arrival=Arrival("api")))

        stored = idempotent(client=idempotency_client(self.actor), key=key, body=body, produce=produce)
        answer = JsonResponse(stored.body, status=stored.status, json_dumps_params={"sort_keys": True})
        answer["Location"] = request.build_absolute_uri(f"/api/v1/edi/{stored.body['id']}")
        answer["Idempotency-Replayed"] = "true" if stored.replayed else "false"
        return answer


class EdiDetailApi(EdiApi):
    """`/edi/{id}`: what became of one message."""

    @extend_schema(
        operation_id="edi_read",
        tags=["EDI"],
        summary="Read what became of a message",
        responses=answers({200: EdiMessageSerializer}, 404),
    )
    def get(self, request: Request, inbound_id: UUID) -> Response:
        return Response(presented(inbound_get(actor=self.actor, inbound_id=inbound_id)))


class EdiAnswerApi(EdiApi):
    """`/edi/{id}/answer`: the answer in the syntax of the message."""

    @extend_schema(
        operation_id="edi_answer",
        tags=["EDI"],
        summary="Fetch the answer as an EDI interchange",
        description="Empty (204) until the message was read.",
        responses=answers(
            {
                (200, EDIFACT): OpenApiTypes.BINARY,
                (200, X12): OpenApiTypes.BINARY,
                204: OpenApiResponse(description="Not read yet"),
            },
            404,
        ),
    )
    def get(self, request: Request, inbound_id: UUID) -> HttpResponse:
        row = inbound_get(actor=self.actor, inbound_id=inbound_id)
        reply = bytes(row.reply)
        if not reply:
            return HttpResponse(status=204)
        return HttpResponse(reply, content_type=X12 if reply.startswith(b"ISA") else EDIFACT)


def presented(row: InboundMessage) -> dict[str, Any]:
    """Give a received message as JSON."""
    state = INBOUND_WORKFLOW.state(row.status)
    return {
        "id": str(row.id),
        "status": {"code": state.code, "label": state.public.as_dict(), "final": state.final},
        "sha256": row.sha256,
        "size": row.size,
        "channel": row.channel,
        "messages": list(row.kinds),
        "received_at": row.created_at.isoformat(),
        "finished_at": row.finished_at.isoformat() if row.finished_at else None,
        "errors": row.errors,
        "results": [
            {name: result[name] for name in ("trip_number", "action", "trip_id", "version", "digest")}
            for result in row.results
        ],
    }
