"""Applications one agency has decided and the other has not: counts, never whose they are (R-87)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from enrollment.models import AgencyReview

BEFORE_AGENCIES = ("submitted", "under_review")


@dataclass(frozen=True, slots=True)
class OneSided:
    """How many applications wait for an agency, and since when the oldest of them has the other's decision."""

    agency: str
    count: int
    since: datetime


def one_sided(*, before: datetime) -> list[OneSided]:
    """Count applications that one agency decided before a moment and the other has not decided yet. One query."""
    rows = AgencyReview.objects.filter(
        status="pending", application__status__in=BEFORE_AGENCIES, application__reviews__decided_at__lt=before
    )
    found = rows.values("agency").annotate(
        count=Count("application", distinct=True), since=Min("application__reviews__decided_at")
    )
    return [OneSided(row["agency"], row["count"], row["since"]) for row in found.order_by("agency")]
