"""From a released trip to a finding and the sanction of the matrix (R-10, R-37, R-70)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from audit.compliance.models import AuditCase, Finding
from audit.compliance.services import audit_close_clean, audit_open_for_trip, finding_issue
from audit.trail.selectors import entries_for
from clearance.selectors import AuditBundle
from enrollment.models import Membership, MovementTally
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import make_membership

pytestmark = pytest.mark.django_db
TEXT = Text(
    "On this trip goods made in a third country were filed as made in Canada.",
    "Pour ce voyage, des marchandises d'un pays tiers ont été déclarées comme canadiennes.",
)
FIX = Text("Keep the proof of origin.", "Conservez la preuve d'origine.")


class Movement:
    """One released movement of a carrier, as clearance would describe it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.organisation = make_organisation("carrier")
        self.trip_id: UUID = uuid7()
        self.bundle = AuditBundle(
            trip_number="ABCDTRIP1",
            organisation_id=self.organisation.id,
            organisation_name=self.organisation.legal_name,
            status="released",
            version=1,
            digest="0" * 64,
            compliance=35,
            audit_advised=True,
            contributions=[],
            warnings=[],
            origin_proofs=[],
        )
        monkeypatch.setattr("audit.compliance.services.cases.trip_audit_bundle", lambda trip_id: self.bundle)

    def change(self, **fields: Any) -> Movement:
        self.bundle = replace(self.bundle, **fields)
        return self

    def opened(self) -> AuditCase:
        case = audit_open_for_trip(trip_id=self.trip_id)
        assert case is not None
        return case


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def issue(case: AuditCase, **changes: Any) -> Finding:
    fields: dict[str, Any] = {"infraction": "UNDECLARED", "harm": "serious", "text": TEXT, "fix": FIX}
    actor = changes.pop("actor", None) or staff_actor("auditor", "CBP")
    version = changes.pop("expected_version", case.row_version)
    return finding_issue(actor=actor, case_id=case.id, expected_version=version, **{**fields, **changes})


def test_r70_a_release_with_doubts_opens_one_audit_and_tells_the_member(movement: Movement, commit_checks: Any) -> None:
    case = movement.opened()
    assert movement.opened().id == case.id
    assert case.number.startswith("PMA-")
    assert [entry.event for entry in entries_for(Subject("audit_case", case.id))] == ["compliance.audit.opened"]
    assert Notice.objects.filter(organisation=movement.organisation, kind="audit_opened").count() == 1
    commit_checks()


@pytest.mark.parametrize(
    "change", [{"status": "at_border"}, {"status": "cancelled"}, {"compliance": 0, "audit_advised": False}]
)
def test_nothing_opens_for_a_clean_release_or_one_that_was_taken_back(movement: Movement, change: dict) -> None:
    movement.change(**change)
    assert audit_open_for_trip(trip_id=movement.trip_id) is None
    assert not AuditCase.objects.exists()


def test_every_release_counts_as_a_movement_until_a_finding_takes_it_out(movement: Movement) -> None:
    make_membership(organisation=movement.organisation)
    case = movement.opened()
    tally = MovementTally.objects.get(membership__organisation=movement.organisation)
    assert (tally.movements, tally.clean_movements) == (1, 1)
    issue(case, infraction="CLERICAL", harm="minor")
    tally.refresh_from_db()
    assert (tally.movements, tally.clean_movements) == (1, 0)


def test_a_serious_finding_demotes_by_the_matrix_with_a_decision_that_can_be_appealed(movement: Movement) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    finding = issue(movement.opened())
    assert finding.sanction["step"] == "demotion"
    assert finding.decision_id is not None
    assert Membership.objects.get(pk=membership.pk).tier == "T1"
    assert Notice.objects.exclude(appeal_link="").filter(organisation=movement.organisation).exists()


def test_r10_a_first_minor_error_of_paper_is_a_notice_and_nothing_more(movement: Movement) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    finding = issue(movement.opened(), infraction="SEAL_PAPER", harm="minor")
    assert finding.sanction == {"step": "notice", "points": 0}
    assert finding.decision_id is None
    assert Membership.objects.get(pk=membership.pk).tier == "T2"


def test_without_a_membership_there_is_a_finding_and_no_sanction(movement: Movement) -> None:
    assert issue(movement.opened()).sanction["step"] == "none"


def test_r37_a_finding_without_reason_class_or_fix_is_refused(movement: Movement) -> None:
    case = movement.opened()
    for change in (
        {"infraction": "ANYTHING"},
        {"harm": "huge"},
        {"text": Text("Does not meet eligibility.", TEXT.fr)},
        {"fix": Text("", "")},
    ):
        with pytest.raises(Invalid):
            issue(case, **change)
    assert not Finding.objects.exists()


def test_only_an_auditor_decides_once_and_on_what_was_seen(movement: Movement) -> None:
    case = movement.opened()
    with pytest.raises(NotAllowed):
        issue(case, actor=staff_actor("officer.supervisor", "CBP"))
    with pytest.raises(NotFound):
        issue(case, actor=member_actor(make_organisation("carrier")))
    with pytest.raises(Conflict):
        issue(case, expected_version=case.row_version + 1)
    auditor = staff_actor("auditor", "CBSA")
    closed = audit_close_clean(actor=auditor, case_id=case.id, note="all fine", expected_version=case.row_version)
    assert closed.status == "clean"
    with pytest.raises(Conflict):
        issue(closed)
