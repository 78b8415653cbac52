"""Two agencies, one outcome: reviews, joint approval, denial with reasons (R-04, R-12, R-37, R-65)."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction

from enrollment import services
from enrollment.domain.numbers import check_fast_card, check_passid, rfid_tag
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import AgencyReview, Application, Membership, MembershipDecision
from portal.core import clock
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import (
    a_reason,
    approve,
    clear_checks,
    deny,
    make_draft,
    make_membership,
    make_submitted,
    vetting,
    worksheet_of,
)

pytestmark = pytest.mark.django_db


def decide(application: Application, agency: str, decision: str, **more: Any) -> Application:
    if decision == "deny":
        return deny(application, agency)
    clear_checks(worksheet_of(application, agency))
    return services.review_decide(actor=vetting(agency), application_id=application.id, decision=decision, **more)


@pytest.mark.parametrize(("first", "second"), list(product(("approve", "deny", None), repeat=2)))
@pytest.mark.parametrize("order", [("CBP", "CBSA"), ("CBSA", "CBP")])
def test_the_outcome_of_every_pair_of_decisions(first: str | None, second: str | None, order: tuple[str, str]) -> None:
    application = make_submitted("FAST_SHIPPER")
    for agency, decision in zip(order, (first, second), strict=True):
        if decision and Application.objects.get().status != "denied":
            decide(application, agency, decision)
    status = Application.objects.get().status
    assert Membership.objects.exists() is (first == second == "approve")
    if "deny" in (first, second):
        assert status == "denied" and MembershipDecision.objects.get().kind == "denial"
    elif first == second == "approve":
        assert status == "approved"
    else:
        assert status == ("under_review" if first or second else "submitted")


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_approval_by_both_creates_membership_and_card(programme: str, commit_checks: Any) -> None:
    membership = make_membership(programme)
    facts = PROGRAMMES[programme]
    assert (membership.tier, membership.status) == (facts.entry_tier, "active")
    assert membership.valid_until.year == membership.valid_from.year + facts.validity_years
    assert membership.number.startswith(facts.number_prefix)
    cards = list(membership.credentials.all())
    assert len(cards) == (0 if facts.for_organisations else 1)
    for card in cards:
        check = check_fast_card if programme == "FAST_DRIVER" else check_passid
        assert check(card.card_number) is None
        assert card.rfid_tag == rfid_tag(card.id) and card.document_type == "passport"
    commit_checks()


def test_no_column_holds_a_biometric() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name LIKE 'enrollment_%%' "
            "AND (data_type = 'bytea' OR column_name ~ '(finger|iris|face|biometric|photo)') "
            "AND data_type NOT IN ('boolean', 'date')"  # taken or not, and when
        )
        assert cursor.fetchall() == []


def test_a_denial_opens_a_decision_with_reason_notice_and_time_to_appeal(commit_checks: Any) -> None:
    application = make_submitted("NEXUS")
    decide(application, "CBSA", "deny")
    decision = MembershipDecision.objects.get()
    assert (decision.status, decision.agency, decision.user_id) == ("in_effect", "CBSA", application.user_id)
    assert decision.appeal_deadline == decision.noticed_at + timedelta(days=30)
    assert Reason.from_dict(decision.reason).check().evidence == "customs:2026-4421"
    notice = Notice.objects.get(kind="decision_denial")
    assert notice.appeal_link == f"/commission/appeal/new/?decision={decision.id}"
    assert notice.reason == decision.reason and notice.body_fr
    commit_checks()


@pytest.mark.parametrize(
    "reason",
    [
        None,
        Reason(
            "X", Text("Too short.", "Trop court."), "filing:1", Text("Fix.", "Corriger."), Text("Appeal.", "Appel.")
        ),
        Reason("X", a_reason().text, "", a_reason().fix, a_reason().appeal),
        Reason("X", a_reason().text, "filing:1", Text("Fix it.", ""), a_reason().appeal),
    ],
)
def test_no_denial_without_a_full_reason(reason: Reason | None) -> None:
    application = make_submitted("FAST_SHIPPER")
    with pytest.raises(Invalid):
        services.review_decide(actor=vetting(), application_id=application.id, decision="deny", reason=reason)
    assert not MembershipDecision.objects.exists()
    assert Application.objects.get().status == "submitted"


OUTSIDERS = [
    (lambda: vetting("CFIA"), NotFound),
    (lambda: staff_actor("officer.primary", "CBP"), NotFound),
    (lambda: staff_actor("auditor", ""), NotFound),
    (lambda: staff_actor("commission.member", ""), NotFound),
]


@pytest.mark.parametrize(("make", "refusal"), OUTSIDERS)
def test_others_decide_nothing(make: Any, refusal: type[DomainError]) -> None:
    application = make_submitted("FAST_SHIPPER")
    with pytest.raises(refusal):
        services.review_decide(actor=make(), application_id=application.id, decision="approve")


def test_officers_do_not_see_drafts_and_unknown_decisions_are_refused() -> None:
    with pytest.raises(NotFound):
        services.review_decide(actor=vetting(), application_id=make_draft("NEXUS").id, decision="approve")
    with pytest.raises(Invalid, match="ENR_UNKNOWN_DECISION"):
        services.review_decide(actor=vetting(), application_id=make_submitted("NEXUS").id, decision="waive")


def test_the_version_compared_is_that_of_the_own_review() -> None:
    application = make_submitted("FAST_SHIPPER")
    decide(application, "CBP", "approve", expected_version=1)
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        decide(application, "CBP", "approve")
    with pytest.raises(Conflict, match="WORKFLOW_STALE"):
        decide(application, "CBSA", "approve", expected_version=9)
    assert decide(application, "CBSA", "approve", expected_version=1).status == "approved"


def test_a_decided_application_is_not_decided_again() -> None:
    application = approve(make_submitted("FAST_SHIPPER"))
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        decide(application, "CBP", "deny")


def refused_by_database(change: Any) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    return str(refused.value)


def test_the_database_refuses_an_approval_without_both_agencies() -> None:
    application = decide(make_submitted("FAST_SHIPPER"), "CBP", "approve")
    rows = Application.objects.filter(pk=application.pk)
    assert "without the approval of both" in refused_by_database(lambda: rows.update(status="approved"))


def test_the_database_refuses_to_take_an_approval_back_under_an_approved_application() -> None:
    application = approve(make_submitted("FAST_SHIPPER"))
    reviews = AgencyReview.objects.filter(application=application, agency="CBSA")
    assert "without the approval of both" in refused_by_database(lambda: reviews._raw_delete(DEFAULT_DB_ALIAS))
    assert "is not a transition" in refused_by_database(lambda: reviews.update(status="pending"))


@pytest.mark.parametrize(
    ("status", "target"), [("submitted", "approved"), ("submitted", "denied"), ("approved", "under_review")]
)
def test_the_database_refuses_moves_off_the_table(status: str, target: str) -> None:
    application = make_submitted("FAST_SHIPPER")
    if status == "approved":
        approve(application)
    rows = Application.objects.filter(pk=application.pk)
    assert "is not a transition" in refused_by_database(lambda: rows.update(status=target))


def test_no_change_commits_without_an_entry_in_the_trail(commit_checks: Any) -> None:
    membership = make_membership("FAST_SHIPPER")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('preclear.trail_xid', '', true)")
    Membership.objects.filter(pk=membership.pk).update(tier="T0")
    with pytest.raises(IntegrityError, match="no entry in the trail"):
        commit_checks()


def test_approvals_number_without_gaps() -> None:
    numbers = [make_membership("FAST_SHIPPER").number[6:12] for _ in range(3)]
    assert [int(number) for number in numbers] == [1, 2, 3]
    assert clock.now().year == int(Membership.objects.first().number[2:6])
