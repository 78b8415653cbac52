"""Appointments: desks hold under concurrency, steps in any order, change, cancel, closures, results (4.5, R-49)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from audit.trail.models import TrailEntry
from enrollment.domain.interviews.results import Result
from enrollment.models import Interview, InterviewResult, InterviewSeat
from enrollment.selectors.interviews import interview_facts
from enrollment.services import application_withdraw, interviews
from portal.core import clock
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import make_draft, person_actor
from tests.factories.interviews import (
    RESULT,
    make_centre,
    make_interview,
    make_result,
    make_reviewed,
    slot,
    supervisor,
)

pytestmark = pytest.mark.django_db


def book(application: Any, actor: Any, centre: Any, part: str = "joint", **when: Any) -> Interview:
    return interviews.interview_book(
        actor=actor, application_id=application.id, centre_id=centre.id, part=part, starts_at=slot(**when)
    )


@pytest.mark.django_db(transaction=True)
def test_the_last_desk_is_given_once_however_many_ask_at_the_same_time() -> None:
    """Six real transactions ask for a slot with two desks: two get it, four are told it is full."""
    centre = make_centre(desks=2)
    people = [make_reviewed() for _ in range(6)]
    start = slot()

    def ask(number: int) -> Any:
        application, actor = people[number]
        try:
            return interviews.interview_book(
                actor=actor, application_id=application.id, centre_id=centre.id, part="joint", starts_at=start
            )
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    assert len(refused) == 4 and {item.code for one in refused for item in one.items} == {"ENR_INTERVIEW_FULL"}
    assert sorted(InterviewSeat.objects.values_list("agency", "seat")) == [
        ("CBP", 1), ("CBP", 2), ("CBSA", 1), ("CBSA", 2),
    ]  # fmt: skip


def test_the_database_refuses_a_desk_that_is_taken_or_does_not_exist(commit_checks: Any) -> None:
    interview, _ = make_interview()
    seat = interview.seats.get(agency="CBP")
    same = {"centre": seat.centre, "agency": "CBP", "interview": interview, "ends_at": seat.ends_at}
    for change in (
        {"seat": 1, "starts_at": seat.starts_at},
        {"seat": 1, "starts_at": seat.starts_at + timedelta(minutes=10)},
        {"seat": 2, "starts_at": seat.starts_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            InterviewSeat.objects.create(**{**same, **change})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE enrollment_interview SET status = 'waiting' WHERE id = %s", [interview.id])
    commit_checks()


def test_joint_or_two_steps_in_any_order_but_not_both() -> None:
    steps, both = make_centre("STEP", "two_step"), make_centre("BOTH")
    application, actor = make_reviewed()
    book(application, actor, steps, "CBSA", days=9)
    with pytest.raises(Conflict, match="ENR_INTERVIEW_PART"):
        book(application, actor, steps, "CBSA", days=8)
    with pytest.raises(Conflict, match="ENR_INTERVIEW_PART"):
        book(application, actor, both, "joint")
    book(application, actor, steps, "CBP", days=3)
    assert Interview.objects.filter(status="booked").count() == 2
    with pytest.raises(Conflict, match="ENR_INTERVIEW_FULL"):
        other, who = make_reviewed()
        book(other, who, steps, "joint")


def test_only_at_the_point_of_the_interview_and_only_one_s_own() -> None:
    centre = make_centre()
    actor = person_actor()
    with pytest.raises(Conflict, match="ENR_INTERVIEW_NOT_YET"):
        book(make_draft("NEXUS", actor), actor, centre)
    application, owner = make_reviewed()
    for stranger in (actor, staff_actor("officer.vetting", "CBP")):
        with pytest.raises(NotFound):
            book(application, stranger, centre)
    for when in ({"days": -1}, {"days": 200}):
        with pytest.raises(Conflict, match="ENR_INTERVIEW_PAST"):
            book(application, owner, centre, **when)
    for when in ({"hour": 13}, {"minute": 10}):
        with pytest.raises(Conflict, match="ENR_INTERVIEW_FULL"):
            book(application, owner, centre, **when)


def test_change_and_cancel_give_the_desk_back_and_the_calendar_its_sequence(commit_checks: Any) -> None:
    interview, actor = make_interview()
    other = make_centre("DET-1", country="US", zone="America/Detroit")
    moved = interviews.interview_move(
        actor=actor, interview_id=interview.id, centre_id=other.id, starts_at=slot(days=5), expected_version=1
    )
    assert (moved.sequence, moved.centre_id, moved.status) == (1, other.id, "booked")
    assert {seat.centre_id for seat in InterviewSeat.objects.all()} == {other.id}
    with pytest.raises(Conflict):
        interviews.interview_cancel(actor=actor, interview_id=interview.id, expected_version=1)
    with clock.frozen(moved.starts_at - timedelta(hours=1)), pytest.raises(Conflict, match="TOO_LATE"):
        interviews.interview_cancel(actor=actor, interview_id=interview.id)
    ended = interviews.interview_cancel(actor=actor, interview_id=interview.id, expected_version=2)
    assert (ended.status, ended.sequence) == ("cancelled", 2) and not InterviewSeat.objects.exists()
    kinds = list(Notice.objects.filter(user=ended.application.user).values_list("kind", flat=True))
    assert {"interview_booked", "interview_moved", "interview_cancelled"} <= set(kinds)
    commit_checks()


def test_reminders_come_once_and_only_for_the_time_that_stands() -> None:
    interview, actor = make_interview()
    first = interview.starts_at
    keys = set(OutboxTask.objects.filter(task="enrollment.interview_remind").values_list("key", flat=True))
    assert keys == {f"7d {first.isoformat()}", f"1d {first.isoformat()}"}
    moved = interviews.interview_move(
        actor=actor, interview_id=interview.id, centre_id=interview.centre_id, starts_at=slot(days=3)
    )
    assert OutboxTask.objects.filter(task="enrollment.interview_remind").count() == 3
    assert not interviews.interview_remind(interview_id=interview.id, code="7d", starts_at=first)
    assert interviews.interview_remind(interview_id=interview.id, code="1d", starts_at=moved.starts_at)
    assert Notice.objects.filter(kind="interview_reminder").count() == 1
    with clock.frozen(moved.starts_at + timedelta(minutes=1)):
        assert not interviews.interview_remind(interview_id=interview.id, code="1d", starts_at=moved.starts_at)


def test_a_closure_calls_off_what_it_hits_and_says_why() -> None:
    centre = make_centre("TWO", "two_step")
    application, actor = make_reviewed()
    book(application, actor, centre, "CBP")
    book(application, actor, centre, "CBSA", hour=10)
    why = Text("The building has no power.", "L'immeuble est privé d'électricité.")
    day = {"starts_at": slot(hour=0), "ends_at": slot(hour=23)}
    assert interviews.centre_closure_add(actor=supervisor("CBP"), centre_id=centre.id, why=why, **day) == 1
    gone = Interview.objects.get(status="cancelled")
    assert gone.part == "CBP" and gone.ended_why == why.en
    assert why.fr in Notice.objects.get(kind="interview_cancelled").body_fr
    with pytest.raises(Conflict, match="ENR_INTERVIEW_FULL"):
        book(application, actor, centre, "CBP")
    with pytest.raises(NotFound):
        closure = centre.closures.get()
        interviews.centre_closure_lift(actor=supervisor("CBSA"), centre_id=centre.id, closure_id=closure.id)
    interviews.centre_closure_lift(actor=supervisor("CBP"), centre_id=centre.id, closure_id=closure.id)
    assert book(application, actor, centre, "CBP").status == "booked"


def test_the_register_takes_supervisors_of_both_agencies_and_names_each_fault() -> None:
    details = interviews.CentreDetails("x", "", "Windsor", "", "MX", "Moon/Crater", (), "alone", 5)
    with pytest.raises(Invalid) as refused:
        interviews.centre_register(actor=supervisor(), details=details)
    assert {item.path for item in refused.value.items} == {
        "code", "name", "address", "country", "zone", "languages", "mode", "slot_minutes",
    }  # fmt: skip
    for actor in (staff_actor("officer.vetting", "CBP"), staff_actor("officer.supervisor", "FDA")):
        with pytest.raises(NotAllowed):
            interviews.centre_register(actor=actor, details=details)
    centre = make_centre()
    with pytest.raises(Conflict, match="ENR_CENTRE_CODE"):
        make_centre()
    make_interview(centre)
    with pytest.raises(Conflict, match="ENR_CENTRE_DESKS_TAKEN"):
        interviews.centre_desks_set(actor=supervisor("CBP"), centre_id=centre.id, places=0)


def test_each_agency_records_its_own_result_and_the_review_reads_both(commit_checks: Any) -> None:
    interview, actor = make_interview()
    officer = staff_actor("officer.vetting", "CBP")
    with pytest.raises(NotAllowed):
        interviews.interview_record(actor=actor, interview_id=interview.id, result=RESULT)
    with pytest.raises(Conflict, match="TOO_EARLY"):
        interviews.interview_record(actor=officer, interview_id=interview.id, result=RESULT)
    with clock.frozen(interview.starts_at), pytest.raises(Invalid, match="ENR_INTERVIEW_DOCUMENT"):
        interviews.interview_record(
            actor=officer, interview_id=interview.id, result=Result("satisfied", (), ("identity", "rules"), True, False)
        )
    make_result(interview, "CBP")
    facts = interview_facts(application_id=interview.application_id)
    assert facts.missing == ("CBSA",) and facts.next_at == interview.starts_at
    with pytest.raises(Conflict, match="ENR_INTERVIEW_RECORDED"):
        make_result(interview, "CBP")
    local = interview.starts_at.date()
    make_result(interview, "CBSA", Result("satisfied", ("passport",), ("identity", "rules"), False, True, local))
    facts = interview_facts(application_id=interview.application_id)
    assert facts.satisfied and facts.photo_taken and facts.fingerprints == ("CBSA", local)
    assert Interview.objects.get().status == "held"
    commit_checks()
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewResult.objects.update(outcome="not_satisfied")


def test_r49_no_column_of_a_result_holds_a_biometric() -> None:
    names = {field.name for field in InterviewResult._meta.get_fields()}
    assert {name for name in names if "finger" in name or "photo" in name} == {
        "fingerprints_enrolled", "fingerprints_on", "photo_taken",
    }  # fmt: skip
    assert not {field.get_internal_type() for field in InterviewResult._meta.fields} & {"BinaryField", "FileField"}


def test_nobody_came_and_a_withdrawn_application_gives_its_time_back() -> None:
    interview, actor = make_interview()
    officer = staff_actor("officer.vetting", "CBP")
    with pytest.raises(Conflict, match="TOO_EARLY"):
        interviews.interview_miss(actor=officer, interview_id=interview.id)
    with clock.frozen(interview.starts_at + timedelta(minutes=20)):
        interviews.interview_miss(actor=officer, interview_id=interview.id)
    assert interview_facts(application_id=interview.application_id).no_shows == 1
    again = book(interview.application, actor, interview.centre, days=4)
    application_withdraw(actor=actor, application_id=again.application_id)
    assert Interview.objects.get(pk=again.pk).status == "cancelled" and not InterviewSeat.objects.exists()
    assert TrailEntry.objects.filter(event="enrollment.interview.miss").exists()
