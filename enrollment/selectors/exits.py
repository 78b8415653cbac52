"""Who left which programme, when and why, by quarter (R-102)."""

from __future__ import annotations

from django.db.models import Count
from django.db.models.functions import TruncQuarter

from enrollment.domain.leaving import Quarter
from enrollment.models import Membership
from enrollment.selectors.invoices import OFFICE


def exit_counts() -> list[tuple[Quarter, str, str, int]]:
    """Give (quarter, programme, reason, number) of all members who gave their membership up. One query."""
    rows = (
        Membership.objects.filter(withdrawn_at__isnull=False)
        .annotate(quarter=TruncQuarter("withdrawn_at", tzinfo=OFFICE))
        .values_list("quarter", "programme", "withdrawal_code")
        .annotate(left=Count("id"))
        .order_by("quarter", "programme", "withdrawal_code")
    )
    return [(Quarter.of(quarter.date()), programme, code, left) for quarter, programme, code, left in rows]
