"""The joint team: one of each agency, and nobody who had a hand in the movement (R-63, R-70)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit.compliance.models import TeamMember
from audit.compliance.services import report_sign, team_give, team_join
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.factories.accounts import make_organisation, make_staff, member_actor, staff_actor
from tests.factories.audits import Movement, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def test_the_audit_begins_with_an_auditor_of_each_agency(movement: Movement, commit_checks: Any) -> None:
    case = movement.opened()
    first = team_join(actor=staff_actor("auditor", "CBP"), case_id=case.id)
    assert first.status == "open"
    with pytest.raises(Conflict):
        team_join(actor=staff_actor("auditor", "CBP"), case_id=case.id)
    assert team_join(actor=staff_actor("auditor", "CBSA"), case_id=case.id).status == "in_audit"
    with pytest.raises(Conflict):
        team_join(actor=staff_actor("auditor", "CBSA"), case_id=case.id)
    commit_checks()


@pytest.mark.parametrize(("role", "agency"), [("officer.supervisor", "CBP"), ("officer.pga", "FDA")])
def test_only_auditors_of_the_border_agencies_sit_on_it(movement: Movement, role: str, agency: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        team_join(actor=staff_actor(role, agency), case_id=movement.opened().id)
    with pytest.raises(NotFound):
        team_join(actor=member_actor(make_organisation("carrier")), case_id=movement.opened().id)


def test_who_touched_the_movement_neither_sits_nor_signs(movement: Movement) -> None:
    case = movement.opened()
    touched = staff_actor("auditor", "CBP")
    movement.deciders.add(touched.person)
    with pytest.raises(NotAllowed):
        team_join(actor=touched, case_id=case.id)
    team = Team(case).sent().answered()
    movement.deciders.add(team.cbsa.person)
    with pytest.raises(NotAllowed):
        report_sign(actor=team.cbsa, case_id=case.id, expected_version=team.version)


def test_a_supervisor_gives_the_place_of_the_own_agency_and_may_change_it(movement: Movement) -> None:
    case = movement.opened()
    boss = staff_actor("officer.supervisor", "CBP")
    first, second, other = make_staff("auditor", "CBP"), make_staff("auditor", "CBP"), make_staff("auditor", "CBSA")
    barred = make_staff("auditor", "CBP")
    movement.deciders.add(barred.id)
    for wrong in (other.id, boss.person, barred.id):
        with pytest.raises(Invalid):
            team_give(actor=boss, case_id=case.id, auditor_id=wrong)
    team_give(actor=boss, case_id=case.id, auditor_id=first.id)
    case = team_give(actor=boss, case_id=case.id, auditor_id=second.id)
    assert case.team_ids == {second.id}
    assert team_join(actor=staff_actor("auditor", "CBSA"), case_id=case.id).status == "in_audit"
    case = team_give(actor=boss, case_id=case.id, auditor_id=first.id)
    assert (case.status, first.id in case.team_ids) == ("in_audit", True)
    with pytest.raises(NotAllowed):
        team_give(actor=staff_actor("auditor", "CBP"), case_id=case.id, auditor_id=second.id)


def test_the_team_stands_once_the_draft_is_out(movement: Movement) -> None:
    team = Team(movement.opened()).sent()
    with pytest.raises(Conflict):
        team_give(
            actor=staff_actor("officer.supervisor", "CBP"), case_id=team.id, auditor_id=make_staff("auditor", "CBP").id
        )


@pytest.mark.parametrize(("agency", "same_person"), [("CBP", False), ("CBSA", True), ("FDA", False)])
def test_the_database_takes_one_per_agency_two_people_and_border_agencies(
    movement: Movement, agency: str, same_person: bool
) -> None:
    case = movement.opened()
    team = Team(case, seated=False)
    team_join(actor=team.cbp, case_id=case.id)
    person = team.cbp.person if same_person else make_staff("auditor", "CBSA").id
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(case=case, agency=agency, auditor_id=person, auditor_as="x", given_by="x")
