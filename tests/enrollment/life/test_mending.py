"""A suspension with time to fix, the one a member asks for, and no status that moves in silence (R-10, [S47], [S66])."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enrollment import services
from enrollment.domain.status_letters import LETTERS
from enrollment.domain.transitions import MEMBERSHIP
from enrollment.models import DecisionAnswer, Membership, MembershipDecision
from enrollment.selectors import links_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting
from tests.factories.life import make_suspension

pytestmark = pytest.mark.django_db
WORDS = "The site was fenced on Monday; the photos are in the security file."
REPLY = Text("The gate to the north is still open.", "La barrière au nord est encore ouverte.")


@pytest.fixture
def owner() -> Actor:
    return member_actor(make_organisation("carrier"))


@pytest.fixture
def member(owner: Actor) -> Membership:
    return make_membership("FAST_CARRIER", applicant=owner, tier="T2")


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def fix(owner: Actor, decision: MembershipDecision, **more: Any) -> DecisionAnswer:
    return services.answer_file(actor=owner, decision_id=decision.id, **{"kind": "fix", "words": WORDS, **more})


def due(decision: MembershipDecision, days: int = 16) -> bool:
    with clock.frozen(clock.now() + timedelta(days=days)):
        return services.decision_take_effect(decision_id=decision.id)


def test_what_is_fixed_within_the_notice_never_takes_effect(
    owner: Actor, member: Membership, commit_checks: Any
) -> None:
    decision = make_suspension(member)
    letter = Notice.objects.get(kind="decision_suspension")
    assert "If you put it right before that day" in letter.body_en and fresh(member).status == "active"
    answer = fix(owner, decision)
    assert due(decision) is False and fresh(member).status == "active"
    services.answer_accept(actor=vetting(), answer_id=answer.id)
    assert (fresh(decision).status, fresh(member).status) == ("remedied", "active")
    assert due(decision) is False
    assert Notice.objects.filter(kind="answer_accepted").count() == 1
    commit_checks()


def test_what_is_fixed_later_ends_it_and_tier_and_lane_come_back(owner: Actor, member: Membership) -> None:
    decision = make_suspension(member)
    assert due(decision) is True and fresh(member).status == "suspended"
    services.answer_accept(actor=vetting(), answer_id=fix(owner, decision).id)
    assert (fresh(decision).status, fresh(member).status, fresh(member).tier) == ("remedied", "active", "T2")
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert {"membership_suspend", "membership_restore"} <= kinds


def test_an_answer_that_is_not_enough_says_what_is_missing_and_can_be_repeated(
    owner: Actor, member: Membership
) -> None:
    decision = make_suspension(member)
    answer = fix(owner, decision)
    with pytest.raises(Conflict, match="ENR_ANSWER_OPEN"):
        fix(owner, decision)
    with clock.frozen(decision.effective_at + timedelta(days=2)):
        services.answer_refuse(actor=vetting(), answer_id=answer.id, reply=REPLY)
        assert services.decision_take_effect(decision_id=decision.id) is False
    assert Notice.objects.get(kind="answer_refused").body_fr == REPLY.fr
    assert fresh(decision).effective_at > decision.effective_at
    assert due(decision, 19) is True
    assert fix(owner, decision).status == "filed"


def test_more_time_is_granted_to_a_day(owner: Actor, member: Membership) -> None:
    decision = make_suspension(member)
    until = decision.effective_at.date() + timedelta(days=20)
    services.answer_accept(actor=vetting(), answer_id=fix(owner, decision, kind="extension", until=until).id)
    assert fresh(decision).fix_by.date() == until
    assert OutboxTask.objects.filter(task="enrollment.decision_take_effect", subject_id=decision.id).count() == 2
    assert due(decision, 16) is False and due(decision, 37) is True


def test_answers_are_checked(owner: Actor, member: Membership) -> None:
    decision = make_suspension(member)
    far = decision.effective_at.date() + timedelta(days=61)
    for more, code in (
        ({"kind": "shrug"}, "ENR_ANSWER_KIND"),
        ({"words": "done"}, "ENR_WORDS_NEEDED"),
        ({"kind": "extension"}, "ENR_EXTENSION"),
        ({"kind": "extension", "until": far}, "ENR_EXTENSION"),
    ):
        with pytest.raises(Invalid, match=code):
            fix(owner, decision, **more)
    with pytest.raises(NotFound):
        fix(person_actor(), decision)
    with pytest.raises(NotAllowed):
        fix(vetting(), decision)
    answer = fix(owner, decision)
    with pytest.raises(NotFound):
        services.answer_accept(actor=staff_actor("officer.primary"), answer_id=answer.id)
    with pytest.raises(NotAllowed):
        services.answer_accept(actor=owner, answer_id=answer.id)
    with pytest.raises(IntegrityError, match="answer_refusal_said"), transaction.atomic():
        DecisionAnswer.objects.filter(pk=answer.pk).update(status="refused")


def test_who_suspends_and_why(owner: Actor, member: Membership) -> None:
    with pytest.raises(NotAllowed):
        services.membership_suspend(actor=owner, membership_id=member.id, reason=a_reason("DOCUMENT"))
    with pytest.raises(Invalid, match="ENR_BY_MATRIX"):
        services.membership_suspend(actor=vetting(), membership_id=member.id, reason=a_reason("CUSTOMS_CONTRAVENTION"))
    make_suspension(member)
    with pytest.raises(Conflict, match="ENR_SUSPENSION_RUNS"):
        make_suspension(member)


def test_a_member_rests_and_wakes(owner: Actor, member: Membership, commit_checks: Any) -> None:
    until = clock.now().date() + timedelta(days=30)
    services.membership_rest(actor=owner, membership_id=member.id, until=until, why="The yard is rebuilt")
    assert (fresh(member).status, fresh(member).rests_until) == ("suspended", until)
    link = links_for(carrier_id=member.organisation_id, importer_ids=[], driver_card="").carrier
    assert link.problem == "suspended"
    services.membership_resume(actor=owner, membership_id=member.id)
    assert (fresh(member).status, fresh(member).rests_until) == ("active", None)
    services.membership_rest(actor=owner, membership_id=member.id, until=until)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert services.memberships_turn() >= 1
    assert fresh(member).status == "active" and Notice.objects.filter(kind="membership_resume").count() == 2
    commit_checks()


def test_rest_is_limited_and_a_suspension_overtakes_it(owner: Actor, member: Membership) -> None:
    today = clock.now().date()
    for until in (None, today, today + timedelta(days=181)):
        with pytest.raises(Invalid, match="ENR_REST_UNTIL"):
            services.membership_rest(actor=owner, membership_id=member.id, until=until)
    with pytest.raises(Conflict, match="ENR_NOT_THE_HOLDER"):
        viewer = member_actor(member.organisation, "trader.viewer")
        services.membership_rest(actor=viewer, membership_id=member.id, until=today + timedelta(days=5))
    decision = make_suspension(member)
    services.membership_rest(actor=owner, membership_id=member.id, until=today + timedelta(days=90))
    assert due(decision) is True
    with pytest.raises(Conflict, match="ENR_NOT_OWN_REST"):
        services.membership_resume(actor=owner, membership_id=member.id)
    assert Notice.objects.filter(kind="membership_suspend").count() == 1


def test_no_status_moves_without_a_letter() -> None:
    assert set(MEMBERSHIP.actions) == set(LETTERS)
    for title, body in LETTERS.values():
        assert title.en and title.fr and "{number}" in body.en and "{number}" in body.fr


def test_a_revocation_shows_when_one_can_apply_again(owner: Actor) -> None:
    traveller = person_actor()
    member = make_membership("NEXUS", applicant=traveller)
    found = services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="CONTRABAND",
        harm="serious",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    assert found.step == "revocation"
    with clock.frozen(clock.now() + timedelta(days=16)):
        assert services.decision_take_effect(decision_id=found.decision_id)
        day = fresh(member).reapply_from
        assert day is not None and 360 < (day - clock.now().date()).days < 370
        with pytest.raises(Conflict, match="ENR_REAPPLY_LATER"):
            services.application_start(actor=traveller, programme="NEXUS")
    assert member.credentials.get().cause == "membership_ended"
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert services.application_start(actor=traveller, programme="NEXUS").status == "draft"
    services.membership_reinstate(
        actor=staff_actor("commission.member", ""), decision_id=found.decision_id, docket="JC-1"
    )
    assert fresh(member).reapply_from is None and member.credentials.get().status == "active"
