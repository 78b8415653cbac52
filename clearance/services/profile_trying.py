"""One trip under a version of a profile: nothing is kept but who looked at which trip (R-13, R-35)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.selectors.profile_checks import profile_read
from clearance.selectors.profile_trials import Tried, trip_under
from clearance.selectors.profiles import profile_get
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject


@transaction.atomic
def profile_try(*, actor: Actor, profile_id: UUID, trip_number: str) -> Tried:
    """Score one trip's stored facts under a version. Raises NotFound, or Invalid at `trip`."""
    profile = profile_get(actor=actor, profile_id=profile_id)
    tried = trip_under(actor=actor, profile=profile_read(profile.document), trip_number=trip_number)
    record(
        actor=actor,
        event="clearance.profile.tried",
        subject=Subject("profile", profile.id),
        body={"trip": tried.trip_number, "digest": profile.digest},
    )
    return tried
