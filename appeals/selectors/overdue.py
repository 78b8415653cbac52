"""What the commission and those who answer to it are late with: counts, never whose case it is (R-87)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from appeals.domain.timeliness import ruling_due
from appeals.models import Case, Complaint, Stay
from appeals.selectors.recommendations import responses_overdue
from portal.core import clock

UNRULED = ("filed", "late", "with_panel")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Answers to recommendations and complaints, reviews of safety grounds and rulings past their standard."""

    recommendations: int
    complaints: int
    safety_grounds: int
    rulings: int


def overdue_now() -> Overdue:
    """Count what is overdue at this moment. Four queries."""
    now = clock.now()
    late = Q(status__in=("received", "with_agency"), due_at__lt=now) | Q(status="escalated", settle_due__lt=now)
    open_cases = Case.objects.filter(status__in=UNRULED).values_list("kind", "filed_at")
    return Overdue(
        recommendations=responses_overdue(),
        complaints=Complaint.objects.filter(late).count(),
        safety_grounds=Stay.objects.filter(status="excepted", review_due__lt=now).count(),
        rulings=sum(ruling_due(kind, filed_at) < now for kind, filed_at in open_cases),
    )
