"""What visits to the facilities of those aboard say about the random rate (R-63)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from clearance.domain.links import Links
from clearance.domain.visits import SAME, Visited, visits_step
from clearance.models import FacilityOutcome


def visits_say(links: Links, at: datetime, days: int) -> int:
    """Say by how many tiers the rate of a movement moves. One query; none where visits do not count."""
    if not days:
        return SAME
    companies = [UUID(link.holder) if link.holder else None for link in (links.carrier, *links.importers)]
    known = {company for company in companies if company is not None}
    rows = FacilityOutcome.objects.filter(organisation_id__in=known, at__gt=at - timedelta(days=days))
    visits = (Visited(*row) for row in rows.values_list("organisation_id", "site_id", "visit", "outcome", "at"))
    return visits_step(companies, visits, at, days)
