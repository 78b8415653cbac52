"""Members are vetted again by the calendar; what is found leads to a letter, never to silent loss (R-37)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from enrollment import services
from enrollment.models import Membership, MembershipDecision, VettingWorksheet
from enrollment.tasks import vet_members_again
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.enrollment import a_reason, clear_checks, find_factor, make_membership, vetting, worksheet_of

pytestmark = pytest.mark.django_db
KIND = "suspension"


def months_later(months: int) -> datetime:
    return clock.now() + timedelta(days=round(months * 30.4375) + 1)


def sheets(member: Membership, agency: str = "CBP") -> Any:
    return VettingWorksheet.objects.filter(membership=member, agency=agency).order_by("created_at")


@pytest.fixture
def member() -> Membership:
    return make_membership("NEXUS")


@pytest.fixture
def due(member: Membership) -> Membership:
    with clock.frozen(months_later(12)):
        assert services.rechecks_open() == 1
    return member


def test_members_are_due_at_their_programmes_interval_and_once(member: Membership, commit_checks: Any) -> None:
    assert vet_members_again() == 0
    with clock.frozen(months_later(11)):
        assert services.rechecks_open() == 0
    driver = make_membership("FAST_DRIVER")
    with clock.frozen(months_later(7)):
        assert services.rechecks_open() == 1 and sheets(driver).count() == 1
        assert services.rechecks_open() == 0
    with clock.frozen(months_later(12)):
        assert services.rechecks_open() == 1 and sheets(member, "CBSA").count() == 1
    commit_checks()


def test_a_clear_recheck_starts_the_interval_anew(due: Membership) -> None:
    for agency in ("CBP", "CBSA"):
        sheet = sheets(due, agency).get()
        with pytest.raises(Conflict, match="ENR_VETTING_OPEN"):
            services.recheck_complete(actor=vetting(agency), worksheet_id=sheet.id)
        clear_checks(sheet)
        with pytest.raises(NotAllowed):
            services.recheck_complete(actor=vetting("CBSA" if agency == "CBP" else "CBP"), worksheet_id=sheet.id)
        with clock.frozen(months_later(12)):
            services.recheck_complete(actor=vetting(agency), worksheet_id=sheet.id)
    with clock.frozen(months_later(23)):
        assert services.rechecks_open() == 0
    with clock.frozen(months_later(25)):
        assert services.rechecks_open() == 1 and sheets(due).count() == 2


def test_a_factor_found_leads_to_a_confirmed_letter_with_notice_and_appeal(due: Membership, commit_checks: Any) -> None:
    sheet = sheets(due).get()
    with pytest.raises(Conflict, match="ENR_RECHECK_NOTHING"):
        services.recheck_propose(actor=vetting(), worksheet_id=sheet.id, kind=KIND, reason=a_reason())
    find_factor(sheet, "CONVICTION")
    first = vetting()
    with pytest.raises(Invalid, match="ENR_RECHECK_KIND"):
        services.recheck_propose(actor=first, worksheet_id=sheet.id, kind="denial", reason=a_reason())
    services.recheck_propose(actor=first, worksheet_id=sheet.id, kind=KIND, reason=a_reason())
    assert Membership.objects.get().status == "active" and not MembershipDecision.objects.exists()
    with pytest.raises(Conflict, match="ENR_SECOND_OFFICER"):
        services.recheck_confirm(actor=first, worksheet_id=sheet.id)
    decision = services.recheck_confirm(actor=vetting(), worksheet_id=sheet.id)
    assert (decision.kind, decision.status, decision.source_type) == (KIND, "proposed", "worksheet")
    assert (decision.effective_at - decision.noticed_at).days == 15
    assert Membership.objects.get().status == "active"
    assert Notice.objects.get(kind="decision_suspension").reason == decision.reason
    services.decision_take_effect(decision_id=decision.id)
    assert Membership.objects.get().status == "suspended"
    commit_checks()


def test_a_proposal_can_be_refused_and_the_factor_resolved(due: Membership) -> None:
    sheet = sheets(due).get()
    find_factor(sheet, "CONVICTION")
    services.recheck_propose(actor=vetting(), worksheet_id=sheet.id, kind="revocation", reason=a_reason())
    services.recheck_refuse(actor=vetting(), worksheet_id=sheet.id, why="It is about a namesake, see court:2026-9.")
    assert sheets(due).get().status == "open" and not MembershipDecision.objects.exists()


def test_an_applications_worksheet_is_not_decided_here(member: Membership) -> None:
    sheet = worksheet_of(member.application)
    with pytest.raises((NotFound, Conflict)):
        services.recheck_complete(actor=vetting(), worksheet_id=sheet.id)


def test_those_who_left_are_left_alone(member: Membership) -> None:
    from tests.factories.enrollment import person_actor

    services.membership_withdraw(actor=person_actor(member.user), membership_id=member.id)
    with clock.frozen(months_later(12)):
        assert services.rechecks_open() == 0
