"""What a visit to a facility came to, taken from who held it: it moves the random rate of the company's trucks (R-63)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.models import FacilityOutcome, Site
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject


@transaction.atomic
def facility_visited(
    *, actor: Actor, site_id: UUID, organisation_id: UUID, visit: str, outcome: str
) -> FacilityOutcome:
    """Note once what a visit came to. It counts from the next version of a trip that is scored."""
    row, new = FacilityOutcome.objects.get_or_create(
        visit=visit,
        outcome=outcome,
        defaults={"site": Site.objects.get(pk=site_id), "organisation_id": organisation_id, "at": clock.now()},
    )
    if new:
        record(
            actor=actor,
            event="clearance.site.visited",
            subject=Subject("site", site_id),
            body={"visit": visit, "outcome": outcome},
            organisation_id=organisation_id,
        )
    return row
