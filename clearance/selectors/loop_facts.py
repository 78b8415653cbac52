"""The loop a filing states, and how many routine checks a loop has had: no query for a trip without one (R-62)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from clearance.domain.causes import ROUTINE_CAUSES, is_routine
from clearance.domain.loops import IN_FORCE, LoopFacts, loop_number
from clearance.domain.manifest import Manifest
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER
from clearance.models import Referral, Score, Trip, ValueChainLoop
from clearance.targeting.lanes import SECONDARY
from clearance.targeting.loops import LoopCap, LoopUse
from enrollment.selectors import membership_of_organisation
from portal.core import clock

# An advice of a truck that never came stops counting a day after it was expected.
LATEST = timedelta(days=1)
# A loop counts by days of both agencies: in the evening the day in UTC is already the next one.
OFFICES = ZoneInfo("America/Toronto")


def loop_in_force(number: int | None) -> ValueChainLoop | None:
    """Give the version both agencies signed, whatever its dates; no query without a number."""
    if number is None:
        return None
    return ValueChainLoop.objects.filter(number=number, status=IN_FORCE).first()


def loop_stated(manifest: Manifest) -> LoopFacts | None:
    """Give the loop in force a manifest states, for the rules; whose it is they say themselves."""
    loop = loop_in_force(loop_number(manifest.trip.loop)) if manifest.trip.loop else None
    if loop is None:
        return None
    terms = loop.rules
    return LoopFacts(
        loop.label,
        loop.starts_at.astimezone(OFFICES).date(),
        loop.ends_at.astimezone(OFFICES).date(),
        frozenset(terms.carriers),
        frozenset(terms.crossings),
        tuple(part.hs_prefix for part in terms.parts),
    )


def loop_use(trip: Trip, cap: LoopCap | None) -> LoopUse | None:
    """Give the routine checks of the trip's loop in the sliding period of the cap, this trip's own left out.

    None when the cap does not apply: no loop, no cap, the loop not in force on arrival, its company no member. Checks
    are referrals for a routine cause that were not called off, and trips on the way that are advised to one, so that
    two trips scored together do not both take the last.
    """
    if trip.loop_number is None or cap is None:
        return None
    loop = loop_in_force(trip.loop_number)
    if loop is None or not loop.starts_at <= trip.eta < loop.ends_at or not _member(loop.owner_id):
        return None
    now = clock.now()
    checked = _checked(trip.loop_number, trip.id, now - timedelta(days=cap.days))
    return LoopUse(loop.label, len(checked | _advised(trip.loop_number, trip.id, now)))


def _member(organisation_id: UUID) -> bool:
    found = membership_of_organisation(organisation_id)
    return found is not None and found.status == "active"


def _checked(number: int, trip_id: UUID, since: datetime) -> set[UUID]:
    rows = Referral.objects.filter(
        trip__loop_number=number, cause__in=ROUTINE_CAUSES, drawn=False, cancelled_at=None, opened_at__gt=since
    )
    return set(rows.exclude(trip_id=trip_id).values_list("trip_id", flat=True))


def _advised(number: int, trip_id: UUID, now: datetime) -> set[UUID]:
    """Trips of the loop that are on their way to a routine check nobody has begun or waived yet."""
    rows = Score.objects.filter(
        trip__loop_number=number,
        trip__status__in=(*BEFORE_BORDER, AT_BORDER),
        trip__lane=SECONDARY,
        trip__eta__gt=now - LATEST,
        version_number=F("trip__current_version"),
    )
    last = rows.exclude(trip_id=trip_id).order_by("trip_id", "-run").distinct("trip_id")
    return {
        trip
        for trip, causes, drawn in last.values_list("trip_id", "inputs__causes", "inputs__drawn")
        if not drawn and is_routine(causes)
    }
