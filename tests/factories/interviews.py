"""Enrolment centres, appointments and waiting lists for tests, made by the services."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from enrollment.domain.interviews.centres import JOINT, OpenHours
from enrollment.domain.interviews.results import Result
from enrollment.models import Application, EnrolmentCentre, Interview, InterviewResult
from enrollment.services import interviews as services
from enrollment.services.visits import visit_request
from portal.accounts.models import Organisation, User
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.enrollment import approve, make_submitted, person_actor

ZONE = "America/Toronto"


def supervisor(agency: str = "CBSA") -> Actor:
    return staff_actor("officer.supervisor", agency)


def make_centre(code: str = "WIN-1", mode: str = JOINT, desks: int = 1, **changes: Any) -> EnrolmentCentre:
    """Register a centre open every day from 9 to 12 with half-hour slots and the desks of both agencies."""
    known: dict[str, Any] = {
        "code": code,
        "name": f"Enrolment centre {code}",
        "city": "Windsor",
        "address": "1 Example Road",
        "country": "CA",
        "zone": ZONE,
        "languages": ("en", "fr"),
        "mode": mode,
        "slot_minutes": 30,
    }
    officer = supervisor()
    centre = services.centre_register(actor=officer, details=services.CentreDetails(**{**known, **changes}))
    hours = [OpenHours(weekday, time(9), time(12)) for weekday in range(7)]
    services.centre_hours_set(actor=officer, centre_id=centre.id, hours=hours)
    for agency in ("CBP", "CBSA"):
        services.centre_desks_set(actor=supervisor(agency), centre_id=centre.id, places=desks)
    return centre


def slot(days: int = 10, hour: int = 9, minute: int = 0, zone: str = ZONE) -> datetime:
    """Give a time so many days ahead, on the clock of the centre."""
    day = clock.now().astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(zone))


def make_reviewed(user: User | None = None, programme: str = "NEXUS") -> tuple[Application, Actor]:
    """Give an application at the point of its interview, and the person who applies."""
    actor = person_actor(user)
    application = make_submitted(programme, actor)
    return approve(application, "CBP"), actor


def make_interview(
    centre: EnrolmentCentre | None = None,
    starts_at: datetime | None = None,
    part: str = JOINT,
    user: User | None = None,
) -> tuple[Interview, Actor]:
    """Book an appointment for somebody new."""
    application, actor = make_reviewed(user)
    booked = services.interview_book(
        actor=actor,
        application_id=application.id,
        centre_id=(centre or make_centre()).id,
        part=part,
        starts_at=starts_at or slot(),
    )
    return booked, actor


def wish(actor: Actor, application_id: UUID, centre: EnrolmentCentre, part: str = JOINT, **terms: Any) -> Any:
    """Put the person on the waiting list of the centre."""
    return services.wish_make(
        actor=actor,
        application_id=application_id,
        part=part,
        terms=services.WishTerms(centres=(centre.id,), **{"notice_hours": 0, **terms}),
    )


RESULT = Result("satisfied", ("passport",), ("identity", "rules"), True, False)


def make_result(interview: Interview, agency: str = "CBSA", result: Result = RESULT) -> InterviewResult:
    """Record the agency's result when the time of the interview has come."""
    officer = staff_actor("officer.vetting", agency)
    with clock.frozen(interview.starts_at):
        return services.interview_record(actor=officer, interview_id=interview.id, result=result)


def interview_records(user: User, organisation: Organisation, words: str) -> dict[str, UUID]:
    """Give one record of each kind for the isolation matrix; the free texts hold the canary."""
    centre = make_centre(f"C-{words[-6:]}")
    first, leaving = make_interview(centre, slot(5))
    booked, actor = make_interview(centre, slot(20), user=user)
    waits = wish(actor, booked.application_id, centre)
    services.interview_cancel(actor=leaving, interview_id=first.id)
    visit = visit_request(actor=member_actor(organisation), place=f"{words} Road", purpose=f"{words} asks for tier 3")
    return {
        "interview_file": booked.application_id,
        "interview": booked.id,
        "wish": waits.id,
        "offer": waits.offers.get().id,
        "centre": centre.id,
        "visit": visit.id,
    }
