"""Reads of the fee schedule: what is published, and what waits for its keys."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from enrollment.domain.fees import FeeVersion, fee_on
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import Fee, FeeWaiver

PUBLISHED = "approved"


def fees_published(programme: str = "") -> QuerySet[Fee, Fee]:
    """Give the versions both agencies signed, of one programme or of all."""
    rows = Fee.objects.filter(status=PUBLISHED).order_by("programme", "number")
    return rows.filter(programme=programme) if programme else rows


def waivers_published(programme: str = "") -> QuerySet[FeeWaiver, FeeWaiver]:
    """Give the waivers and credits both agencies signed."""
    rows = FeeWaiver.objects.filter(status=PUBLISHED).order_by("programme", "number")
    return rows.filter(programme=programme) if programme else rows


def fees_in_force(day: date) -> dict[str, FeeVersion]:
    """Give the fee of every programme on that day. One query."""
    versions = [row.version for row in fees_published()]
    return {code: fee_on(versions, programme, day) for code, programme in PROGRAMMES.items()}


def provisions_all() -> tuple[list[Fee], list[FeeWaiver]]:
    """Give every version with its signatures, newest first: the desk of those who hold a key."""
    return (
        list(Fee.objects.prefetch_related("signatures").order_by("-number")),
        list(FeeWaiver.objects.prefetch_related("signatures").order_by("-number")),
    )
