"""Rising, falling, leaving (R-08, R-102)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from enrollment import services
from enrollment.models import Membership
from enrollment.selectors import criteria_progress, member_facts
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor
from tests.factories.enrollment import a_reason, make_membership, vetting

pytestmark = pytest.mark.django_db


def test_a_small_carrier_rises_on_its_record_alone(commit_checks: Any) -> None:
    member = make_membership("FAST_CARRIER")
    services.movement_record(organisation_id=member.organisation_id, clean=True, count=24)
    with pytest.raises(Conflict) as refused:
        services.graduation_open(actor=vetting(), membership_id=member.id, to_tier="T2")
    assert [(item.code, item.value) for item in refused.value.items] == [("ENR_CRITERION_MOVEMENTS", 24.0)]
    services.movement_record(organisation_id=member.organisation_id, clean=True)
    proposal = services.graduation_open(
        actor=vetting(), membership_id=member.id, to_tier="T2", expected_version=member.row_version
    )
    assert Membership.objects.get().tier == "T1"
    for agency in ("CBP", "CBSA"):
        services.graduation_decide(actor=vetting(agency), proposal_id=proposal.id, decision="accept")
    assert Membership.objects.get().tier == "T2"
    assert Notice.objects.filter(kind="membership_graduated").count() == 1
    commit_checks()


@pytest.mark.parametrize("to_tier", ["T1", "T3", "T0", "NEXUS", ""])
def test_one_tier_at_a_time(to_tier: str) -> None:
    member = make_membership("FAST_CARRIER")
    with pytest.raises(Invalid, match="ENR_NOT_THE_NEXT_TIER"):
        services.membership_graduate(actor=vetting(), membership_id=member.id, to_tier=to_tier)


def test_t3_asks_for_time_and_a_visit() -> None:
    member = make_membership("FAST_CARRIER", tier="T2")
    with clock.frozen(member.tier_since + timedelta(days=360)), pytest.raises(Conflict) as refused:
        services.membership_graduate(actor=vetting(), membership_id=member.id, to_tier="T3")
    assert [item.code for item in refused.value.items] == ["ENR_CRITERION_MONTHS"]


def test_findings_and_movements_are_counted() -> None:
    member = make_membership("FAST_CARRIER")
    carrier = member.organisation_id
    services.movement_record(organisation_id=carrier, clean=True, count=9)
    services.movement_record(organisation_id=carrier, clean=False)
    assert services.movement_found(organisation_id=carrier) == 1
    facts = member_facts(member, clock.now())
    assert (facts.movements, facts.clean_movements, facts.clean_share) == (10, 8, 80.0)
    above, states = criteria_progress(member, facts)
    assert above == "T2" and {state.criterion.code: state.met for state in states}["CLEAN_SHARE"] is False
    assert services.movement_record(organisation_id=uuid4(), clean=True) == 0


@pytest.mark.parametrize("to_tier", ["T1", "T2", "NEXUS", "T7"])
def test_a_demotion_leads_down(to_tier: str) -> None:
    member = make_membership("FAST_CARRIER")
    with pytest.raises(Invalid, match="ENR_NOT_LOWER"):
        services.membership_demote(actor=vetting(), membership_id=member.id, to_tier=to_tier, reason=a_reason())


def test_two_officers_do_not_demote_on_the_same_view() -> None:
    member = make_membership("FAST_CARRIER", tier="T2")
    seen = Membership.objects.get(pk=member.pk).row_version
    given = {"membership_id": member.id, "reason": a_reason(), "expected_version": seen}
    services.membership_demote(actor=vetting(), to_tier="T1", **given)
    with pytest.raises(Conflict, match="WORKFLOW_STALE"):
        services.membership_demote(actor=vetting("CBSA"), to_tier="T0", **given)


def test_giving_up_asks_why_and_is_the_holders_choice() -> None:
    member = make_membership("FAST_CARRIER")
    with pytest.raises(NotFound):
        services.membership_withdraw(actor=member_actor(make_organisation("carrier")), membership_id=member.id)
    with pytest.raises(NotAllowed):
        services.membership_withdraw(actor=vetting(), membership_id=member.id)
    gone = services.membership_withdraw(
        actor=member_actor(member.organisation), membership_id=member.id, why="No time saved."
    )
    assert (gone.status, gone.withdrawal_reason) == ("withdrawn", "No time saved.")


def test_the_history_answers_what_the_membership_looked_like() -> None:
    member = make_membership("FAST_CARRIER", tier="T2")
    assert [row.tier for row in member.history.order_by("history_date")] == ["T1", "T2"]
