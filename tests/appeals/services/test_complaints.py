"""A complaint has a number at once, is answered or shown overdue, and can be taken further (R-81)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from appeals.models import Complaint
from appeals.selectors import complaint_get, complaint_list, complaints_published
from appeals.services import (
    complaint_accept,
    complaint_answer,
    complaint_escalate,
    complaint_send,
    complaint_settle,
    complaint_withdraw,
)
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, make_user, member_actor, staff_actor
from tests.factories.appeals import Commission, make_commission, make_complaint
from tests.factories.enrollment import person_actor, supervisor

pytestmark = pytest.mark.django_db
ANSWER = "Your file lay at the wrong desk. It was decided today; we are sorry for the five weeks."


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def test_a_number_and_a_day_at_once(commit_checks: Any) -> None:
    first, second = make_complaint(), make_complaint(category="conduct")
    assert [row.number[-5:] for row in (first, second)] == ["00001", "00002"]
    assert first.due_at - first.received_at == timedelta(days=10)
    notice = Notice.objects.get(user_id=first.user_id)
    assert first.due_at.date().isoformat() in notice.body_fr
    commit_checks()


@pytest.mark.parametrize(
    ("changes", "path"), [({"category": "decision"}, "category"), ({"words": "bad"}, "words"), ({}, "happened_on")]
)
def test_what_is_missing_is_named(changes: dict[str, Any], path: str) -> None:
    if path == "happened_on":
        changes = {"happened_on": clock.now().date() + timedelta(days=2)}
    with pytest.raises(Invalid) as refusal:
        make_complaint(**changes)
    assert [item.path for item in refusal.value.items] == [path]


def test_the_agency_it_is_sent_to_answers_and_the_complainant_is_told(
    commission: Commission, commit_checks: Any
) -> None:
    owner = member_actor(make_organisation("carrier"))
    made = make_complaint(owner)
    with pytest.raises(NotFound):
        complaint_answer(actor=supervisor(), complaint_id=made.id, answer=ANSWER, expected_version=1)
    with pytest.raises(Invalid):
        complaint_send(actor=commission.actor("registrar"), complaint_id=made.id, agency="FDA", expected_version=1)
    complaint_send(actor=commission.actor("registrar"), complaint_id=made.id, agency="CBP", expected_version=1)
    assert [row.id for row in complaint_list(actor=supervisor(), waiting=True)] == [made.id]
    with pytest.raises(NotFound):
        complaint_answer(actor=supervisor("CBSA"), complaint_id=made.id, answer=ANSWER, expected_version=2)
    with pytest.raises(Invalid):
        complaint_answer(actor=supervisor(), complaint_id=made.id, answer="Sorry.", expected_version=2)
    answered = complaint_answer(actor=supervisor(), complaint_id=made.id, answer=ANSWER, expected_version=2)
    assert (answered.status, answered.answer, answered.waits_until) == ("answered", ANSWER, None)
    assert Notice.objects.filter(user_id=made.user_id, kind="complaint").count() == 2
    assert complaint_accept(actor=owner, complaint_id=made.id, expected_version=3).status == "closed"
    commit_checks()


def test_an_answer_that_does_not_satisfy_goes_to_the_commission_and_another_hand(commission: Commission) -> None:
    owner = member_actor(make_organisation("carrier"))
    made = make_complaint(owner)
    registrar = commission.actor("registrar")
    complaint_answer(actor=registrar, complaint_id=made.id, answer=ANSWER, expected_version=1)
    with pytest.raises(Invalid):
        complaint_escalate(actor=owner, complaint_id=made.id, why="no", expected_version=2)
    further = complaint_escalate(
        actor=owner, complaint_id=made.id, why="Nobody says why it took five weeks.", expected_version=2
    )
    assert further.settle_due is not None and further.escalated_at is not None
    assert further.settle_due - further.escalated_at == timedelta(days=10)
    with pytest.raises(Conflict):
        complaint_settle(actor=registrar, complaint_id=made.id, settlement=ANSWER, expected_version=3)
    other = staff_actor("commission.registrar", "")
    assert complaint_settle(actor=other, complaint_id=made.id, settlement=ANSWER, expected_version=3).status == "closed"


def test_it_is_taken_further_without_an_answer_only_once_the_standard_has_run_out(commission: Commission) -> None:
    owner = member_actor(make_organisation("carrier"))
    made = make_complaint(owner)
    why = "The ten days have passed without a word."
    complaint_send(actor=commission.actor("registrar"), complaint_id=made.id, agency="CBP", expected_version=1)
    with clock.frozen(made.due_at), pytest.raises(Invalid) as early:
        complaint_escalate(actor=owner, complaint_id=made.id, why=why, expected_version=2)
    assert early.value.items[0].code == "APL_COMPLAINT_EARLY"
    with clock.frozen(made.due_at + timedelta(seconds=1)):
        assert complaint_escalate(actor=owner, complaint_id=made.id, why=why, expected_version=2).status == "escalated"


def test_who_sees_a_complaint(commission: Commission) -> None:
    traveller = person_actor(make_user())
    made = make_complaint(traveller)
    assert complaint_get(actor=traveller, complaint_id=made.id) == made
    assert complaint_get(actor=commission.actor("registrar"), complaint_id=made.id) == made
    for actor in (
        supervisor(),
        commission.actor("ca1"),
        staff_actor("auditor"),
        person_actor(make_user()),
        member_actor(make_organisation("carrier")),
    ):
        with pytest.raises(NotFound):
            complaint_get(actor=actor, complaint_id=made.id)
    viewer = member_actor(make_organisation("carrier"), "trader.viewer")
    mine = make_complaint(viewer)
    with pytest.raises(NotAllowed):
        complaint_withdraw(actor=viewer, complaint_id=mine.id, expected_version=1)
    assert complaint_withdraw(actor=traveller, complaint_id=made.id, expected_version=1).withdrawn_at is not None


def test_the_published_counts_cost_one_query(django_assert_num_queries: Any) -> None:
    with clock.frozen(clock.now() - timedelta(days=200)):
        for _ in range(5):
            make_complaint()
        make_complaint(category="conduct")
    with django_assert_num_queries(1):
        rows = complaints_published()
    assert [(row.category, row.received, row.in_time) for row in rows] == [
        ("conduct", None, None),
        ("delay", 5, 0),
    ]


def test_the_database_refuses_an_answer_that_says_nothing_and_a_jump() -> None:
    made = make_complaint()
    with pytest.raises(DatabaseError, match="not a transition"), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(status="closed")
    with pytest.raises(DatabaseError, match="appeals_complaint_answer_says"), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(status="answered")
    with pytest.raises(DatabaseError, match="appeals_complaint_category"), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(category="decision")
