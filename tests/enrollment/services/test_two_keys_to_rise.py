"""No path raises a member on one key: who acts x where the proposal stands, in the services and in the database (R-08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from enrollment import services
from enrollment.models import GraduationProposal, GraduationReview, Membership
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, DomainError, NotAllowed, NotFound
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_demotion, make_membership, vetting
from tests.factories.tiers import with_record
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    found = make_membership("FAST_CARRIER")
    with_record(found, movements=30)
    return found


def nothing(member: Membership) -> None:
    """No proposal at all."""


def proposed(member: Membership) -> GraduationProposal:
    return services.graduation_open(actor=vetting(), membership_id=member.id, to_tier="T2")


def answered(member: Membership, agency: str, decision: str) -> GraduationProposal:
    reason = a_reason() if decision == "decline" else None
    return services.graduation_decide(
        actor=vetting(agency), proposal_id=proposed(member).id, decision=decision, reason=reason
    )


def lapsed(member: Membership) -> None:
    proposed(member)
    with_record(member, movements=3)
    services.graduations_turn()
    with_record(member, movements=30)


# Every state a proposal can be in but the accepted one, and none at all.
SHORT: dict[str, Callable[[Membership], Any]] = {
    "none": nothing,
    "open": proposed,
    "CBP accepted": lambda member: answered(member, "CBP", "accept"),
    "CBSA accepted": lambda member: answered(member, "CBSA", "accept"),
    "declined": lambda member: answered(member, "CBP", "decline"),
    "lapsed": lapsed,
}
ACTORS: dict[str, Callable[[], Actor]] = {
    "CBP": lambda: vetting("CBP"),
    "CBSA": lambda: vetting("CBSA"),
    "worker": lambda: system_actor("graduation"),
}


@pytest.mark.parametrize("state", SHORT)
def test_one_key_never_raises(member: Membership, state: str) -> None:
    """Officers of either agency and the worker, with the proposal in any state but accepted."""
    SHORT[state](member)
    for who in ACTORS.values():
        with pytest.raises(Conflict, match="ENR_BOTH_DECIDE"):
            services.membership_graduate(actor=who(), membership_id=member.id, to_tier="T2")
    assert Membership.objects.get().tier == "T1"
    with pytest.raises(IntegrityError, match="without both agencies"), in_the_book():
        Membership.objects.filter(pk=member.pk).update(tier="T2")


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (lambda member: staff_actor("officer.primary"), NotAllowed),
        (lambda member: staff_actor("auditor", ""), NotAllowed),
        (lambda member: member_actor(member.organisation), NotAllowed),
        (lambda member: member_actor(make_membership("FAST_CARRIER").organisation), NotFound),
    ],
)
def test_only_vetting_officers_open_a_proposal(member: Membership, who: Any, refusal: type[DomainError]) -> None:
    actor = who(member)
    for call in (services.graduation_open, services.membership_graduate):
        with pytest.raises(refusal):
            call(actor=actor, membership_id=member.id, to_tier="T2")
    assert not GraduationProposal.objects.exists()


def test_a_proposal_is_opened_once_and_not_soon_after_a_refusal(member: Membership, commit_checks: Any) -> None:
    first = proposed(member)
    assert proposed(member) == first and GraduationProposal.objects.count() == 1
    answered(member, "CBSA", "decline")
    with pytest.raises(Conflict, match="ENR_DECLINED_LATELY"):
        proposed(member)
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert proposed(member) != first
    commit_checks()


def test_what_both_accepted_for_one_step_carries_no_second_one(member: Membership) -> None:
    """An accepted proposal of an earlier time at the tier is spent, in the service and in the database."""
    answered(member, "CBP", "accept")
    answered(member, "CBSA", "accept")
    risen = Membership.objects.get()
    assert risen.tier == "T2"
    make_demotion(risen)
    assert Membership.objects.get().tier == "T1"
    with pytest.raises(Conflict, match="ENR_BOTH_DECIDE"):
        services.membership_graduate(actor=vetting(), membership_id=member.id, to_tier="T2")
    for tier in ("T2", "T3"):
        with pytest.raises(IntegrityError, match="without both agencies"), in_the_book():
            Membership.objects.filter(pk=member.pk).update(tier=tier)


def test_a_fall_takes_no_key_and_an_agency_cannot_forge_the_other_ones(member: Membership) -> None:
    proposal = answered(member, "CBP", "accept")
    with pytest.raises(IntegrityError, match="accepted without both agencies"), in_the_book():
        GraduationProposal.objects.filter(pk=proposal.pk).update(status="accepted", closed_at=clock.now())
    assert GraduationReview.objects.get(agency="CBSA").status == "pending"
    with in_the_book():
        Membership.objects.filter(pk=member.pk).update(tier="T0")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tier FROM enrollment_membership")
        assert cursor.fetchall() == [("T0",)]
