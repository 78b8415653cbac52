"""What an officer records of an interview; the other agency's record is its own (R-49)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.interviews.centres import PARTS
from enrollment.domain.interviews.results import Result
from enrollment.domain.transitions.interviews import INTERVIEW
from enrollment.models import Interview, InterviewResult
from enrollment.selectors.interviews.bookings import interview_get
from enrollment.services import refusals
from enrollment.services.interviews import refusals as said
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

EARLY = timedelta(minutes=30)


@transaction.atomic
def interview_record(*, actor: Actor, interview_id: UUID, result: Result) -> InterviewResult:
    """Keep the own agency's result; with the last one of its agencies the interview is held.

    Raises NotFound, Conflict (not its time, not the agency's interview, recorded already), Invalid by field.
    """
    interview_get(actor=actor, interview_id=interview_id)
    rows = Interview.objects.select_for_update(of=("self",)).select_related("centre")
    interview = rows.get(pk=interview_id)
    INTERVIEW.check(interview, interview.status, "hold", actor)
    now = clock.now()
    if interview.starts_at - EARLY > now:
        raise refusals.conflict(said.TOO_EARLY, "starts_at")
    items = result.faults(now.astimezone(ZoneInfo(interview.centre.zone)).date())
    if items:
        raise Invalid(items)
    known = set(interview.results.values_list("agency", flat=True))
    if actor.agency in known:
        raise refusals.conflict(said.RECORDED, "outcome")
    made = InterviewResult.objects.create(
        interview=interview,
        agency=actor.agency,
        outcome=result.outcome,
        documents=sorted(set(result.documents)),
        questions=sorted(set(result.questions)),
        photo_taken=result.photo_taken,
        fingerprints_enrolled=result.fingerprints_enrolled,
        fingerprints_on=result.fingerprints_on,
        note=result.note.strip()[:1000],
        officer_id=actor.person,
        officer_as=actor.name[:120],
    )
    body = {"agency": actor.agency, "outcome": result.outcome, "application": str(interview.application_id)}
    record(actor=actor, event="enrollment.interview.recorded", subject=Subject("interview", interview.id), body=body)
    if {*known, actor.agency} >= set(PARTS[interview.part]):
        apply(workflow=INTERVIEW, obj=interview, action="hold", actor=actor, subject=Subject("interview", interview.id))
    return made
