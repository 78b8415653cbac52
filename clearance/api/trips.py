"""File, read, amend and cancel trips (R-20). One answer per key; every refusal is the one error object."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from clearance.api import documenting as docs
from clearance.api import presenting
from clearance.api.parsing import (
    JsonBody,
    cancel_body,
    expected_version,
    idempotency_client,
    idempotency_key,
    whole_body,
)
from clearance.domain.trip_filters import trip_filters
from clearance.selectors import trip_list_for_trader, trip_page
from clearance.serializers import (
    FilingReceiptSerializer,
    TripDetailSerializer,
    TripPageSerializer,
    group_serializer,
)
from clearance.services import manifest_read, trip_amend, trip_cancel, trip_file
from portal.core.api import BaseApi, CreatedPages
from portal.core.api.documenting import answers
from portal.core.services import idempotent

READ_SCOPE = "trips:read"
MANIFEST = group_serializer("manifest")


class TripApi(BaseApi):
    """Base of the trip endpoints: bounded strict JSON in, and a reading token may read."""

    parser_classes = [JsonBody]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        whole_body(request)
        super().initial(request, *args, **kwargs)
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        if reads and self.actor.kind == "partner" and READ_SCOPE not in self.actor.scopes:
            raise PermissionDenied


class TripListApi(TripApi):
    """`/trips`: a page of trips, or a new one."""

    @extend_schema(
        operation_id="trips_list",
        tags=["Trips"],
        summary="List trips, newest first",
        parameters=docs.LIST_PARAMETERS,
        responses=answers({200: TripPageSerializer}, 404, 422),
    )
    def get(self, request: Request) -> Response:
        rows = trip_list_for_trader(actor=self.actor, **trip_filters(request.query_params))
        pages = CreatedPages()
        page = pages.paginate_queryset(rows, request, view=self) or []
        answer = pages.get_paginated_response([presenting.summary(trip) for trip in page])
        return Response(answer.data)

    @extend_schema(
        operation_id="trips_file",
        tags=["Trips"],
        summary="File a trip for both countries",
        description="Files the manifest with CBP, CBSA and the partner agencies its goods concern. Lane advice "
        "follows within seconds: read the trip, or receive the webhook `trip.scored`.",
        parameters=[docs.IDEMPOTENCY_KEY],
        request=MANIFEST,
        examples=[docs.SOUTHBOUND_EXAMPLE],
        responses=answers({201: FilingReceiptSerializer}, 400, 409, 413, 415, 422),
    )
    def post(self, request: Request) -> JsonResponse:
        key, body, data = idempotency_key(request), whole_body(request), request.data

        def produce() -> tuple[int, dict[str, Any]]:
            filed = trip_file(actor=self.actor, manifest=manifest_read(data), channel="api")
            return 201, json.loads(json.dumps(presenting.receipt(filed), default=str))

        stored = idempotent(client=idempotency_client(self.actor), key=key, body=body, produce=produce)
        answer = JsonResponse(stored.body, status=stored.status, json_dumps_params={"sort_keys": True})
        answer["Location"] = request.build_absolute_uri(f"/api/v1/trips/{stored.body['id']}")
        answer["Idempotency-Replayed"] = "true" if stored.replayed else "false"
        return answer


class TripDetailApi(TripApi):
    """`/trips/{id}`: where it stands, or a new version of it."""

    @extend_schema(
        operation_id="trips_read",
        tags=["Trips"],
        summary="Read a trip: ladder, agencies, lane advice",
        responses=answers({200: TripDetailSerializer}, 404),
    )
    def get(self, request: Request, trip_id: UUID) -> Response:
        page = trip_page(actor=self.actor, trip_id=trip_id)
        return Response(presenting.detail(page), headers={"ETag": f'"{page.trip.row_version}"'})

    @extend_schema(
        operation_id="trips_amend",
        tags=["Trips"],
        summary="Amend a trip: send the whole manifest again",
        parameters=[docs.IF_MATCH, docs.EXPECTED_VERSION],
        request=MANIFEST,
        examples=[docs.SOUTHBOUND_EXAMPLE],
        responses=answers({200: FilingReceiptSerializer}, 400, 404, 409, 413, 415, 422, 428),
    )
    def put(self, request: Request, trip_id: UUID) -> Response:
        filed = trip_amend(
            actor=self.actor,
            trip_id=trip_id,
            manifest=manifest_read(request.data),
            expected_version=expected_version(request),
            channel="api",
        )
        return Response(presenting.receipt(filed), headers={"ETag": f'"{filed.row_version}"'})


class TripCancelApi(TripApi):
    """`/trips/{id}/cancel`: take a trip back before it reaches the booth."""

    @extend_schema(
        operation_id="trips_cancel",
        tags=["Trips"],
        summary="Cancel a trip",
        request={"application/json": docs.CANCEL_BODY},
        responses=answers({200: TripDetailSerializer}, 400, 404, 409, 413, 415, 422),
    )
    def post(self, request: Request, trip_id: UUID) -> Response:
        note, seen = cancel_body(request.data)
        trip_cancel(actor=self.actor, trip_id=trip_id, expected_version=seen, reason=note)
        return Response(presenting.detail(trip_page(actor=self.actor, trip_id=trip_id)))
