"""Crossings for partners' systems (R-14)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core import clock
from portal.core.api import BaseApi
from portal.core.api.documenting import PAGE_PARAMETERS, answers
from portal.reference.api.asking import asked, envelope, one_of, page_size
from portal.reference.domain import fast_sides
from portal.reference.domain.lanes import FastSides
from portal.reference.domain.paging import page_of
from portal.reference.models import Crossing, Lane
from portal.reference.selectors import (
    FastFilter,
    crossing_get,
    crossing_overview,
    hours_for,
    lane_in_service,
    lanes_for,
)
from portal.reference.serializers import PortDetailSerializer, PortPageSerializer

FAST = tuple(wanted.value for wanted in FastFilter if wanted)
YES = ("true", "false")


class PortListApi(BaseApi):
    """`/ports`: the register of crossings."""

    @extend_schema(
        operation_id="ports_list",
        tags=["Reference"],
        summary="List border crossings",
        parameters=[
            *PAGE_PARAMETERS,
            OpenApiParameter("q", OpenApiTypes.STR, description="Part of a name, a place, a state or a port code."),
            OpenApiParameter("fast", OpenApiTypes.STR, description=f"Where FAST lanes are: {', '.join(FAST)}."),
            OpenApiParameter("takes_trucks", OpenApiTypes.STR, description="`true` for crossings that take trucks."),
        ],
        responses=answers({200: PortPageSerializer}, 422),
        auth=[],
    )
    def get(self, request: Request) -> Response:
        fast = FastFilter(one_of(request, "fast", FAST))
        trucks = one_of(request, "takes_trucks", YES) == "true"
        rows = {
            row.crossing.code: row
            for row in crossing_overview(query=asked(request, "q"), fast=fast, trucks_only=trucks)
        }
        page = page_of(sorted(rows), asked(request, "cursor"), page_size(request))
        return Response(envelope(request, page, [_port(rows[code].crossing, rows[code].fast) for code in page.codes]))


class PortDetailApi(BaseApi):
    """`/ports/{code}`: one crossing with lanes and hours."""

    @extend_schema(
        operation_id="ports_read",
        tags=["Reference"],
        summary="Read one border crossing",
        responses=answers({200: PortDetailSerializer}),
        auth=[],
    )
    def get(self, request: Request, code: str) -> Response:
        crossing = crossing_get(code)
        lanes = lanes_for(code)
        body = _port(crossing, fast_sides((lane.direction, lane.kind) for lane in lanes))
        body["lanes"] = [_lane(lane) for lane in lanes]
        body["hours"] = [
            {
                "agency": agency,
                "days": row.days,
                "opens": row.opens,
                "closes": row.closes,
                "confidence": row.confidence,
            }
            for agency, rows in hours_for(code).items()
            for row in rows
        ]
        return Response(body)


def _port(crossing: Crossing, fast: FastSides) -> dict[str, Any]:
    return {
        "code": crossing.code,
        "name": crossing.name.as_dict(),
        "cbp_port_code": crossing.cbp_port_code,
        "cbsa_office_code": crossing.cbsa_office_code,
        "cbsa_office_code_confidence": crossing.cbsa_confidence,
        "state": crossing.state,
        "province": crossing.province,
        "time_zones": {"us": crossing.us_timezone, "ca": crossing.ca_timezone},
        "active": crossing.active,
        "takes_trucks": crossing.commercial,
        "fast": {"southbound": fast.southbound, "northbound": fast.northbound},
    }


def _lane(lane: Lane) -> dict[str, Any]:
    return {
        "direction": lane.direction,
        "number": lane.number,
        "kind": lane.kind,
        "status": lane.status,
        "in_service": lane_in_service(lane, clock.now()),
        "confidence": lane.confidence,
    }
