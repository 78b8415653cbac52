"""Facility visits of the demonstration: one of last month signed by both agencies, one of this month to do (R-63)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from audit.compliance.domain.facility_checklist import CONFORM, NOT_CONFORM, POINTS, VisitReport
from audit.compliance.selectors.facilities import facility_visit_get, facility_visit_list
from audit.compliance.services import (
    Sent,
    facilities_keep,
    mark_receive,
    visit_finish,
    visit_join,
    visit_plan,
    visit_sign,
)
from portal.core import clock
from portal.site.seed.people import Cast
from portal.site.seed.story import TEAM

FAILING = "site_perimeter"
SEEN = "The fence beside track two is open over four metres."
FIX = "Close the fence and light this side of the yard."
SUMMARY = "Both auditors walked the yard with the security manager and looked at every point."


def visit_signed_seed(cast: Cast, month: date) -> None:
    """Draw the facilities of a month that is over, and have the first visited, reported and signed by both."""
    first = datetime.combine(month, time(12), UTC)
    with clock.frozen(first):
        facilities_keep()
    auditors = [cast.actor(key) for key in TEAM]
    visit = facility_visit_list(actor=auditors[0]).first()
    if visit is None:
        return
    with clock.frozen(first + timedelta(days=8)):
        for auditor in auditors:
            visit_join(actor=auditor, visit_id=visit.id)
        day = clock.now().date()
        visit_plan(actor=auditors[0], visit_id=visit.id, planned_on=day, expected_version=visit.row_version)
        for point in POINTS:
            bad = point == FAILING
            mark_receive(
                actor=auditors[0],
                visit_id=visit.id,
                sent=Sent(uuid4(), point, clock.now()),
                mark=NOT_CONFORM if bad else CONFORM,
                note=SEEN if bad else "",
            )
        report = VisitReport(SUMMARY, {FAILING: FIX}, day + timedelta(days=45))
        seen = facility_visit_get(actor=auditors[0], visit_id=visit.id).row_version
        visit_finish(actor=auditors[0], visit_id=visit.id, report=report, expected_version=seen)
    with clock.frozen(clock.now() - timedelta(days=2)):
        for auditor in auditors:
            seen = facility_visit_get(actor=auditor, visit_id=visit.id).row_version
            visit_sign(actor=auditor, visit_id=visit.id, expected_version=seen)


def visit_to_do_seed() -> str:
    """Draw this month's facilities."""
    return f"{facilities_keep()} facility drawn for an unannounced visit this month, one of last month signed by both"
