"""What the OpenAPI document says about the endpoints of clearance: answers, problems, examples."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from clearance.api.parsing import LARGEST_VERSION, LONGEST_NOTE
from clearance.domain.codes import DIRECTIONS
from clearance.domain.trip_workflow import TRIP_WORKFLOW
from portal.core.api.documenting import PAGE_PARAMETERS

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="One to 200 characters, new for each filing; a UUID is best. The same key with the same body "
    "gives the first answer again; with another body it is refused with 409.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of the trip as you read it. Required unless expected_version is given.",
)
EXPECTED_VERSION = OpenApiParameter(
    "expected_version",
    OpenApiTypes.STR,
    OpenApiParameter.QUERY,
    description="The row_version you saw; the same as If-Match.",
)
LIST_PARAMETERS = [
    *PAGE_PARAMETERS,
    OpenApiParameter(
        "status",
        OpenApiTypes.STR,
        enum=[state.code for state in TRIP_WORKFLOW.states],
        description="Only trips with this status.",
    ),
    OpenApiParameter(
        "direction", OpenApiTypes.STR, enum=list(DIRECTIONS), description="SB enters the United States, NB Canada."
    ),
    OpenApiParameter("crossing", OpenApiTypes.STR, description="Code of a crossing, for example ambassador-bridge."),
    OpenApiParameter("trip_number", OpenApiTypes.STR, description="The number with its carrier code."),
]

CANCEL_BODY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "note": {"type": "string", "maxLength": LONGEST_NOTE, "description": "Why, in your own words."},
        "expected_version": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_VERSION,
            "description": "The row_version you saw; another one is refused with 409.",
        },
    },
}

PARTY = {"name": "EXAMPLE SHIPPER", "address": "12 First Street", "city": "Windsor", "country": "CA"}
SOUTHBOUND_EXAMPLE = OpenApiExample(
    "Southbound truck with one shipment",
    request_only=True,
    value={
        "trip": {
            "direction": "SB",
            "scac": "ABCD",
            "reference": "TRIP000001",
            "crossing": "ambassador-bridge",
            "eta": "2026-11-24T14:05:00-05:00",
        },
        "conveyance": {
            "type": "TR",
            "number": "46",
            "plate": "BBDD11",
            "plate_jurisdiction": "ON",
            "plate_country": "CA",
            "vin": "1M8GDM9AXKP042788",
        },
        "equipment": [
            {
                "number": "TR998",
                "type": "TF",
                "plate": "BA12YY",
                "plate_jurisdiction": "ON",
                "plate_country": "CA",
                "seals": [{"number": "884213", "grade": "H"}],
            }
        ],
        "crew": [{"role": "DRIVER", "fast_card": "42700000000101"}],
        "shipments": [
            {
                "reference": "1234654894",
                "release_type": "PAPS",
                "shipper": {**PARTY, "jurisdiction": "ON"},
                "consignee": {
                    "name": "EXAMPLE CONSIGNEE",
                    "address": "34 Second Street",
                    "city": "Detroit",
                    "jurisdiction": "MI",
                    "country": "US",
                },
                "loading_city": "Windsor",
                "loading_jurisdiction": "ON",
                "loading_country": "CA",
                "currency": "USD",
                "lines": [
                    {
                        "description": "French dark chocolate",
                        "hs_code": "180632",
                        "quantity": 100,
                        "package_code": "BOX",
                        "weight": "2650",
                        "weight_unit": "KG",
                        "value": "2500",
                        "origin": "FR",
                    }
                ],
            }
        ],
    },
)
