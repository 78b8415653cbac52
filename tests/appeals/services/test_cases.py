"""Filing, panel, votes and ruling (R-80, R-82, R-83)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from appeals.models import Case
from appeals.services import case_file, case_withdraw, panel_assign, vote_cast
from audit.trail.selectors import entries_for
from enrollment.models import MembershipDecision
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.appeals import (
    GROUNDS,
    REASONS,
    Commission,
    make_case,
    make_commission,
    make_dispute,
    rule,
    seat,
    vote,
)

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def events(case: Case) -> list[str]:
    return [entry.event for entry in entries_for(Subject("appeal", case.id))]


def test_r82_filing_gives_a_docket_attaches_the_record_and_r83_stays_the_demotion(commit_checks: Any) -> None:
    dispute = make_dispute()
    assert dispute.tier() == "T1"
    case = make_case(dispute)
    assert case.docket == f"JC-{case.filed_at.year}-00001"
    assert case.stayed
    assert dispute.tier() == "T2"
    assert case.record["decision"]["number"] == dispute.decision.number
    assert case.record["reason"]["code"]
    assert case.record["rule_versions"] is not None
    assert events(case) == ["appeals.stay.begun", "appeals.case.filed"]
    assert set(case.record["digests"]) >= {"decision", "reason", "evidence", "rule_versions"}
    assert Notice.objects.filter(organisation=dispute.organisation, kind="appeal_filed").count() == 1
    commit_checks()


def test_dockets_count_up_without_gaps() -> None:
    assert [make_case().docket[-5:] for _ in range(2)] == ["00001", "00002"]


def test_a_stranger_cannot_tell_the_decision_from_a_missing_one() -> None:
    dispute = make_dispute()
    stranger = member_actor(make_organisation("carrier"))
    with pytest.raises(NotFound):
        case_file(actor=stranger, decision_id=dispute.decision.id, grounds=GROUNDS, language="en")
    assert not Case.objects.exists()


def test_grounds_are_needed_and_a_second_appeal_is_refused() -> None:
    dispute = make_dispute()
    with pytest.raises(Invalid) as thin:
        case_file(actor=dispute.member, decision_id=dispute.decision.id, grounds="no", language="en")
    assert thin.value.items[0].path == "grounds"
    make_case(dispute)
    with pytest.raises(Conflict):
        make_case(dispute)


def test_the_deadline_counts_to_the_second_and_a_late_appeal_says_why() -> None:
    dispute = make_dispute()
    deadline = MembershipDecision.objects.get(pk=dispute.decision.pk).appeal_deadline
    with clock.frozen(deadline + timedelta(seconds=1)), pytest.raises(Invalid) as late:
        make_case(dispute)
    assert [(item.code, item.path) for item in late.value.items] == [("APL_LATE", "late_reasons")]
    with clock.frozen(deadline):
        assert make_case(dispute).status == "filed"


def test_r80_a_panel_of_one_country_is_refused_and_only_the_registrar_seats_one(commission: Commission) -> None:
    case = make_case()
    with pytest.raises(Invalid) as refusal:
        seat(case, commission, ("us1", "us2", "us1"))
    assert {item.code for item in refusal.value.items} >= {"APL_PANEL_COUNTRY", "APL_PANEL_SIZE"}
    ids = [commission.users[key].id for key in PANEL]
    with pytest.raises(NotFound):
        panel_assign(actor=staff_actor("auditor"), case_id=case.id, member_ids=ids, expected_version=case.row_version)
    assert seat(case, commission, PANEL).status == "with_panel"


def test_r80_whoever_took_part_in_the_decision_cannot_sit(commission: Commission) -> None:
    case = make_case()
    case.touched = [*case.touched, str(commission.users["ca1"].id)]
    case.save(update_fields=["touched"])
    with pytest.raises(Invalid) as refusal:
        seat(case, commission, PANEL)
    assert {item.code for item in refusal.value.items} == {"APL_PANEL_CONFLICT"}


def test_the_decider_is_on_the_list_of_those_who_touched_the_decision() -> None:
    officer = staff_actor("officer.vetting", "CBP")
    case = make_case(make_dispute(officer))
    assert str(officer.user_id) in case.touched


def test_only_seated_members_vote_once_and_with_reasons(commission: Commission) -> None:
    case = seat(make_case(), commission, PANEL)
    vote(case, commission, {"ca1": "grant"})
    with pytest.raises(Conflict):
        vote(case, commission, {"ca1": "dismiss"})
    with pytest.raises(NotFound):
        vote(case, commission, {"ca2": "grant"})
    with pytest.raises(NotAllowed):
        vote(case, commission, {"registrar": "grant"})
    with pytest.raises(Invalid) as thin:
        vote_cast(actor=commission.actor("us1"), case_id=case.id, choice="perhaps", reasons="so")
    assert {item.path for item in thin.value.items} == {"choice", "reasons"}


def test_a_granted_appeal_restores_the_tier_by_itself(commission: Commission, commit_checks: Any) -> None:
    dispute = make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    vote(case, commission, {"ca1": "grant", "us1": "grant", "us2": "dismiss"})
    ruling = rule(case, commission)
    assert (ruling.outcome, ruling.votes_for, ruling.votes_against) == ("grant", 2, 1)
    assert [row.act for row in ruling.acts.order_by("done_at")] == ["expunge_points", "restore_tier"]
    assert dispute.tier() == "T2"
    decision = MembershipDecision.objects.get(pk=dispute.decision.pk)
    assert decision.status == "overturned"
    case.refresh_from_db()
    assert (case.status, case.stayed) == ("decided", False)
    assert events(case)[-1] == "appeals.ruling.issued" or "appeals.ruling.issued" in events(case)
    commit_checks()


def test_a_dismissed_appeal_lets_the_demotion_take_effect(commission: Commission) -> None:
    dispute = make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    assert dispute.tier() == "T2"
    vote(case, commission, {"ca1": "dismiss", "us1": "dismiss"})
    assert rule(case, commission).outcome == "dismiss"
    assert dispute.tier() == "T1"


def test_no_ruling_without_a_majority_of_both_countries_and_reasons_in_both_languages(commission: Commission) -> None:
    case = seat(make_case(), commission, PANEL)
    vote(case, commission, {"us1": "grant", "us2": "grant"})
    with pytest.raises(Conflict) as early:
        rule(case, commission)
    assert early.value.items[0].code == "APL_NOT_SETTLED"
    vote(case, commission, {"ca1": "dismiss"})
    with pytest.raises(Invalid) as thin:
        rule(case, commission, reasons=Text(REASONS, ""))
    assert [item.path for item in thin.value.items] == ["reasons_fr"]
    with pytest.raises(NotAllowed):
        rule(case, commission, "registrar")
    assert rule(case, commission).outcome == "grant"


def test_a_withdrawn_appeal_ends_the_stay() -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    case_withdraw(actor=dispute.member, case_id=case.id, expected_version=case.row_version)
    assert dispute.tier() == "T1"
    with pytest.raises(Conflict):
        case_withdraw(actor=dispute.member, case_id=case.id, expected_version=case.row_version)
