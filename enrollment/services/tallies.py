"""The counts of each month kept, so that a pace can be told (R-08)."""

from __future__ import annotations

from datetime import date

from enrollment.models import MovementTally, TallyMonth
from portal.core import clock

KEPT_MONTHS = 13
AT_ONCE = 1000


def months_keep() -> int:
    """Note what every member's counts are, once a month at the first run in it; older than a year goes.

    Gives the number of notes made. A count of movements, not a decision: it writes no entry of the trail.
    """
    today = clock.now().date()
    month = today.replace(day=1)
    TallyMonth.objects.filter(month__lt=_before(month, KEPT_MONTHS)).delete()
    missing = MovementTally.objects.filter(membership__status__in=("active", "suspended")).exclude(
        membership__months__month=month
    )
    made = 0
    while portion := list(missing.order_by("id")[:AT_ONCE]):
        TallyMonth.objects.bulk_create(
            [
                TallyMonth(
                    membership_id=row.membership_id,
                    month=month,
                    counted_on=today,
                    movements=row.movements,
                    clean_movements=row.clean_movements,
                )
                for row in portion
            ],
            ignore_conflicts=True,
        )
        made += len(portion)
    return made


def _before(month: date, months: int) -> date:
    year, left = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(year, left + 1, 1)
