"""What a company's memberships cost it in a range of days: for its benefit-and-cost statement (R-05)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from enrollment.models import Invoice
from enrollment.selectors.invoices import midnight


def membership_fees(organisation_id: UUID, first: date, last: date) -> tuple[Decimal, Decimal]:
    """Give (paid, waived) in US dollars of invoices issued on these days, both included. One query."""
    rows = Invoice.objects.filter(
        organisation_id=organisation_id,
        issued_at__gte=midnight(first),
        issued_at__lt=midnight(last + timedelta(days=1)),
    )
    sums = rows.aggregate(
        gross=Sum("gross", filter=Q(status="paid")),
        less=Sum("waived", filter=Q(status="paid")),
        waived=Sum("waived", filter=Q(status__in=["paid", "waived"])),
    )
    nothing = Decimal(0)
    return (sums["gross"] or nothing) - (sums["less"] or nothing), sums["waived"] or nothing
