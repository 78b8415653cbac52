"""What was filed, version by version."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from clearance.api import presenting
from clearance.api.trips import TripApi
from clearance.selectors import version_get, version_list
from clearance.serializers import VersionDetailSerializer, VersionListSerializer
from portal.core.api.documenting import answers


class TripVersionListApi(TripApi):
    """`/trips/{id}/versions`: every filing, without its content."""

    @extend_schema(
        operation_id="trips_versions_list",
        tags=["Trips"],
        summary="List the filings of a trip",
        responses=answers({200: VersionListSerializer}, 404),
    )
    def get(self, request: Request, trip_id: UUID) -> Response:
        versions = version_list(actor=self.actor, trip_id=trip_id)
        return Response({"results": [presenting.version_summary(version) for version in versions]})


class TripVersionApi(TripApi):
    """`/trips/{id}/versions/{number}`: one filing as it was sent."""

    @extend_schema(
        operation_id="trips_versions_read",
        tags=["Trips"],
        summary="Read one filing of a trip",
        responses=answers({200: VersionDetailSerializer}, 404),
    )
    def get(self, request: Request, trip_id: UUID, number: int) -> Response:
        version = version_get(actor=self.actor, trip_id=trip_id, number=number)
        return Response(presenting.version_detail(version))
