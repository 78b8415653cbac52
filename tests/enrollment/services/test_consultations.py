"""A flagged change of each kind waits for its answer; an unflagged one does not (R-51)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from audit.trail.selectors import entries_for
from clearance.models import ThreatProfile
from clearance.services import profile_due, profile_plan
from enrollment import services
from enrollment.models import Consultation, ConsultationComment
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.consultations import ANSWER, CHANGES, COMMENT, SUMMARY, Change, released
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db
THIN = Text("Too short", "Trop court")


@pytest.fixture(params=sorted(CHANGES))
def change(request: Any, reference_data: None) -> Change:
    return CHANGES[request.param]()


@pytest.fixture
def fee(reference_data: None) -> Change:
    return CHANGES["fee"]()


def answered(change: Change, row: Consultation) -> Consultation:
    return services.consultation_answer(
        actor=change.asker, number=row.number, answer=ANSWER, expected_version=row.row_version
    )


def truncated() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE enrollment_consultation_comment")


def refused(change: Change) -> str:
    before = change.status()
    with pytest.raises(Conflict) as refusal:
        change.act()
    assert change.status() == before != change.effective
    return refusal.value.items[0].code


def test_unflagged_it_takes_effect_as_ever(change: Change, commit_checks: Any) -> None:
    change.act()
    assert change.status() == change.effective
    commit_checks()


def test_flagged_it_waits_for_the_answer_and_then_takes_effect(change: Change, commit_checks: Any) -> None:
    row = change.flagged_and_closed()
    assert refused(change) == "ENR_CONSULT_FIRST"
    answered(change, row)
    change.act()
    assert change.status() == change.effective
    commit_checks()


def test_while_comments_are_open_nothing_is_answered_and_nothing_takes_effect(change: Change) -> None:
    row = change.flag()
    assert refused(change) == "ENR_CONSULT_FIRST"
    with pytest.raises(Conflict) as refusal:
        answered(change, row)
    assert refusal.value.items[0].code == "ENR_CONSULT_STILL_OPEN"


def test_what_took_effect_is_not_flagged_any_more(change: Change) -> None:
    change.act()
    with pytest.raises(Conflict):
        change.flag()


def test_it_is_flagged_once_and_nobody_takes_it_back(change: Change) -> None:
    change.flag()
    with pytest.raises(Conflict) as refusal:
        change.flag()
    assert refusal.value.items[0].code == "ENR_CONSULT_ONCE"


def test_a_withdrawn_change_ends_its_consultation(change: Change, commit_checks: Any) -> None:
    row = change.flag()
    change.withdraw()
    row.refresh_from_db()
    assert (row.status, change.status()) == ("lapsed", "withdrawn")
    with pytest.raises(Conflict):
        services.consultation_comment(
            actor=member_actor(make_organisation("carrier")), number=row.number, words=COMMENT, language="en"
        )
    commit_checks()


def test_a_planned_profile_that_is_flagged_does_not_come_into_force_by_itself(reference_data: None) -> None:
    change = CHANGES["profile"]()
    seen = ThreatProfile.objects.get(pk=change.subject_id).row_version
    at = clock.now() + timedelta(hours=1)
    profile_plan(actor=change.asker, profile_id=change.subject_id, at=at, expected_version=seen)
    change.flag()
    with clock.frozen(at):
        profile_due(profile_id=change.subject_id, at=at)
    assert change.status() == "approved"
    last = list(entries_for(Subject("profile", change.subject_id)))[-1]
    assert last.event == "clearance.profile.not_activated" and "ENR_CONSULT_FIRST" in str(last.body)


@pytest.mark.parametrize("days", [20, 200])
def test_the_period_is_at_least_thirty_days(fee: Change, days: int) -> None:
    with pytest.raises(Invalid) as refusal:
        fee.flag(closes_on=(clock.now() + timedelta(days=days)).date(), summary=THIN)
    assert [item.path for item in refusal.value.items] == ["summary_en", "summary_fr", "closes_on"]


@pytest.mark.parametrize(
    ("role", "agency"), [("officer.supervisor", "FDA"), ("officer.vetting", "CBP"), ("officer.targeting", "CBP")]
)
def test_only_who_holds_a_key_of_the_change_asks(fee: Change, role: str, agency: str) -> None:
    closes = (clock.now() + timedelta(days=31)).date()
    given = {"kind": "fee", "summary": SUMMARY, "closes_on": closes}
    with pytest.raises(NotAllowed):
        services.change_consult(actor=staff_actor(role, agency), version_id=fee.subject_id, **given)
    with pytest.raises(NotFound):
        services.change_consult(actor=fee.asker, version_id=uuid7(), **given)


def test_members_comment_while_open_and_hear_of_the_answer_once_each(fee: Change, commit_checks: Any) -> None:
    first, second = (member_actor(make_organisation("carrier")) for _ in range(2))
    with clock.frozen(clock.now() - timedelta(days=40)):
        row = fee.flag()
        for actor in (first, first, second):
            made = services.consultation_comment(actor=actor, number=row.number, words=f" {COMMENT} ", language="fr")
            released(fee.asker, made)
        with pytest.raises(Invalid):
            services.consultation_comment(actor=first, number=row.number, words="Too short", language="en")
    assert (made.number, made.words, made.organisation_id) == (3, COMMENT, second.organisation_id)
    with pytest.raises(Conflict) as refusal:
        services.consultation_comment(actor=first, number=row.number, words=COMMENT, language="en")
    assert refusal.value.items[0].code == "ENR_CONSULT_CLOSED"
    answered(fee, row)
    told = Notice.objects.filter(kind="consultation")
    assert {notice.user_id for notice in told} == {first.user_id, second.user_id} and told.count() == 2
    assert all((notice.body_en, notice.body_fr) == (ANSWER.en, ANSWER.fr) for notice in told)
    assert all(notice.link == f"/membership/proposals/{row.number}/" for notice in told)
    events = [entry.event for entry in entries_for(Subject("consultation", row.id))]
    assert events == [
        "enrollment.consultation.opened",
        *["enrollment.consultation.commented", "enrollment.consultation_comment.released"] * 3,
        "enrollment.consultation.answered",
    ]
    commit_checks()


@pytest.mark.parametrize("agency", ["CBSA", "FDA"])
def test_only_the_agency_that_asked_answers_in_both_languages(fee: Change, agency: str) -> None:
    row = fee.flagged_and_closed()
    given = {"number": row.number, "expected_version": 1}
    with pytest.raises(Conflict) as elsewhere:
        services.consultation_answer(actor=staff_actor("officer.supervisor", agency), answer=ANSWER, **given)
    assert elsewhere.value.items[0].code == "ENR_CONSULT_AGENCY"
    with pytest.raises(NotAllowed):
        services.consultation_answer(actor=staff_actor("officer.vetting", "CBP"), answer=ANSWER, **given)
    with pytest.raises(Invalid) as refusal:
        services.consultation_answer(actor=fee.asker, answer=Text(ANSWER.en, "Non"), **given)
    assert [item.path for item in refusal.value.items] == ["answer_fr"]
    with pytest.raises(Conflict):
        services.consultation_answer(actor=fee.asker, answer=ANSWER, **{**given, "expected_version": 7})


def test_the_database_holds_the_answer_after_the_closing_and_the_comments_for_ever(fee: Change) -> None:
    row = fee.flag()
    services.consultation_comment(
        actor=member_actor(make_organisation("carrier")), number=row.number, words=COMMENT, language="en"
    )
    early = {"status": "answered", "answer": ANSWER.as_dict(), "answered_at": clock.now()}
    with pytest.raises(DatabaseError), in_the_book():
        Consultation.objects.filter(pk=row.pk).update(**early)
    for wrong in ({"words": "changed"}, {"name": "Somebody else"}, {"status": "refused"}):
        with pytest.raises(DatabaseError), in_the_book():
            ConsultationComment.objects.update(**wrong)
    for remove in (ConsultationComment.objects.all().delete, truncated):
        with pytest.raises(DatabaseError), in_the_book():
            remove()
    assert ConsultationComment.objects.get().words == COMMENT
