"""Enrolment centres of the demonstration, one open day and night; one booked interview and one wish for an earlier time."""

from __future__ import annotations

from datetime import time, timedelta

from enrollment.domain.interviews.centres import JOINT, TWO_STEP, OpenHours
from enrollment.domain.interviews.rules import INTERVIEW_STATUSES
from enrollment.selectors import application_list_for_member
from enrollment.selectors.interviews import centres_open, free_slots
from enrollment.services import interviews
from portal.core import clock
from portal.site.seed.people import Cast

Row = tuple[str, str, str, str, str, str, tuple[str, ...], str]

CENTRES = (
    (
        "WINDSOR",
        "Windsor enrolment centre",
        "ambassador-bridge",
        "Windsor",
        "CA",
        "America/Toronto",
        ("en", "fr"),
        JOINT,
    ),
    ("DETROIT", "Detroit enrolment centre", "", "Detroit", "US", "America/Detroit", ("en", "es"), TWO_STEP),
)
WEEK = tuple(OpenHours(weekday, time(8, 30), time(16, 30)) for weekday in range(5))
# At an airport somebody is always there: whoever tries the demonstration need not wait for Monday's interview.
ALWAYS = ("AIRPORT", "Airport enrolment centre", "", "Toronto", "CA", "America/Toronto", ("en", "fr"), JOINT)
DAY_AND_NIGHT = tuple(OpenHours(weekday, time(0), time(23, 59)) for weekday in range(7))
QUARTER, HALF = 15, 30


def interviews_seed(cast: Cast) -> str:
    """Three centres; the driver's NEXUS application, which is under vetting, is booked and waits for an earlier time."""
    for row in CENTRES:
        _centre(cast, row, WEEK, HALF)
    _centre(cast, ALWAYS, DAY_AND_NIGHT, QUARTER)
    centre = centres_open().get(code=CENTRES[0][0])
    actor = cast.actor("driver")
    application = (
        application_list_for_member(actor=actor).filter(programme="NEXUS", status__in=INTERVIEW_STATUSES).first()
    )
    if application is None:
        return "three enrolment centres"
    first = clock.now().date() + timedelta(days=14)
    slot = free_slots(part=JOINT, centres=[centre], first=first, days=7)[0].slots[0]
    interviews.interview_book(
        actor=actor, application_id=application.id, centre_id=centre.id, part=JOINT, starts_at=slot.starts_at
    )
    terms = interviews.WishTerms(centres=(centre.id,), weekdays=(0, 2), earliest=time(10), notice_hours=48)
    interviews.wish_make(actor=actor, application_id=application.id, part=JOINT, terms=terms)
    return "three enrolment centres, an interview booked and a wish for an earlier one"


def _centre(cast: Cast, row: Row, hours: tuple[OpenHours, ...], minutes: int) -> None:
    code, name, port, city, country, zone, spoken, mode = row
    officer = cast.actor("cbsa.supervisor")
    details = interviews.CentreDetails(code, name, city, "1 Example Plaza", country, zone, spoken, mode, minutes, port)
    centre = interviews.centre_register(actor=officer, details=details)
    interviews.centre_hours_set(actor=officer, centre_id=centre.id, hours=hours)
    for key in ("cbp.supervisor", "cbsa.supervisor"):
        interviews.centre_desks_set(actor=cast.actor(key), centre_id=centre.id, places=2)
