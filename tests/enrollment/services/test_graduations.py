"""The night's proposals and the two agencies' answers (R-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from enrollment import services
from enrollment.models import GraduationProposal, Membership, TallyMonth
from enrollment.selectors import (
    graduation_get,
    graduation_list_for_officer,
    graduation_of_membership,
    member_standing,
    outlooks,
)
from enrollment.selectors.memberships import criteria_progress, member_facts
from enrollment.tasks import propose_graduations
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_membership, vetting
from tests.factories.tiers import founding_rows, make_criteria, with_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    found = make_membership("FAST_CARRIER")
    with_record(found)
    return found


def opened(member: Membership) -> GraduationProposal:
    services.graduations_turn()
    return GraduationProposal.objects.get(membership=member, status="open")


def decide(proposal: GraduationProposal, agency: str, decision: str = "accept", **more: Any) -> GraduationProposal:
    return services.graduation_decide(actor=vetting(agency), proposal_id=proposal.id, decision=decision, **more)


def test_the_nightly_worker_opens_a_proposal_within_24_hours(member: Membership, commit_checks: Any) -> None:
    """R-08: a T1 carrier that meets every criterion has its proposal after the next night, and is told."""
    waiting = make_membership("FAST_CARRIER")
    assert propose_graduations() == 1
    proposal = GraduationProposal.objects.get()
    assert (proposal.membership_id, proposal.from_tier, proposal.to_tier) == (member.id, "T1", "T2")
    assert proposal.created_at <= clock.now() + timedelta(hours=24) and proposal.criteria == "criteria-2026.1"
    assert proposal.values["movements"] == 30 and proposal.values["clean_share"] == 100
    assert Notice.objects.filter(kind="graduation_opened", organisation_id=member.organisation_id).count() == 1
    for agency in ("CBP", "CBSA"):
        assert list(graduation_list_for_officer(actor=vetting(agency))) == [proposal]
    assert graduation_of_membership(waiting) is None
    commit_checks()


def test_a_second_night_changes_nothing(member: Membership) -> None:
    assert services.graduations_turn() == 1
    assert services.graduations_turn() == 0
    assert GraduationProposal.objects.count() == 1 and Notice.objects.filter(kind="graduation_opened").count() == 1


def test_the_night_costs_the_same_however_many_do_not_rise(member: Membership, django_assert_num_queries: Any) -> None:
    services.graduations_turn()
    for _ in range(2):
        services.months_keep()
        # Criteria due; old and missing months; the open proposal (savepoint, two locks, criteria, two of facts); and
        # for each of the three programmes its criteria, its members, their facts where there are any.
        with django_assert_num_queries(18) as counted:
            services.graduations_turn()
        assert counted
    for _ in range(3):
        make_membership("FAST_CARRIER")
    services.months_keep()
    with django_assert_num_queries(21):
        services.graduations_turn()


def test_both_accept_and_the_member_rises(member: Membership, commit_checks: Any) -> None:
    proposal = opened(member)
    assert decide(proposal, "CBSA").status == "open"
    with pytest.raises(Conflict, match="ENR_BOTH_DECIDE"):
        services.membership_graduate(actor=vetting(), membership_id=member.id, to_tier="T2")
    assert Membership.objects.get(pk=member.pk).tier == "T1"
    assert decide(proposal, "CBP").status == "accepted"
    assert Membership.objects.get(pk=member.pk).tier == "T2"
    assert Notice.objects.filter(kind="membership_graduated").count() == 1
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        decide(proposal, "CBP")
    commit_checks()


@pytest.mark.parametrize("agency", ["CBP", "CBSA"])
def test_silence_is_never_a_yes(member: Membership, agency: str) -> None:
    proposal = opened(member)
    decide(proposal, agency)
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        decide(proposal, agency)
    assert Membership.objects.get(pk=member.pk).tier == "T1"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE enrollment_graduation SET status = 'accepted' WHERE id = %s", [proposal.id])


def test_a_review_under_an_accepted_proposal_stays(member: Membership) -> None:
    proposal = opened(member)
    decide(proposal, "CBP"), decide(proposal, "CBSA")
    for statement in (
        "UPDATE enrollment_graduation_review SET agency = 'CBP' WHERE proposal_id = %s AND agency = 'CBSA'",
        "DELETE FROM enrollment_graduation_review WHERE proposal_id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [proposal.id])


def test_a_refusal_takes_a_reason_and_holds_for_ninety_days(member: Membership, commit_checks: Any) -> None:
    proposal = opened(member)
    with pytest.raises(Invalid, match="ENR_REASON_NEEDED"):
        decide(proposal, "CBP", "decline")
    assert decide(proposal, "CBP", "decline", reason=a_reason()).status == "declined"
    notice = Notice.objects.get(kind="graduation_declined")
    assert notice.reason["fix"]["fr"] and notice.reason["appeal"]["en"]
    with pytest.raises(Conflict):
        decide(proposal, "CBSA")
    assert services.graduations_turn() == 0
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert services.graduations_turn() == 1
    commit_checks()


def fall(member: Membership) -> None:
    services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="SEAL_INTEGRITY",
        harm="moderate",
        reason=a_reason(),
        source=Subject("finding", uuid4()),
    )


def test_a_proposal_lapses_in_the_night_when_the_record_falls(member: Membership, commit_checks: Any) -> None:
    proposal = opened(member)
    with_record(member, 30, 20)
    assert services.graduations_turn() == 1
    proposal.refresh_from_db()
    assert proposal.status == "lapsed" and "Movements without a finding (now 66.7)" in proposal.lapse["en"]
    assert Notice.objects.filter(kind="graduation_lapsed").count() == 1
    with_record(member)
    assert services.graduations_turn() == 1
    commit_checks()


def test_a_proposal_lapses_under_the_officers_hand(member: Membership) -> None:
    proposal = opened(member)
    decide(proposal, "CBP")
    with_record(member, 30, 20)
    assert decide(proposal, "CBSA").status == "lapsed"
    assert Membership.objects.get(pk=member.pk).tier == "T1"


def test_a_demoted_or_withdrawn_member_does_not_rise(member: Membership) -> None:
    proposal = opened(member)
    services.membership_withdraw(actor=member_actor(member.organisation), membership_id=member.id)
    services.graduations_turn()
    proposal.refresh_from_db()
    assert proposal.status == "lapsed" and "no longer active" in proposal.lapse["en"]


def test_stricter_criteria_let_a_proposal_lapse_and_milder_ones_open_it(member: Membership) -> None:
    proposal = opened(member)
    make_criteria(founding_rows(T2_movements=50))
    services.graduations_turn()
    proposal.refresh_from_db()
    assert proposal.status == "lapsed"
    make_criteria(founding_rows(T2_movements=10))
    services.graduations_turn()
    assert GraduationProposal.objects.get(status="open").criteria == "criteria-3"


def test_the_top_tier_takes_both_agencies() -> None:
    """R-08, R-11: one officer alone never opens Green-FAST, not even when every criterion is met."""
    member = make_membership("FAST_CARRIER", tier="T2")
    with_record(member, 400, visits=1)
    with clock.frozen(member.tier_since + timedelta(days=400)):
        with pytest.raises(Conflict, match="ENR_BOTH_DECIDE"):
            services.membership_graduate(actor=vetting(), membership_id=member.id, to_tier="T3")
        proposal = opened(member)
        decide(proposal, "CBP"), decide(proposal, "CBSA")
        assert Membership.objects.get(pk=member.pk).tier == "T3"


def test_who_decides_and_who_reads(member: Membership) -> None:
    proposal = opened(member)
    for actor in (member_actor(member.organisation), staff_actor("officer.primary"), staff_actor("auditor")):
        with pytest.raises(NotFound):
            services.graduation_decide(actor=actor, proposal_id=proposal.id, decision="accept")
        with pytest.raises(NotFound):
            graduation_get(actor=actor, proposal_id=proposal.id)
    with pytest.raises(NotAllowed, match="ENR_OTHER_AGENCY"):
        services.graduation_decide(
            actor=staff_actor("officer.supervisor", "FDA"), proposal_id=proposal.id, decision="accept"
        )
    with pytest.raises(Invalid, match="ENR_UNKNOWN_DECISION"):
        decide(proposal, "CBP", "maybe")
    with pytest.raises(Conflict, match="WORKFLOW_STALE"):
        decide(proposal, "CBP", expected_version=9)


def test_months_are_kept_once_and_a_pace_follows(member: Membership, django_assert_num_queries: Any) -> None:
    with_record(member, 5)
    assert services.months_keep() == 1 and services.months_keep() == 0
    later = clock.now() + timedelta(days=40)
    with clock.frozen(later):
        with_record(member, 15)
        assert services.months_keep() == 1
        standing = member_standing(member, later)
        assert standing.facts == member_facts(member, later)
        above, states = criteria_progress(member, standing.facts)
        with django_assert_num_queries(1):
            found = {state.criterion.code: when for state, when in outlooks(member, states, standing, later)}
    assert found["MOVEMENTS"].on == (later + timedelta(days=40)).date()
    with clock.frozen(clock.now() + timedelta(days=500)):
        services.months_keep()
        assert TallyMonth.objects.count() == 1
    assert above == "T2" and make_organisation("carrier").id != member.organisation_id
