"""Whether a company is secured follows from its answers, the signed visits and what was found since (R-04, R-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from enrollment import services
from enrollment.domain.criteria import MemberFacts
from enrollment.domain.profile import MEASURES
from enrollment.models import Application, Membership, SanctionEntry, SiteVisit, VisitMember, VisitSignature
from enrollment.selectors.facts import facts_for
from enrollment.selectors.memberships import member_facts
from portal.core import clock
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from tests.factories.accounts import member_actor
from tests.factories.enrollment import a_reason, make_membership, vetting
from tests.factories.tiers import make_scheme
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    return make_membership("FAST_CARRIER")


def facts(member: Membership) -> MemberFacts:
    return member_facts(member, clock.now())


def said(member: Membership, **answers: str) -> None:
    row = Application.objects.get(pk=member.application_id)
    with in_the_book():
        Application.objects.filter(pk=row.pk).update(answers={**row.answers, **answers})


def visited(member: Membership, *, days: int, **grades: str) -> None:
    """A report both agencies signed so many days from now."""
    moment = clock.now() + timedelta(days=days)
    with in_the_book():
        visit = SiteVisit.objects.create(
            number=f"SV-2026-{SiteVisit.objects.count():04d}",
            organisation_id=member.organisation_id,
            place="9 Harbour Road",
            purpose="Validation",
            grades={**dict.fromkeys(MEASURES, "met"), **grades},
            result="meets",
            digest="0" * 64,
            status="signed_cbp",
        )
        for agency in ("CBP", "CBSA"):
            one = {"visit": visit, "agency": agency, "officer_id": vetting(agency).user_id}
            VisitMember.objects.create(**one, officer_as=agency)
            VisitSignature.objects.create(**one, signed_as=agency, digest=visit.digest)
        SiteVisit.objects.filter(pk=visit.pk).update(status="signed", signed_at=moment)


def test_answers_that_are_all_in_place_secure_and_one_that_is_not_does_not(member: Membership) -> None:
    assert (facts(member).secured, facts(member).lacking) == (1, ())
    said(member, seals="partly", training="no")
    assert (facts(member).secured, facts(member).lacking) == (0, ("seals", "training"))


def test_the_last_signed_visit_counts_when_it_is_later_than_the_answers(member: Membership) -> None:
    visited(member, days=-30, seals="not_met")
    assert facts(member).secured == 1  # older than the approved answers
    visited(member, days=1, seals="partly")
    assert facts(member).lacking == ("seals",) and facts(member).secured == 0
    visited(member, days=2)
    assert facts(member).secured == 1
    visited(member, days=3, access="not_met")
    assert facts(member).lacking == ("access",)


def test_a_recognised_standard_secures_whatever_the_profile_lacks(member: Membership) -> None:
    said(member, vision="planned")
    assert facts(member).secured == 0
    make_scheme(member_actor(member.organisation), "CTPAT", "CTPAT00012345")
    assert (facts(member).standards, facts(member).own_profile, facts(member).secured) == (1, 0, 1)


def test_a_measure_not_kept_up_counts_until_its_plan_is_done(member: Membership) -> None:
    services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="SECURITY_GAP",
        harm="moderate",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    assert (facts(member).security_gaps, facts(member).secured) == (1, 0)
    with in_the_book():
        SanctionEntry.objects.update(plan_done_at=clock.now())
    assert (facts(member).security_gaps, facts(member).secured) == (0, 1)


def test_a_person_has_no_profile() -> None:
    driver = make_membership("FAST_DRIVER")
    assert facts(driver) == MemberFacts()


def test_many_members_cost_the_same_two_queries(member: Membership, django_assert_num_queries: Any) -> None:
    members = [member, make_membership("FAST_CARRIER"), make_membership("FAST_SHIPPER")]
    with django_assert_num_queries(2):
        found = facts_for(members, clock.now())
    assert all(found[one.id].secured for one in members)
