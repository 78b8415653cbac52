"""What auditors and the programme office are late with: counts, never whose it is (R-87)."""

from __future__ import annotations

from audit.compliance.domain.ledger_shortfall import OPEN
from audit.compliance.domain.transitions import UNDECIDED
from audit.compliance.models import AuditCase, BenefitShortfall
from portal.core import clock


def audits_overdue() -> int:
    """Count the undecided audits past their day."""
    return AuditCase.objects.filter(status__in=UNDECIDED, due_on__lt=clock.now().date()).count()


def shortfalls_overdue() -> int:
    """Count the benefit shortfalls that wait for the programme office past their day."""
    return BenefitShortfall.objects.filter(status=OPEN, due_on__lt=clock.now().date()).count()
