"""What the records of a month say for the cost of the border (R-95)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db.models import Count, Sum

from audit.compliance.domain.border_cost import Counted
from audit.compliance.domain.ledger_period import Period, shifted
from audit.compliance.models import Movement
from audit.compliance.selectors.ledger import STAFF
from audit.compliance.selectors.movement_fees import fees_charged
from clearance.selectors.filing_counts import filings_counted
from enrollment.selectors.paid import membership_fees
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def counted_of_month(*, actor: Actor, organisation_id: UUID, month: date) -> Counted:
    """Count the month of a company, for itself and for staff who answer for the programmes. Raises NotFound."""
    if not (actor.has(*STAFF) if actor.is_staff else actor.can_act_for(organisation_id)):
        raise NotFound
    period = Period(month, month)
    rows = Movement.objects.filter(organisation_id=organisation_id, day__range=(period.first, period.until))
    found = rows.aggregate(movements=Count("trip_id"), timed=Count("minutes"), total=Sum("minutes", default=0))
    since, before = (datetime.combine(day, time.min, UTC) for day in (month, shifted(month, 1)))
    filings, repeats = filings_counted(organisation_id, since, before)
    paid, _ = membership_fees(organisation_id, period.first, period.until)
    return Counted(
        found["movements"],
        found["timed"],
        found["total"],
        filings,
        repeats,
        fees_charged(organisation_id, period),
        paid,
    )
