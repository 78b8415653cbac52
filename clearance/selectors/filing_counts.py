"""How often a carrier filed, and filed again, in a span of days (R-95)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from clearance.models import TripVersion


def filings_counted(carrier_id: UUID, since: datetime, before: datetime) -> tuple[int, int]:
    """Give first filings and later versions filed from `since` to before `before`. One query."""
    rows = TripVersion.objects.filter(trip__carrier_id=carrier_id, filed_at__gte=since, filed_at__lt=before)
    found = rows.aggregate(first=Count("id", filter=Q(number=1)), again=Count("id", filter=Q(number__gt=1)))
    return found["first"], found["again"]
