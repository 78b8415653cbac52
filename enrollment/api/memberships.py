"""Memberships and decisions for partners' systems (4.14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from enrollment import selectors
from enrollment.api.documenting import DECISION_EXAMPLE, MEMBERSHIP_EXAMPLE
from enrollment.serializers import (
    CriterionShape,
    DecisionShape,
    MembershipDetailShape,
    MembershipPage,
    MembershipShape,
)
from portal.core import clock
from portal.core.api import BaseApi, CreatedPages
from portal.core.api.documenting import PAGE_PARAMETERS, answers


class MembershipListApi(BaseApi):
    """The memberships of the key's organisation, and of its clients that let it act."""

    @extend_schema(
        operation_id="memberships_list",
        summary="List memberships",
        description="Newest first, in pages by cursor.",
        tags=["Memberships"],
        parameters=PAGE_PARAMETERS,
        responses=answers({200: MembershipPage}, 422),
    )
    def get(self, request: Request) -> Response:
        pages = CreatedPages()
        rows: Any = pages.paginate_queryset(selectors.membership_list_for_actor(actor=self.actor), request, view=self)
        return pages.get_paginated_response(MembershipShape(rows, many=True).data)


class MembershipDetailApi(BaseApi):
    """One membership with its points and the criteria of the next tier."""

    @extend_schema(
        operation_id="memberships_read",
        summary="Read a membership",
        description="Tier, status, points that count and, criterion by criterion, how far the next tier is.",
        tags=["Memberships"],
        responses=answers({200: MembershipDetailShape}),
        examples=[MEMBERSHIP_EXAMPLE],
    )
    def get(self, request: Request, membership_id: UUID) -> Response:
        found = selectors.membership_get(actor=self.actor, membership_id=membership_id)
        facts = selectors.member_facts(found, clock.now())
        next_tier, criteria = selectors.criteria_progress(found, facts)
        body = {
            **MembershipShape(found).data,
            "points": facts.points,
            "next_tier": next_tier,
            "criteria": CriterionShape(criteria, many=True).data,
        }
        return Response(body)


class DecisionDetailApi(BaseApi):
    """One adverse decision."""

    @extend_schema(
        operation_id="decisions_read",
        summary="Read a decision",
        description="What was decided about a membership or application, why, and by when it can be contested.",
        tags=["Memberships"],
        responses=answers({200: DecisionShape}),
        examples=[DECISION_EXAMPLE],
    )
    def get(self, request: Request, decision_id: UUID) -> Response:
        return Response(DecisionShape(selectors.decision_get(actor=self.actor, decision_id=decision_id)).data)
