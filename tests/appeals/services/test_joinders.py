"""Like cases: proposed, objected to, joined, judged by one free panel, ruled on, and heard apart again (4.11, R-80)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from appeals.domain.joinders import OBJECTION_DAYS
from appeals.models import Case, DocketEntry, Joinder, JoinedCase, PanelSeat, Recusal, Ruling, Vote
from appeals.selectors import joinder_of, joined_cases
from appeals.selectors.joinders import like_cases
from appeals.services import (
    case_withdraw,
    hearing_hold,
    hearing_minutes,
    joinder_decide,
    joinder_object,
    joinder_propose,
    joinder_sever,
    panel_assign,
    panel_fill,
    recusal_enter,
    vote_cast,
)
from audit.trail.selectors import entries_for
from audit.trail.services import record
from portal.accounts.models import User
from portal.accounts.services import staff_role_assign
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import SEED, make_user
from tests.factories.appeals import (
    REASONS,
    RULING,
    Commission,
    Dispute,
    make_case,
    make_commission,
    make_dispute,
    rule,
    seat,
    vote,
)
from tests.factories.enrollment import supervisor
from tests.factories.hearings import make_hearing
from tests.factories.joinders import WHY_JOIN, after_objections, decide, join, propose

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
MINUTES = Text(
    "All parties were heard on the log of seals; nobody asked for more time.",
    "Toutes les parties ont été entendues sur le registre des sceaux; personne n'a demandé de délai.",
)


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def disputes() -> list[Dispute]:
    return [make_dispute() for _ in range(3)]


@pytest.fixture
def cases(disputes: list[Dispute]) -> list[Case]:
    return [make_case(dispute) for dispute in disputes]


def events(case: Case) -> set[str]:
    return set(entries_for(Subject("appeal", case.id)).values_list("event", flat=True))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_like_cases_are_proposed_and_a_case_with_a_panel_or_in_a_joinder_is_not(
    cases: list[Case], commission: Commission
) -> None:
    lead, second, third = cases
    assert like_cases(lead) == [second, third]
    seat(third, commission, PANEL)
    assert like_cases(lead) == [second]
    propose(lead, [second], commission)
    assert like_cases(third) == []


def test_every_side_is_told_in_its_own_case_and_reads_no_other_name(cases: list[Case], commission: Commission) -> None:
    officer = supervisor()
    propose(cases[0], cases[1:], commission)
    told = Notice.objects.filter(kind="joinder")
    for case in cases:
        notice = told.get(organisation_id=case.organisation_id)
        assert case.docket in notice.title_en and case.docket in notice.title_fr
        assert WHY_JOIN.en in notice.body_en and str(OBJECTION_DAYS) in notice.body_fr
        assert not any(other.appellant in notice.body_en + notice.title_en for other in cases if other != case)
    assert told.filter(user_id=officer.user_id).count() == 1


@pytest.mark.parametrize("who", ["ca1", "party"])
def test_only_the_registrar_proposes(
    who: str, cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    seat(cases[0], commission, PANEL)
    actor = disputes[0].member if who == "party" else commission.actor(who)
    with pytest.raises(NotAllowed):
        joinder_propose(actor=actor, case_id=cases[0].id, other_ids=[cases[1].id], reasons=WHY_JOIN)


def test_a_proposal_says_why_in_both_languages_and_takes_no_case_twice(
    cases: list[Case], commission: Commission
) -> None:
    lead, second, third = cases
    registrar = commission.actor("registrar")
    with pytest.raises(Invalid) as refused:
        joinder_propose(actor=registrar, case_id=lead.id, other_ids=[second.id], reasons=Text(WHY_JOIN.en, "non"))
    assert [item.path for item in refused.value.items] == ["reasons_fr"]
    propose(lead, [second], commission)
    with pytest.raises(Invalid) as refused:
        propose(third, [second], commission)
    assert [item.code for item in refused.value.items] == ["APL_JOIN_TWICE"]
    with pytest.raises(DatabaseError), transaction.atomic():
        JoinedCase.objects.create(joinder=Joinder.objects.get(), case=second)


def test_each_side_objects_once_in_time_and_the_registrar_decides_afterwards(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    lead, second, third = cases
    joinder = propose(lead, [second, third], commission)
    words = "Our seals were of another make; the other cases are about bolts."
    joinder_object(actor=disputes[1].member, case_id=second.id, words=words)
    joinder_object(actor=supervisor(), case_id=second.id, words=words)
    for actor, case, error in (
        (disputes[1].member, second, Conflict),
        (disputes[0].member, second, NotFound),
        (commission.actor("registrar"), second, NotAllowed),
    ):
        with pytest.raises(error):
            joinder_object(actor=actor, case_id=case.id, words=words)
    with pytest.raises(Invalid):
        joinder_object(actor=disputes[2].member, case_id=third.id, words="no")
    with pytest.raises(Conflict):
        decide(lead, [second], commission)
    with after_objections(joinder):
        with pytest.raises(Conflict):
            joinder_object(actor=disputes[2].member, case_id=third.id, words=words)
        decide(lead, [third], commission)
    assert {case.pk for case in joined_cases(lead)} == {lead.pk, third.pk}
    assert joined_cases(second) == [second] and joinder_of(second) is None
    assert events(third) >= {"appeals.joinder.proposed", "appeals.joinder.joined"}
    assert events(second) >= {"appeals.joinder.objected", "appeals.joinder.left"}
    assert "appeals.joinder.joined" not in events(second)
    out = JoinedCase.objects.get(case=second)
    assert out.left_why == WHY_JOIN.as_dict()


def test_a_decision_that_keeps_none_drops_the_proposal(cases: list[Case], commission: Commission) -> None:
    lead, second, _third = cases
    joinder = propose(lead, [second], commission)
    with after_objections(joinder):
        assert decide(lead, [], commission).status == "dropped"
    assert like_cases(lead)[0] == second
    assert not JoinedCase.objects.filter(left_at=None).exists()


def test_one_panel_is_seated_for_all_and_only_in_the_lead(cases: list[Case], commission: Commission) -> None:
    lead, second, third = cases
    join(lead, [second, third], commission)
    with pytest.raises(Conflict) as refused:
        seat(fresh(second), commission, PANEL)
    assert lead.docket in refused.value.items[0].message.en
    seat(fresh(lead), commission, PANEL)
    assert {fresh(case).status for case in cases} == {"with_panel"}
    panels = [set(PanelSeat.objects.filter(case=case).values_list("user_id", flat=True)) for case in cases]
    assert panels == [{commission.users[key].id for key in PANEL}] * 3


def test_the_leads_panel_takes_the_cases_joined_with_it(cases: list[Case], commission: Commission) -> None:
    lead, second, _third = cases
    seat(lead, commission, PANEL)
    join(lead, [second], commission)
    assert PanelSeat.objects.filter(case=second).count() == 3


def touch(case: Case, user: User) -> None:
    """Somebody acted on what this case contests: only the book knows."""
    record(
        actor=SEED.__class__(kind="staff", user_id=user.id, name=user.name),
        event="tests.looked",
        subject=Subject("decision", case.subject_id),
        body={},
    )


def _assign(commission: Commission, cases: list[Case], key: str) -> None:
    panel_assign(
        actor=commission.actor("registrar"),
        case_id=cases[0].id,
        member_ids=[commission.users[each].id for each in PANEL],
        expected_version=fresh(cases[0]).row_version,
    )


def _vote(commission: Commission, cases: list[Case], key: str) -> None:
    vote_cast(actor=commission.actor(key), case_id=cases[0].id, choice="grant", reasons=REASONS)


def _fill(commission: Commission, cases: list[Case], key: str) -> None:
    panel_fill(actor=commission.actor("registrar"), case_id=cases[0].id, member_ids=[commission.users["ca2"].id])


@pytest.mark.parametrize("index", [0, 1, 2], ids=["lead", "second", "third"])
@pytest.mark.parametrize("key", PANEL)
def test_nobody_is_seated_who_touched_any_of_the_decisions(
    index: int, key: str, cases: list[Case], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    touch(cases[index], commission.users[key])
    with pytest.raises(Invalid) as refused:
        _assign(commission, cases, key)
    assert "APL_PANEL_CONFLICT" in [item.code for item in refused.value.items]
    assert not PanelSeat.objects.exists()


@pytest.mark.parametrize("index", [0, 1, 2], ids=["lead", "second", "third"])
@pytest.mark.parametrize("key", PANEL)
@pytest.mark.parametrize("rules", [False, True], ids=["vote", "rule"])
def test_a_member_of_whom_it_comes_to_light_later_neither_votes_nor_rules(
    index: int, key: str, rules: bool, cases: list[Case], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    seat(fresh(cases[0]), commission, PANEL)
    voting = dict.fromkeys(PANEL, "grant")
    vote(cases[0], commission, voting if rules else {each: "grant" for each in PANEL if each != key})
    touch(cases[index], commission.users[key])
    with pytest.raises((NotAllowed, NotFound)):
        if rules:
            rule(cases[0], commission, key)
        else:
            _vote(commission, cases, key)
    assert not Ruling.objects.exists()
    assert Vote.objects.filter(seat__user_id=commission.users[key].id).exists() is rules


@pytest.mark.parametrize("index", [0, 1], ids=["lead", "second"])
@pytest.mark.parametrize("act", [propose, join], ids=["proposed", "decided"])
def test_cases_are_not_joined_under_a_panel_with_a_hand_in_one_of_them(
    act: Callable[..., Any], index: int, cases: list[Case], commission: Commission
) -> None:
    lead, second, _third = cases
    seat(lead, commission, PANEL)
    joinder = propose(lead, [second], commission) if act is join else None
    touch(cases[index], commission.users["us1"])
    with pytest.raises(Invalid) as refused:
        if joinder is None:
            propose(lead, [second], commission)
        else:
            with after_objections(joinder):
                decide(lead, [second], commission)
    assert "APL_PANEL_CONFLICT" in [item.code for item in refused.value.items]
    assert not PanelSeat.objects.filter(case=second).exists()


def test_a_recusal_counts_in_all_and_the_seat_is_filled_in_all(cases: list[Case], commission: Commission) -> None:
    join(cases[0], cases[1:], commission)
    seat(fresh(cases[0]), commission, PANEL)
    recusal_enter(actor=commission.actor("ca1"), case_id=cases[1].id, reasons="The carrier was my client.")
    assert Recusal.objects.filter(user_id=commission.users["ca1"].id).count() == 3
    with pytest.raises(NotAllowed):
        _vote(commission, cases, "ca1")
    touch(cases[2], commission.users["ca2"])
    with pytest.raises(Invalid):
        _fill(commission, cases, "ca2")
    user = make_user(name="Commission ca3")
    staff_role_assign(actor=SEED, user_id=user.id, role="commission.member", country="CA")
    panel_fill(actor=commission.actor("registrar"), case_id=cases[0].id, member_ids=[user.id])
    assert PanelSeat.objects.filter(user_id=user.id).count() == 3


def test_one_vote_and_one_text_and_each_case_has_its_own_remedy(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    seat(fresh(cases[0]), commission, PANEL)
    with pytest.raises(Conflict):
        vote_cast(actor=commission.actor("ca1"), case_id=cases[1].id, choice="grant", reasons=REASONS)
    vote(cases[0], commission, {"ca1": "grant", "us1": "grant"})
    assert Vote.objects.count() == 6
    with pytest.raises(Conflict):
        rule(cases[1], commission)
    rule(cases[0], commission)
    assert [dispute.tier() for dispute in disputes] == ["T2", "T2", "T2"]
    rulings = Ruling.objects.all()
    assert {ruling.case_id for ruling in rulings} == {case.pk for case in cases}
    assert {ruling.reasons_en for ruling in rulings} == {RULING.en}
    assert all(ruling.acts.exists() for ruling in rulings)
    assert Joinder.objects.get().status == "ruled"
    for case in cases:
        assert Notice.objects.filter(kind="ruling", organisation_id=case.organisation_id).count() == 1


def test_one_hearing_is_told_to_all_and_its_minutes_lie_in_each_docket(
    cases: list[Case], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    seat(fresh(cases[0]), commission, PANEL)
    with pytest.raises(Conflict):
        make_hearing(fresh(cases[1]), commission)
    hearing = make_hearing(fresh(cases[0]), commission)
    told = Notice.objects.filter(kind="hearing")
    assert set(told.exclude(organisation_id=None).values_list("organisation_id", flat=True)) == {
        case.organisation_id for case in cases
    }
    assert told.filter(user_id=commission.users["ca1"].id).count() == 1
    registrar = commission.actor("registrar")
    with clock.frozen(hearing.starts_at):
        held = hearing_hold(actor=registrar, case_id=cases[0].id, expected_version=1)
        hearing_minutes(actor=registrar, case_id=cases[0].id, minutes=MINUTES, expected_version=held.row_version)
    assert {entry.case_id for entry in DocketEntry.objects.filter(kind="order")} == {case.pk for case in cases}


def test_a_hearing_that_is_set_is_told_to_the_sides_that_join_or_is_adjourned_first(
    cases: list[Case], commission: Commission
) -> None:
    lead, second, _third = cases
    hearing = make_hearing(seat(lead, commission, PANEL), commission, days=40)
    joinder = propose(lead, [second], commission)
    with clock.frozen(hearing.starts_at - timedelta(days=13)):
        with pytest.raises(Invalid) as refused:
            decide(lead, [second], commission)
        assert [item.code for item in refused.value.items] == ["APL_JOIN_HEARING"]
    told = Notice.objects.filter(kind="hearing", organisation_id=second.organisation_id)
    assert not told.exists()
    with after_objections(joinder):
        decide(lead, [second], commission)
    assert told.count() == 1


def test_a_case_is_heard_apart_again_with_reasons_and_is_ruled_on_alone(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    seat(fresh(cases[0]), commission, PANEL)
    registrar = commission.actor("registrar")
    with pytest.raises(Invalid):
        joinder_sever(actor=registrar, case_id=cases[1].id, reasons=Text("no", "non"))
    with pytest.raises(NotAllowed):
        joinder_sever(actor=commission.actor("ca1"), case_id=cases[1].id, reasons=WHY_JOIN)
    joinder_sever(actor=registrar, case_id=cases[1].id, reasons=WHY_JOIN)
    assert {case.pk for case in joined_cases(cases[0])} == {cases[0].pk, cases[2].pk}
    vote(cases[1], commission, {"ca1": "dismiss", "us1": "dismiss"})
    vote(cases[0], commission, {"ca1": "grant", "us1": "grant"})
    rule(cases[0], commission)
    assert fresh(cases[1]).status == "with_panel"
    rule(cases[1], commission)
    assert {ruling.case_id: ruling.outcome for ruling in Ruling.objects.all()} == {
        cases[0].pk: "grant",
        cases[1].pk: "dismiss",
        cases[2].pk: "grant",
    }
    assert [dispute.tier() for dispute in disputes] == ["T2", "T1", "T2"]
    with pytest.raises(Conflict):
        joinder_sever(actor=registrar, case_id=cases[0].id, reasons=WHY_JOIN)


def test_a_lead_that_is_withdrawn_passes_the_lead_and_two_less_one_end_the_joinder(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    joinder = join(cases[0], cases[1:], commission)
    case_withdraw(actor=disputes[0].member, case_id=cases[0].id, expected_version=fresh(cases[0]).row_version)
    joinder.refresh_from_db()
    assert (joinder.lead_id, joinder.status) == (cases[1].pk, "joined")
    case_withdraw(actor=disputes[1].member, case_id=cases[1].id, expected_version=fresh(cases[1]).row_version)
    joinder.refresh_from_db()
    assert joinder.status == "ended"
    assert joinder_of(cases[2]) is None


def test_a_case_ruled_on_before_the_decision_leaves_the_proposal(cases: list[Case], commission: Commission) -> None:
    lead, second, third = cases
    seat(lead, commission, PANEL)
    joinder = propose(lead, [second, third], commission)
    vote(lead, commission, {"ca1": "dismiss", "us1": "dismiss"})
    rule(lead, commission)
    joinder.refresh_from_db()
    assert (joinder.status, joinder.lead_id) == ("proposed", second.pk)


def test_the_decision_is_refused_on_a_stale_page_and_after_a_vote(cases: list[Case], commission: Commission) -> None:
    lead, second, _third = cases
    seat(lead, commission, PANEL)
    joinder = propose(lead, [second], commission)
    with after_objections(joinder):
        with pytest.raises(Conflict):
            joinder_decide(
                actor=commission.actor("registrar"),
                case_id=lead.id,
                keep=[second.id],
                reasons=WHY_JOIN,
                expected_version=7,
            )
        vote(lead, commission, {"ca1": "grant"})
        with pytest.raises(Invalid) as refused:
            decide(lead, [second], commission)
        assert [item.code for item in refused.value.items] == ["APL_JOIN_LATE"]


def test_the_database_knows_no_other_way_and_an_objection_never_changes(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    propose(cases[0], cases[1:], commission)
    joinder_object(actor=disputes[1].member, case_id=cases[1].id, words="Ours is about another seal altogether.")
    for statement in (
        "UPDATE appeals_joinder SET status = 'ruled'",
        "UPDATE appeals_joinder_objection SET words = 'none'",
        "UPDATE appeals_joined_case SET left_at = now()",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_time_to_object_is_counted_in_days(cases: list[Case], commission: Commission) -> None:
    joinder = propose(cases[0], cases[1:], commission)
    assert joinder.object_until - joinder.proposed_at == timedelta(days=OBJECTION_DAYS)
