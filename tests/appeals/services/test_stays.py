"""Stays, safety exceptions and their review, late appeals (R-82, R-83)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from appeals.models import Case, Stay
from appeals.services import case_file, case_withdraw, leave_decide, stay_except, stay_review
from enrollment.models import Membership, MembershipDecision
from enrollment.services import membership_suspend
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.appeals import (
    GROUNDS,
    LATE,
    SAFETY,
    Commission,
    Dispute,
    make_case,
    make_commission,
    make_dispute,
    make_excepted,
    rule,
    seat,
    vote,
)
from tests.factories.enrollment import a_reason, make_membership, supervisor, vetting

pytestmark = pytest.mark.django_db
REVIEWED = "The report behind the ground names another truck than the carrier's."


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def suspended() -> tuple[Dispute, Case]:
    """A suspension with a safety ground signed from the start."""
    organisation = make_organisation("carrier")
    membership = make_membership(organisation=organisation, tier="T1")
    decision = membership_suspend(
        actor=vetting(), membership_id=membership.id, reason=a_reason("SECURITY_PROFILE"), safety_ground=SAFETY
    )
    dispute = Dispute(organisation, member_actor(organisation), membership, decision)
    return dispute, make_case(dispute)


def test_r83_with_a_signed_safety_ground_the_decision_stays_in_effect_and_a_review_is_due(
    commit_checks: Any,
) -> None:
    dispute, case = suspended()
    stay = Stay.objects.get(case=case)
    assert (stay.status, case.stayed) == ("excepted", False)
    assert Membership.objects.get(pk=dispute.membership.pk).status == "suspended"
    assert stay.review_due is not None
    assert timedelta(hours=72) <= stay.review_due - case.filed_at < timedelta(hours=72, minutes=1)
    commit_checks()


def test_a_supervisor_of_the_deciding_agency_signs_an_exception_and_the_decision_is_in_effect(
    commit_checks: Any,
) -> None:
    dispute, case = make_excepted()
    assert dispute.tier() == "T1"
    stay = Stay.objects.get(case=case)
    assert (stay.status, stay.ground) == ("excepted", SAFETY.as_dict())
    assert stay.signed_at is not None
    assert stay.review_due == stay.signed_at + timedelta(hours=72)
    assert MembershipDecision.objects.get(pk=dispute.decision.pk).safety_ground == SAFETY.as_dict()
    assert Notice.objects.filter(organisation=dispute.organisation, kind="stay").count() == 1
    commit_checks()


def test_who_may_not_sign_and_what_is_no_ground() -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    version = case.stay.row_version
    with pytest.raises(NotFound):
        stay_except(actor=supervisor("CBSA"), case_id=case.id, ground=SAFETY, expected_version=version)
    with pytest.raises(NotAllowed):
        stay_except(actor=dispute.member, case_id=case.id, ground=SAFETY, expected_version=version)
    with pytest.raises(Invalid) as thin:
        stay_except(actor=supervisor(), case_id=case.id, ground=Text(SAFETY.en, "non"), expected_version=version)
    assert [item.path for item in thin.value.items] == ["ground_fr"]
    assert dispute.tier() == "T2"


def test_a_ground_that_does_not_hold_stays_the_decision_again(commission: Commission, commit_checks: Any) -> None:
    dispute, case = make_excepted()
    version = Stay.objects.get(case=case).row_version
    stay = stay_review(
        actor=commission.actor("us1"), case_id=case.id, holds=False, reasons=REVIEWED, expected_version=version
    )
    assert (stay.status, dispute.tier()) == ("stayed", "T2")
    assert stay.reviewed_by_id == commission.users["us1"].id
    with pytest.raises(Conflict):
        stay_review(
            actor=commission.actor("us1"), case_id=case.id, holds=True, reasons=REVIEWED, expected_version=version + 1
        )
    commit_checks()


def test_a_ground_that_holds_leaves_the_decision_in_effect_until_the_ruling(commission: Commission) -> None:
    dispute, case = make_excepted()
    version = Stay.objects.get(case=case).row_version
    with pytest.raises(Invalid):
        stay_review(actor=commission.actor("ca1"), case_id=case.id, holds=True, reasons="ok", expected_version=version)
    actor = commission.actor("ca1")
    assert (
        stay_review(actor=actor, case_id=case.id, holds=True, reasons=REVIEWED, expected_version=version).status
        == "confirmed"
    )
    assert dispute.tier() == "T1"
    case = seat(Case.objects.get(pk=case.pk), commission, ("ca1", "us1", "us2"))
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    rule(case, commission)
    assert (dispute.tier(), Stay.objects.get(case=case).status) == ("T2", "ended")


def test_r80_whoever_touched_the_decision_does_not_review_its_safety_ground(commission: Commission) -> None:
    _, case = make_excepted()
    row = Case.objects.get(pk=case.pk)
    row.touched = [*row.touched, str(commission.users["us1"].id)]
    row.save(update_fields=["touched"])
    stay = Stay.objects.get(case=case)
    with pytest.raises(NotFound):
        stay_review(
            actor=commission.actor("us1"),
            case_id=case.id,
            holds=True,
            reasons=REVIEWED,
            expected_version=stay.row_version,
        )
    with pytest.raises(DatabaseError, match="had a hand in"), transaction.atomic():
        Stay.objects.filter(pk=stay.pk).update(reviewed_by_id=commission.users["us1"].id)


def test_an_exception_without_ground_or_review_day_is_refused_by_the_database() -> None:
    case = make_case()
    with pytest.raises(DatabaseError), transaction.atomic():
        Stay.objects.filter(case=case).update(status="excepted")
    with pytest.raises(DatabaseError), transaction.atomic():
        Stay.objects.filter(case=case).update(status="confirmed")


def late_case(dispute: Dispute) -> Case:
    deadline = MembershipDecision.objects.get(pk=dispute.decision.pk).appeal_deadline
    with clock.frozen(deadline + timedelta(days=3)):
        return case_file(
            actor=dispute.member,
            decision_id=dispute.decision.id,
            grounds=GROUNDS,
            language="en",
            late_reasons=LATE,
        )


@pytest.mark.parametrize(("allow", "status"), [(True, "filed"), (False, "refused")])
def test_a_late_appeal_holds_nothing_and_the_registrar_hears_it_or_not(
    commission: Commission, commit_checks: Any, allow: bool, status: str
) -> None:
    dispute = make_dispute()
    case = late_case(dispute)
    assert (case.status, dispute.tier(), Stay.objects.exists()) == ("late", "T1", False)
    with pytest.raises(Invalid):
        leave_decide(actor=commission.actor("registrar"), case_id=case.id, allow=allow, reasons="", expected_version=2)
    with pytest.raises(NotAllowed):
        leave_decide(actor=dispute.member, case_id=case.id, allow=True, reasons=LATE, expected_version=2)
    decided = leave_decide(
        actor=commission.actor("registrar"), case_id=case.id, allow=allow, reasons=LATE, expected_version=2
    )
    assert (decided.status, decided.leave_reasons) == (status, LATE)
    if allow:
        case = seat(decided, commission, ("ca1", "us1", "us2"))
        vote(case, commission, {"ca1": "grant", "us1": "grant"})
        rule(case, commission)
        assert dispute.tier() == "T2"
    commit_checks()


def test_withdrawing_ends_the_stay_row_too() -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    case_withdraw(actor=dispute.member, case_id=case.id, expected_version=case.row_version)
    assert Stay.objects.get(case=case).status == "ended"


def test_the_database_wants_reasons_for_a_late_case() -> None:
    case = make_case()
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(due_at=case.filed_at - timedelta(days=1))


def test_officers_of_another_agency_and_other_staff_see_no_case() -> None:
    case = make_case()
    for actor in (supervisor("CBSA"), staff_actor("auditor"), member_actor(make_dispute().organisation)):
        with pytest.raises(NotFound):
            leave_decide(actor=actor, case_id=case.id, allow=True, reasons=LATE, expected_version=1)
