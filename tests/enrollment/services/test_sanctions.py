"""The matrix applied to members (R-10, R-44)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from enrollment import services
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.sanctions import HISTORIES, cell
from enrollment.models import CorrectivePlan, Membership, MembershipDecision, SanctionEntry
from enrollment.selectors import member_facts
from enrollment.services import SanctionResult
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import a_reason, make_membership, vetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    return make_membership("FAST_CARRIER", tier="T2")


def sanction(member: Membership, infraction: str, harm: str, **more: Any) -> SanctionResult:
    given = {"actor": vetting(), "reason": a_reason(), "source": Subject("finding", uuid4()), **more}
    return services.sanction_apply(membership_id=member.id, infraction=infraction, harm=harm, **given)


def test_every_cell_through_the_service(member: Membership) -> None:
    officer = vetting()
    for infraction in INFRACTIONS:
        for harm in HARMS:
            for history in HISTORIES:
                found = sanction(member, infraction, harm, actor=officer)
                assert (found.history, found.softened or found.step) in (
                    (history, cell(infraction, harm, history)),
                    (history, "no_tier_to_lose"),
                )
            CorrectivePlan.objects.all().delete()
            SanctionEntry.objects.all().delete()


def test_a_first_minor_seal_paper_error_is_a_notice_with_words_and_no_decision(member: Membership) -> None:
    found = sanction(member, "SEAL_PAPER", "minor")
    assert (found.step, found.points, found.decision_id) == ("notice", 0, None)
    assert not MembershipDecision.objects.exists()
    assert Notice.objects.get(kind="sanction").reason == a_reason().as_dict()


def test_the_database_refuses_a_harsher_first_minor_seal_paper_error(member: Membership) -> None:
    sanction(member, "SEAL_PAPER", "minor")
    with pytest.raises(IntegrityError, match="sanction_first_seal_paper"), transaction.atomic():
        SanctionEntry.objects.update(step="suspension")


def test_history_counts_the_same_class_until_it_decays(member: Membership) -> None:
    assert sanction(member, "CLERICAL", "minor").step == "notice"
    assert sanction(member, "SEAL_PAPER", "minor").history == "first"
    assert sanction(member, "CLERICAL", "minor").step == "warning"
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert sanction(member, "CLERICAL", "minor").history == "first"


def test_voluntary_disclosure_of_a_correctable_class_gives_no_points_and_no_history(member: Membership) -> None:
    found = sanction(member, "CLASSIFICATION", "grave", voluntary=True)
    assert (found.step, found.points, found.softened) == ("corrective_plan", 0, "disclosed")
    assert sanction(member, "CLASSIFICATION", "minor").history == "first"


def test_points_and_open_plans_reach_the_criteria_and_decay(member: Membership) -> None:
    sanction(member, "CLASSIFICATION", "grave")
    plan = sanction(member, "UNDECLARED", "minor")
    assert plan.step == "corrective_plan"
    facts = member_facts(member, clock.now())
    assert (facts.points, facts.open_plans) == (6, 1)
    services.corrective_plan_close(actor=vetting(), entry_id=plan.entry_id)
    assert member_facts(member, clock.now()).open_plans == 0
    assert member_facts(member, clock.now() + timedelta(days=5 * 366)).points == 0
    with pytest.raises(Conflict, match="ENR_PLAN_CLOSED"):
        services.corrective_plan_close(actor=vetting(), entry_id=plan.entry_id)


def test_a_lane_pause_leaves_tier_and_status_alone(member: Membership, commit_checks: Any) -> None:
    found = sanction(member, "SEAL_INTEGRITY", "serious")
    after = Membership.objects.get(pk=member.pk)
    assert found.step == "lane_pause" and found.points == 4
    assert (after.tier, after.status) == ("T2", "active")
    assert after.paused_until is not None
    assert abs(after.paused_until - clock.now() - timedelta(days=30)) < timedelta(minutes=1)
    commit_checks()


def test_a_demotion_opens_a_decision_from_the_finding(member: Membership) -> None:
    finding = Subject("finding", uuid4())
    found = sanction(member, "UNDECLARED", "serious", actor=staff_actor("auditor", ""), source=finding)
    decision = MembershipDecision.objects.get(pk=found.decision_id)
    assert (decision.kind, decision.source_type, decision.source_id) == ("demotion", "finding", finding.id)
    assert decision.rule_versions["sanctions"] and decision.entries.count() == 1
    assert Notice.objects.filter(kind="decision_demotion").count() == 1
    assert not Notice.objects.filter(kind="sanction").exists()


def test_a_suspension_gives_notice_before_it_bites(member: Membership) -> None:
    found = sanction(member, "UNDECLARED", "grave")
    assert found.step == "suspension"
    assert MembershipDecision.objects.get().status == "proposed"
    assert Membership.objects.get(pk=member.pk).status == "active"


def test_one_record_is_punished_once(member: Membership) -> None:
    source = Subject("finding", uuid4())
    sanction(member, "CLERICAL", "minor", source=source)
    with pytest.raises(Conflict, match="ENR_SANCTIONED_ALREADY"):
        sanction(member, "CLERICAL", "minor", source=source)
    assert SanctionEntry.objects.count() == 1


def test_who_may_not_and_what_is_not_known(member: Membership) -> None:
    for actor in (staff_actor("officer.primary"), staff_actor("commission.member", "")):
        with pytest.raises(NotAllowed):
            sanction(member, "CLERICAL", "minor", actor=actor)
    for infraction, harm in (("RUDENESS", "minor"), ("CLERICAL", "tiny")):
        with pytest.raises(Invalid, match="ENR_MATRIX"):
            sanction(member, infraction, harm)
    thin = Reason("X", a_reason().text, "", a_reason().fix, a_reason().appeal)
    with pytest.raises(Invalid, match="CORE_REASON_INCOMPLETE"):
        sanction(member, "CLERICAL", "minor", reason=thin)
    with pytest.raises(NotFound):
        services.sanction_apply(
            actor=vetting(),
            membership_id=uuid4(),
            infraction="CLERICAL",
            harm="minor",
            reason=a_reason(),
            source=Subject("finding", uuid4()),
        )
    assert not SanctionEntry.objects.exists()


def test_nexus_has_no_tier_to_lose_and_is_softened() -> None:
    member = make_membership("NEXUS")
    found = sanction(member, "UNDECLARED", "serious")
    assert (found.step, found.softened, found.decision_id) == ("lane_pause", "no_tier_to_lose", None)
