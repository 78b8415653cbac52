"""Decisions: announced, in effect, stayed by an appeal, upheld or overturned (R-37, R-82, R-83)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import Application, Membership, MembershipDecision, SanctionEntry
from enrollment.services.decisions import decision_open
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.models import OutboxTask
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import (
    a_reason,
    approve,
    deny,
    make_demotion,
    make_membership,
    make_submitted,
    person_actor,
    vetting,
)

pytestmark = pytest.mark.django_db
DOCKET = "JC-2026-00001"


@pytest.fixture
def owner() -> Actor:
    return member_actor(make_organisation("carrier"))


@pytest.fixture
def member(owner: Actor) -> Membership:
    return make_membership("FAST_CARRIER", applicant=owner, tier="T2")


def commissioner() -> Actor:
    return staff_actor("commission.member", "")


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def stay(actor: Actor, decision: MembershipDecision) -> bool:
    return services.decision_stay(actor=actor, decision_id=decision.id, docket=DOCKET)


def test_a_demotion_takes_effect_at_once_and_can_be_appealed(member: Membership) -> None:
    decision = make_demotion(member)
    assert (decision.status, decision.from_tier, decision.to_tier) == ("in_effect", "T2", "T1")
    assert fresh(member).tier == "T1" and fresh(member).status == "active"
    assert decision.appeal_deadline - decision.noticed_at == timedelta(days=30)
    events = {entry.event for entry in entries_for(Subject("decision", decision.id))}
    assert events == {"enrollment.decision.announced", "enrollment.decision.in_effect"}


def test_an_appeal_gives_the_tier_and_the_time_in_it_back(member: Membership, owner: Actor, commit_checks: Any) -> None:
    since = member.tier_since
    decision = make_demotion(member)
    assert stay(owner, decision) is True
    assert (fresh(member).tier, fresh(member).tier_since) == ("T2", since)
    assert (fresh(decision).status, fresh(decision).docket) == ("stayed", DOCKET)
    commit_checks()


def test_the_ruling_restores_for_good(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    stay(owner, decision)
    restored = services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET)
    assert (restored.act, restored.id, restored.tier) == ("restore_tier", member.id, "T2")
    assert (fresh(member).tier, fresh(decision).status) == ("T2", "overturned")
    with pytest.raises(Conflict):
        services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET)


def test_a_ruling_restores_what_was_not_stayed_and_may_set_another_tier(member: Membership) -> None:
    member = make_membership("FAST_SHIPPER", tier="T3")
    services.membership_demote(actor=vetting(), membership_id=member.id, to_tier="T1", reason=a_reason())
    decision = MembershipDecision.objects.get(membership=member)
    restored = services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET, tier="T2")
    assert restored.tier == fresh(member).tier == "T2"


def test_an_upheld_decision_takes_effect_again(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    stay(owner, decision)
    ended = services.decision_stay_end(actor=commissioner(), decision_id=decision.id, docket=DOCKET)
    assert (ended.status, fresh(member).tier) == ("upheld", "T1")


def test_taking_the_appeal_back_puts_it_in_effect(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    stay(owner, decision)
    ended = services.decision_stay_end(actor=owner, decision_id=decision.id, docket=DOCKET)
    assert (ended.status, fresh(member).tier) == ("in_effect", "T1")


def test_a_signed_safety_ground_is_not_stayed(member: Membership, owner: Actor) -> None:
    ground = Text("Explosives found on two trips.", "Explosifs trouvés lors de deux passages.")
    decision = services.membership_demote(
        actor=vetting(), membership_id=member.id, to_tier="T0", reason=a_reason(), safety_ground=ground
    )
    assert stay(owner, decision) is False
    assert (fresh(member).tier, fresh(decision).status, fresh(decision).docket) == ("T0", "in_effect", DOCKET)
    services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET)
    assert fresh(member).tier == "T2"


@pytest.mark.parametrize(("kind", "left"), [("suspension", "suspended"), ("revocation", "revoked")])
def test_suspension_and_revocation_give_fifteen_days(
    kind: str, left: str, member: Membership, owner: Actor, commit_checks: Any
) -> None:
    decision = decision_open(actor=vetting(), kind=kind, membership=member, reason=a_reason())
    assert decision.status == "proposed" and fresh(member).status == "active"
    task = OutboxTask.objects.get(task="enrollment.decision_take_effect")
    assert task.subject_id == decision.id
    assert abs(task.due_at - decision.effective_at) < timedelta(seconds=2)
    assert decision.effective_at - decision.noticed_at == timedelta(days=15)
    assert services.decision_take_effect(decision_id=decision.id) is True
    assert fresh(member).status == left
    assert services.decision_take_effect(decision_id=decision.id) is False
    assert stay(owner, decision) is True
    assert fresh(member).status == "active"
    services.decision_stay_end(actor=owner, decision_id=decision.id, docket=DOCKET)
    assert fresh(member).status == left
    restored = services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET)
    assert (restored.act, restored.status, fresh(member).status) == ("restore_membership", "active", "active")
    commit_checks()


def test_an_appeal_before_the_effect_keeps_it_from_happening(member: Membership, owner: Actor) -> None:
    decision = decision_open(actor=vetting(), kind="suspension", membership=member, reason=a_reason())
    assert stay(owner, decision) is True
    assert services.decision_take_effect(decision_id=decision.id) is False
    assert fresh(member).status == "active"


def test_a_denial_is_sent_back_to_the_agency_that_denied() -> None:
    who = person_actor()
    application = make_submitted("NEXUS", who)
    approve(application, "CBP")
    deny(application, "CBSA")
    decision = MembershipDecision.objects.get()
    assert stay(who, decision) is False
    restored = services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET)
    assert (restored.act, restored.id) == ("remit_application", application.id)
    rows = {review.agency: review.status for review in application.reviews.all()}
    assert rows == {"CBP": "approved", "CBSA": "pending"}
    assert approve(Application.objects.get(), "CBSA").status == "approved"


def test_late_appeals_are_refused(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    with clock.frozen(decision.appeal_deadline + timedelta(seconds=1)), pytest.raises(Conflict, match="ENR_STAY_LATE"):
        stay(owner, decision)
    with clock.frozen(decision.appeal_deadline):
        assert stay(owner, decision) is True


def test_a_decision_is_stayed_once(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    stay(owner, decision)
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        stay(owner, decision)


def test_a_later_demotion_is_not_undone_by_the_stay_of_an_earlier_one(owner: Actor) -> None:
    member = make_membership("FAST_CARRIER", applicant=owner, tier="T3")
    first = make_demotion(member)
    make_demotion(fresh(member))
    assert stay(owner, first) is True
    assert fresh(member).tier == "T1"


def test_a_stranger_stays_nothing(member: Membership) -> None:
    decision = make_demotion(member)
    for stranger in (member_actor(make_organisation("carrier")), person_actor()):
        with pytest.raises(NotFound):
            stay(stranger, decision)
        with pytest.raises(NotFound):
            services.decision_stay(actor=stranger, decision_id=uuid4(), docket=DOCKET)


def test_only_the_commission_overturns(member: Membership, owner: Actor) -> None:
    decision = make_demotion(member)
    for actor in (owner, vetting(), staff_actor("auditor", "")):
        with pytest.raises(NotAllowed):
            services.membership_reinstate(actor=actor, decision_id=decision.id, docket=DOCKET)
    with pytest.raises(NotFound):
        services.membership_reinstate(actor=commissioner(), decision_id=uuid4(), docket=DOCKET)
    with pytest.raises(Invalid, match="ENR_TIER"):
        services.membership_reinstate(actor=commissioner(), decision_id=decision.id, docket=DOCKET, tier="T9")


def test_overturning_a_sanction_voids_its_points(member: Membership) -> None:
    result = services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="UNDECLARED",
        harm="serious",
        reason=a_reason(),
        source=Subject("finding", uuid4()),
    )
    assert (result.step, fresh(member).tier) == ("demotion", "T1") and result.decision_id
    services.membership_reinstate(actor=commissioner(), decision_id=result.decision_id, docket=DOCKET)
    assert SanctionEntry.objects.get().voided_at is not None and fresh(member).tier == "T2"
