"""What a finding grew from, for those who have to know who had a hand in it (R-80)."""

from __future__ import annotations

from uuid import UUID

from audit.compliance.models import Finding


def finding_roots(finding_id: UUID) -> list[tuple[str, UUID]]:
    """Give the audit and the trip or visit behind a finding as (subject type, id); nothing for an unknown one."""
    found = Finding.objects.filter(pk=finding_id).values_list("case_id", "case__trip_id", "case__visit_id").first()
    if found is None:
        return []
    case, trip, visit = found
    return [("audit_case", case), ("trip", trip) if trip else ("facility_visit", visit)]
