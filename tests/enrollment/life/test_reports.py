"""Changes, voluntary disclosures and corrective plans (R-10, R-44)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from enrollment import services
from enrollment.domain.changes import CHANGES, changes_for, days_late, due_on
from enrollment.domain.infractions import INFRACTIONS
from enrollment.models import CorrectivePlan, Disclosure, Membership, PlanStep, ReportedChange, SanctionEntry
from enrollment.selectors import member_facts
from enrollment.services.plans import Step
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import make_membership, person_actor, vetting
from tests.factories.life import FIX, make_disclosure, make_plan

NOTE = Text("Name who trains whom, and by when.", "Nommez qui forme qui, et pour quand.")


@pytest.fixture
def owner() -> Actor:
    return member_actor(make_organisation("carrier"))


@pytest.fixture
def member(owner: Actor) -> Membership:
    return make_membership("FAST_CARRIER", applicant=owner, tier="T2")


def report(owner: Actor, member: Membership, days_ago: int = 0, **more: Any) -> ReportedChange:
    given = {"kind": "address", "details": "9 Harbour Road, Windsor", **more}
    happened = clock.now().date() - timedelta(days=days_ago)
    return services.change_report(actor=owner, membership_id=member.id, happened_on=happened, **given)


@pytest.mark.django_db
def test_a_change_in_time_is_acknowledged_and_nothing_else(
    owner: Actor, member: Membership, commit_checks: Any
) -> None:
    change = report(owner, member, days_ago=30)
    assert not change.late and change.disclosure is None
    services.change_acknowledge(actor=vetting(), change_id=change.id)
    assert ReportedChange.objects.get().status == "acknowledged" and not SanctionEntry.objects.exists()
    commit_checks()


@pytest.mark.django_db
def test_a_late_change_is_its_own_disclosure_and_gives_no_points(owner: Actor, member: Membership) -> None:
    change = report(owner, member, days_ago=45)
    assert change.late and change.disclosure is not None and change.disclosure.in_time
    result = services.disclosure_accept(actor=vetting(), disclosure_id=change.disclosure.id, harm="moderate", fix=FIX)
    assert (result.step, result.points, result.softened) == ("warning", 0, "disclosed")
    assert member_facts(member, clock.now()).points == 0
    assert "You told us before any notice of audit" in Notice.objects.get(kind="sanction").body_en


@pytest.mark.django_db
def test_what_cannot_be_reported_and_by_whom(owner: Actor, member: Membership) -> None:
    with pytest.raises(Invalid) as refused:
        services.change_report(actor=owner, membership_id=member.id, kind="passport", happened_on=None, details="")
    assert [item.path for item in refused.value.items] == ["kind", "happened_on", "details"]
    with pytest.raises(NotFound):
        report(person_actor(), member)
    with pytest.raises(NotAllowed):
        report(vetting(), member)
    services.membership_withdraw(actor=owner, membership_id=member.id)
    with pytest.raises(Conflict, match="ENR_NOT_IN_FORCE"):
        report(owner, member)


@pytest.mark.parametrize("kind", CHANGES)
def test_every_change_has_a_day_and_a_holder(kind: str) -> None:
    day = date(2026, 1, 1)
    assert due_on(kind, day) == day + timedelta(days=CHANGES[kind].days)
    assert (
        days_late(kind, day, due_on(kind, day)) == 0
        and days_late(kind, day, due_on(kind, day) + timedelta(days=2)) == 2
    )
    assert any(kind in changes_for(holder) for holder in ("person", "organisation"))


@pytest.mark.django_db
@pytest.mark.parametrize("infraction", INFRACTIONS)
def test_told_before_a_notice_of_audit_a_correctable_class_gives_no_points(
    infraction: str, owner: Actor, member: Membership
) -> None:
    filed = make_disclosure(member, owner, infraction)
    result = services.disclosure_accept(actor=vetting(), disclosure_id=filed.id, harm="grave", fix=FIX)
    correctable = INFRACTIONS[infraction].correctable
    assert (result.points == 0) is correctable
    assert (result.step in {"notice", "warning", "corrective_plan"}) is correctable
    told = Disclosure.objects.get()
    assert (told.status, told.harm, told.entry_id) == ("accepted", "grave", result.entry_id)


@pytest.mark.django_db
def test_after_the_notice_of_an_audit_it_is_no_longer_voluntary(
    owner: Actor, member: Membership, commit_checks: Any
) -> None:
    audit = Subject("audit_case", uuid4())
    for _ in range(2):
        services.audit_notice_record(
            actor=staff_actor("auditor", ""),
            source=audit,
            organisation_id=member.organisation_id,
            infractions=("CLASSIFICATION",),
        )
    late, other = make_disclosure(member, owner), make_disclosure(member, owner, "CLERICAL")
    assert (late.in_time, other.in_time) == (False, True)
    result = services.disclosure_accept(actor=vetting(), disclosure_id=late.id, harm="grave", fix=FIX)
    assert (result.step, result.points) == ("points", 6)
    assert services.audit_notice_end(actor=staff_actor("auditor", ""), source=audit) == 1
    assert make_disclosure(member, owner).in_time
    commit_checks()


@pytest.mark.django_db
def test_a_disclosure_can_be_closed_or_withdrawn_and_is_decided_once(owner: Actor, member: Membership) -> None:
    first, second = make_disclosure(member, owner), make_disclosure(member, owner)
    services.disclosure_close(actor=vetting(), disclosure_id=first.id, answer=NOTE)
    assert Notice.objects.get(kind="disclosure_closed").body_fr == NOTE.fr
    services.disclosure_withdraw(actor=owner, disclosure_id=second.id)
    for filed in (first, second):
        with pytest.raises(Conflict):
            services.disclosure_accept(actor=vetting(), disclosure_id=filed.id, harm="minor", fix=FIX)
    third = make_disclosure(member, owner)
    with pytest.raises(NotAllowed):
        services.disclosure_accept(actor=owner, disclosure_id=third.id, harm="minor", fix=FIX)
    with pytest.raises(NotFound):
        services.disclosure_withdraw(actor=person_actor(), disclosure_id=third.id)
    with pytest.raises(Invalid) as refused:
        services.disclosure_file(
            actor=owner, membership_id=member.id, infraction="RUDE", occurred_on=None, what="", corrected=""
        )
    assert [item.path for item in refused.value.items] == ["infraction", "occurred_on", "what", "corrected"]


@pytest.mark.django_db
def test_a_plan_from_the_sanction_to_its_close(owner: Actor, member: Membership, commit_checks: Any) -> None:
    plan, today = make_plan(member), clock.now().date()
    steps = [Step("The yard manager trains all drivers", today + timedelta(days=10)), Step("New form in use", today)]
    services.plan_propose(actor=owner, plan_id=plan.id, steps=steps[:1])
    services.plan_send_back(actor=vetting(), plan_id=plan.id, note=NOTE)
    services.plan_propose(actor=owner, plan_id=plan.id, steps=steps)
    services.plan_accept(actor=vetting("CBSA"), plan_id=plan.id)
    assert PlanStep.objects.filter(dropped_at=None).count() == 2 and PlanStep.objects.count() == 3
    assert SanctionEntry.objects.get().plan_due_at.date() == today + timedelta(days=10)
    assert member_facts(member, clock.now()).open_plans == 1
    with pytest.raises(Conflict, match="ENR_PLAN_STEPS_OPEN"):
        services.corrective_plan_close(actor=vetting(), entry_id=plan.entry_id)
    for position in (1, 2):
        services.plan_step_done(actor=owner, plan_id=plan.id, position=position, evidence="training list of 3 June")
    services.corrective_plan_close(actor=vetting(), entry_id=plan.entry_id)
    assert CorrectivePlan.objects.get().status == "done" and member_facts(member, clock.now()).open_plans == 0
    assert Notice.objects.filter(kind="plan_closed").count() == 1
    commit_checks()


@pytest.mark.django_db
def test_a_plan_names_what_is_wrong_with_each_step(owner: Actor, member: Membership) -> None:
    plan = make_plan(member)
    with pytest.raises(Invalid) as refused:
        services.plan_propose(actor=owner, plan_id=plan.id, steps=[Step("Soon", None)])
    assert [item.path for item in refused.value.items] == ["what_1", "due_1"]
    with pytest.raises(Invalid, match="ENR_PLAN_STEPS"):
        services.plan_propose(actor=owner, plan_id=plan.id, steps=[])
    with pytest.raises(Conflict, match="ENR_PLAN_STEP"):
        services.plan_step_done(actor=owner, plan_id=plan.id, position=1, evidence="training list")
    with pytest.raises(NotFound):
        services.plan_propose(actor=person_actor(), plan_id=plan.id, steps=[])
