"""Movements of a quarter by tier and port, for the public page (R-101). What of it is shown is decided in the domain."""

from __future__ import annotations

from django.db.models import Count, Q

from audit.compliance.domain.benefits import Group, Quarter
from audit.compliance.models import Movement


def quarter_groups(quarter: Quarter) -> list[Group]:
    """Count the quarter's movements by tier and port. One query."""
    rows = (
        Movement.objects.filter(day__range=(quarter.first, quarter.last))
        .values("tier", "crossing")
        .annotate(
            movements=Count("trip_id"),
            inspected_=Count("trip_id", filter=Q(inspected=True)),
            companies=Count("organisation_id", distinct=True),
        )
        .order_by("tier", "crossing")
    )
    return [Group(row["tier"], row["crossing"], row["movements"], row["inspected_"], row["companies"]) for row in rows]
