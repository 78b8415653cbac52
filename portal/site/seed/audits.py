"""A month of audits drawn for everybody to check, cases at their stages, and a draft report the carrier may answer (R-70)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from audit.compliance.selectors import audit_case_get, selections_waiting
from audit.compliance.services import (
    audit_close_clean,
    audit_month_ensure,
    audit_months_keep,
    audit_open_for_selection,
    audit_open_for_trip,
    team_join,
)
from clearance.selectors import trips_for_actor
from portal.core import clock
from portal.site.seed.members import membership_earned, risen_to_t2
from portal.site.seed.past import past_seed
from portal.site.seed.people import SEED, Cast
from portal.site.seed.story import TEAM, Story
from portal.site.seed.visits import visit_signed_seed

TRIPS, SERIES = 40, 1927
# The months before last: so few trips, all of one member, that the draw can only pick one of its own.
OF_ONE = (("lakeshore", "PSTA", 1928), ("prairie", "PSTB", 1929))
FEW = 8
JOINED = timedelta(days=400)
NOTHING = "Invoices, certificates and the seal log of every line agree with the filing."


def audits_seed(story: Story) -> str:
    """Fill last month's pool, have it drawn, close one case with both keys, and send the carrier a draft; in the two
    months before, have trips of members drawn."""
    month = _before(clock.now().date())
    _members_drawn(story.cast, month)
    _pool(month, TRIPS, SERIES)
    visit_signed_seed(story.cast, month)
    drawn = _drawn()
    _closed(story, drawn[0])
    team_join(actor=story.cast.actor(TEAM[0]), case_id=drawn[-1].id)
    _draft(story)
    return f"{len(drawn)} of last month's movements drawn for audit, one draft report with the carrier"


def _members_drawn(cast: Cast, month: date) -> None:
    for key, scac, series in OF_ONE:
        with clock.frozen(clock.now() - JOINED):
            risen_to_t2(cast, key, membership_earned(cast, key, "FAST_CARRIER"))
        month = _before(month)
        _pool(month, FEW, series, scac)
    _drawn()


def _pool(month: date, trips: int, series: int, only: str = "") -> None:
    with clock.frozen(_noon(month) - timedelta(days=2)):
        audit_month_ensure(month)
    with clock.frozen(_noon(month) + timedelta(days=24)):
        past_seed(trips, days=20, seed=series, only=only)
        for trip in trips_for_actor(actor=SEED).filter(trip_number__contains=f"P{series}"):
            audit_open_for_trip(trip_id=trip.id)


def _drawn() -> list[Any]:
    audit_months_keep()
    return [audit_open_for_selection(selection_id=each) for each in selections_waiting()]


def _before(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def _closed(story: Story, case: Any) -> None:
    """Nothing was found, say both agencies."""
    for key in TEAM:
        team_join(actor=story.cast.actor(key), case_id=case.id)
    for key in TEAM:
        actor = story.cast.actor(key)
        version = audit_case_get(actor=actor, case_id=case.id).row_version
        audit_close_clean(actor=actor, case_id=case.id, note=NOTHING, expected_version=version)


def _draft(story: Story) -> None:
    """A trip with doubts about its papers, released, audited, and reported to the carrier for its answer."""
    trip_id = story.filed_undrawn(reference="AUDIT0001", minutes=15, doubtful=True)
    story.released(trip_id)
    story.reported(story.audited(trip_id))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
