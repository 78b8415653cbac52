"""Receipts over the partner API."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.trail import selectors
from audit.trail.serializers import ReceiptListSerializer, ReceiptSerializer
from portal.core.api import BaseApi
from portal.core.api.documenting import answers
from portal.core.domain.subjects import Subject


class ReceiptReadApi(BaseApi):
    """The receipt of one event."""

    @extend_schema(
        operation_id="receipts_read",
        summary="Read the receipt of one event",
        responses=answers({200: ReceiptSerializer}),
        tags=["Receipts"],
    )
    def get(self, request: Request, entry_id: UUID) -> Response:
        found = selectors.receipt_for(actor=self.actor, entry_id=entry_id)
        return Response(found.as_dict())


class SubjectReceiptsReadApi(BaseApi):
    """The receipts of every event of a trip, a membership, an appeal."""

    @extend_schema(
        operation_id="receipts_list",
        summary="List the receipts of a record",
        responses=answers({200: ReceiptListSerializer}),
        tags=["Receipts"],
    )
    def get(self, request: Request, subject_type: str, subject_id: UUID) -> Response:
        subject = Subject(subject_type, subject_id)
        found = selectors.receipts_for_subject(actor=self.actor, subject=subject)
        return Response({"receipts": [item.as_dict() for item in found]})
