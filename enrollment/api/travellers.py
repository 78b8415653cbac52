"""A traveller's own standing, for an app in the traveller's hand: may I use the member lane there, now (R-02, R-14)."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from enrollment import selectors
from enrollment.serializers import OwnEligibilityShape
from portal.core.api import BaseApi
from portal.core.api.documenting import answers
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.reference.domain.directions import DIRECTIONS

WAYS = tuple(code for code in DIRECTIONS if code)
EXAMPLE = OpenApiExample(
    "A traveller on the way south",
    response_only=True,
    status_codes=["200"],
    value={
        "eligible": True,
        "code": "eligible",
        "reason": {"en": "Eligible", "fr": "Admissible"},
        "crossing": "peace-bridge",
        "direction": "SB",
        "number": "980012345",
        "scheme": "",
        "membership": {
            "number": "NX20260000018",
            "status": "active",
            "status_label": {"en": "Active", "fr": "Active"},
            "valid_until": "2031-11-24T00:00:00Z",
            "paused_until": None,
        },
    },
)


class OwnEligibilityApi(BaseApi):
    """The signed-in person's own NEXUS standing at one crossing; nobody else's, whatever is asked."""

    @extend_schema(
        operation_id="travellers_own_eligibility",
        summary="Read whether I may use the NEXUS lane",
        description=(
            "For the signed-in person only: there is no parameter for a card. `code` is `eligible` or the reason by "
            "name; a key of a company has no card, so that its answer is `unknown_card`."
        ),
        tags=["Memberships"],
        parameters=[
            OpenApiParameter("crossing", OpenApiTypes.STR, required=True, description="Code of the crossing."),
            OpenApiParameter("direction", OpenApiTypes.STR, required=True, enum=list(WAYS)),
        ],
        responses=answers({200: OwnEligibilityShape}, 422),
        examples=[EXAMPLE],
    )
    def get(self, request: Request) -> Response:
        crossing = request.query_params.get("crossing", "").strip()
        direction = request.query_params.get("direction", "")
        items = [MISSING] if not crossing else []
        items += [WAY] if direction not in WAYS else []
        if items:
            raise Invalid(items)
        found = selectors.own_eligibility(actor=self.actor, crossing=crossing, direction=direction)
        return Response(OwnEligibilityShape(found).data)


MISSING = ErrorItem(
    "ENR_CROSSING_NEEDED",
    Text("Say which crossing.", "Indiquez le passage."),
    path="crossing",
    fix=Text("Give a code such as peace-bridge.", "Donnez un code tel que peace-bridge."),
)
WAY = ErrorItem(
    "ENR_DIRECTION_NEEDED",
    Text("Say which way.", "Indiquez la direction."),
    path="direction",
    fix=Text(f"Give one of: {', '.join(WAYS)}.", f"Donnez l'une de : {', '.join(WAYS)}."),
)
