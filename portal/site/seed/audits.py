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
from portal.site.seed.past import past_seed
from portal.site.seed.people import SEED
from portal.site.seed.story import TEAM, Story
from portal.site.seed.visits import visit_signed_seed

TRIPS, SERIES = 40, 1927
NOTHING = "Invoices, certificates and the seal log of every line agree with the filing."


def audits_seed(story: Story) -> str:
    """Fill last month's pool, have it drawn, close one case with both keys, and send the carrier a draft."""
    month = (clock.now().date().replace(day=1) - timedelta(days=1)).replace(day=1)
    with clock.frozen(_noon(month) - timedelta(days=2)):
        audit_month_ensure(month)
    with clock.frozen(_noon(month) + timedelta(days=24)):
        past_seed(TRIPS, days=20, seed=SERIES)
        for trip in trips_for_actor(actor=SEED).filter(trip_number__contains=f"P{SERIES}"):
            audit_open_for_trip(trip_id=trip.id)
    visit_signed_seed(story.cast, month)
    audit_months_keep()
    drawn = [audit_open_for_selection(selection_id=each) for each in selections_waiting()]
    _closed(story, drawn[0])
    team_join(actor=story.cast.actor(TEAM[0]), case_id=drawn[-1].id)
    _draft(story)
    return f"{len(drawn)} of last month's movements drawn for audit, one draft report with the carrier"


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
