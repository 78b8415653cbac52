"""Receipts as files: the trader keeps them and checks them without us."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from audit.trail import selectors
from portal.core.domain.subjects import Subject
from portal.core.http import PortalRequest


@require_safe
def receipt(request: PortalRequest, entry_id: UUID) -> HttpResponse:
    """Download the receipt of one event."""
    found = selectors.receipt_for(actor=request.actor, entry_id=entry_id)
    return _file(found.as_dict(), f"receipt-{entry_id}.json")


@require_safe
def subject_receipts(request: PortalRequest, subject_type: str, subject_id: UUID) -> HttpResponse:
    """Download the receipts of every event of a trip, a membership, an appeal."""
    subject = Subject(subject_type, subject_id)
    found = selectors.receipts_for_subject(actor=request.actor, subject=subject)
    return _file({"receipts": [item.as_dict() for item in found]}, f"receipts-{subject_type}-{subject_id}.json")


def _file(document: dict[str, Any], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})
