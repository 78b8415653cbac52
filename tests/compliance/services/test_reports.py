"""The draft, the member's fifteen days, both keys, and the sanction that waits for them (R-10, R-44, R-70, R-77)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from audit.compliance.models import Answer, AuditCase, Finding, Report, Signature
from audit.compliance.services import (
    audit_close_clean,
    report_answer,
    report_revise,
    report_save,
    report_send,
    report_sign,
    silence_note,
)
from enrollment.models import CorrectivePlan, Disclosure, Membership, SanctionEntry
from enrollment.services import disclosure_file, document_remove
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.audits import FACTS, Movement, Team, a_draft, issued
from tests.factories.documents import make_document
from tests.factories.enrollment import make_membership

pytestmark = pytest.mark.django_db
WORDS = "The certificate names Canada as origin; we sent it twice."


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def test_r10_the_sanction_waits_for_both_keys(movement: Movement, commit_checks: Any) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    team = Team(movement.opened()).sent().answered()
    report_sign(actor=team.cbsa, case_id=team.id, expected_version=team.version)
    assert (team.case.status, Finding.objects.count(), SanctionEntry.objects.count()) == ("signed_cbsa", 0, 0)
    assert Membership.objects.get(pk=membership.pk).tier == "T2"
    with pytest.raises(Conflict):
        report_sign(actor=team.cbsa, case_id=team.id, expected_version=team.version)
    report_sign(actor=team.cbp, case_id=team.id, expected_version=team.version)
    finding = Finding.objects.get()
    assert (team.case.status, finding.sanction["step"]) == ("finding_issued", "demotion")
    assert finding.decision_id is not None
    assert Membership.objects.get(pk=membership.pk).tier == "T1"
    assert Notice.objects.exclude(appeal_link="").filter(organisation=movement.organisation).exists()
    assert "By " in finding.reason["fix"]["en"]
    commit_checks()


def test_r10_a_first_minor_error_of_paper_is_a_notice_and_nothing_more(movement: Movement) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    issued(movement.opened(), infraction="SEAL_PAPER", harm="minor")
    finding = Finding.objects.get()
    assert (finding.sanction["step"], finding.sanction["points"], finding.decision_id) == ("notice", 0, None)
    assert Membership.objects.get(pk=membership.pk).tier == "T2"


def test_a_corrective_plan_is_linked_to_its_finding(movement: Movement) -> None:
    make_membership(organisation=movement.organisation, tier="T2")
    issued(movement.opened(), infraction="CLASSIFICATION", harm="moderate")
    finding = Finding.objects.get()
    plan = CorrectivePlan.objects.first()
    assert (finding.sanction["step"] == "corrective_plan") is (plan is not None)
    assert finding.plan_id == (plan.id if plan else None)


def test_without_a_membership_there_is_a_finding_and_no_sanction(movement: Movement) -> None:
    issued(movement.opened())
    assert Finding.objects.get().sanction["step"] == "none"


def test_r77_fifteen_days_to_answer_then_silence_is_noted_once(movement: Movement) -> None:
    sent_at = clock.now()
    with clock.frozen(sent_at):
        team = Team(movement.opened()).sent()
    case = team.case
    assert case.answer_until == sent_at + timedelta(days=15)
    task = OutboxTask.objects.get(task="compliance.answer_due")
    assert (task.key, task.due_at > sent_at + timedelta(days=15)) == ("1", True)
    assert not silence_note(case_id=case.id, revision=1)
    member = member_actor(movement.organisation)
    with clock.frozen(sent_at + timedelta(days=15, seconds=1)):
        with pytest.raises(Conflict, match="over"):
            report_answer(actor=member, case_id=case.id, text=WORDS, expected_version=case.row_version)
        assert not silence_note(case_id=case.id, revision=2)
        assert silence_note(case_id=case.id, revision=1)
        assert not silence_note(case_id=case.id, revision=1)
    assert team.case.status == "unanswered"
    with pytest.raises(Conflict):
        report_answer(actor=member, case_id=case.id, text=WORDS, expected_version=team.version)
    assert team.signed().case.status == "finding_issued"


def test_nobody_signs_while_the_member_has_time_to_answer(movement: Movement) -> None:
    team = Team(movement.opened()).sent()
    for action in (report_sign, report_revise):
        with pytest.raises(Conflict):
            action(actor=team.cbp, case_id=team.id, expected_version=team.version)


def test_the_answer_needs_words_of_the_company_itself_and_its_own_documents(movement: Movement) -> None:
    team = Team(movement.opened()).sent()
    member = member_actor(movement.organisation)
    paper, foreign = make_document(member), make_document(member_actor(make_organisation("carrier")))
    answer = {"case_id": team.id, "expected_version": team.version}
    with pytest.raises(Invalid):
        report_answer(actor=member, text="No.", **answer)
    with pytest.raises(Invalid):
        report_answer(actor=member, text=WORDS, documents=[foreign.id], **answer)
    with pytest.raises(NotFound):
        report_answer(actor=member_actor(make_organisation("carrier")), text=WORDS, **answer)
    with pytest.raises((NotAllowed, NotFound)):
        report_answer(actor=team.cbp, text=WORDS, **answer)
    with pytest.raises(NotAllowed):
        report_answer(actor=member_actor(movement.organisation, "trader.viewer"), text=WORDS, **answer)
    report_answer(actor=member, text=WORDS, documents=[paper.id], **answer)
    assert Answer.objects.get().documents == [{"id": str(paper.id), "name": paper.file_name, "sha256": paper.sha256}]
    with pytest.raises(Conflict):
        document_remove(actor=member, document_id=paper.id)
    document_remove(actor=member, document_id=make_document(member, name="other.pdf").id)


def test_r37_an_unfinished_report_is_kept_and_not_sent(movement: Movement) -> None:
    team = Team(movement.opened())
    thin = a_draft(sections={**a_draft().sections, "facts": Text("Does not meet eligibility.", FACTS.fr)}, harm="")
    report_save(actor=team.cbsa, case_id=team.id, draft=thin, expected_version=0)
    with pytest.raises(Invalid) as raised:
        report_send(actor=team.cbsa, case_id=team.id, expected_version=team.version)
    assert {item.path for item in raised.value.items} == {"facts_en", "harm"}
    assert (team.case.status, Report.objects.get().sections["facts"]["fr"]) == ("in_audit", FACTS.fr)
    with pytest.raises(Conflict):
        report_save(actor=team.cbp, case_id=team.id, draft=a_draft(), expected_version=0)
    report_save(actor=team.cbp, case_id=team.id, draft=a_draft(), expected_version=1)


def test_only_the_team_writes_sends_and_signs(movement: Movement) -> None:
    team = Team(movement.opened())
    for actor in (staff_actor("auditor", "CBP"), staff_actor("officer.supervisor", "CBSA")):
        with pytest.raises((NotAllowed, Conflict)):
            report_save(actor=actor, case_id=team.id, draft=a_draft(), expected_version=0)
    team.sent().answered()
    for actor in (staff_actor("auditor", "CBP"), staff_actor("officer.supervisor", "CBSA")):
        with pytest.raises((NotAllowed, Conflict)):
            report_sign(actor=actor, case_id=team.id, expected_version=team.version)
    with pytest.raises(Conflict):
        report_sign(actor=team.cbp, case_id=team.id, expected_version=team.version + 1)


def test_a_report_taken_up_again_goes_to_the_member_anew_and_takes_new_keys(movement: Movement) -> None:
    team = Team(movement.opened()).sent().answered()
    report_sign(actor=team.cbp, case_id=team.id, expected_version=team.version)
    report_revise(actor=team.cbsa, case_id=team.id, expected_version=team.version)
    assert (team.case.status, team.case.answer_until) == ("in_audit", None)
    team.sent(harm="moderate").answered().signed()
    assert team.case.revision == 2
    assert Answer.objects.count() == 2
    assert Signature.objects.filter(digest=Finding.objects.get().digest).count() == 2
    assert Signature.objects.count() == 3


def test_nothing_found_takes_both_keys_under_the_same_words(movement: Movement) -> None:
    team = Team(movement.opened())
    with pytest.raises(Invalid):
        audit_close_clean(actor=team.cbp, case_id=team.id, note="fine", expected_version=team.version)
    note = "Invoices and certificates of all lines agree."
    audit_close_clean(actor=team.cbp, case_id=team.id, note=note, expected_version=team.version)
    assert team.case.status == "clean_cbp"
    with pytest.raises(Conflict):
        audit_close_clean(actor=team.cbp, case_id=team.id, note=note, expected_version=team.version)
    audit_close_clean(actor=team.cbsa, case_id=team.id, note="ignored", expected_version=team.version)
    assert (team.case.status, team.case.close_note) == ("clean", note)
    assert len(set(Signature.objects.values_list("digest", flat=True))) == 1
    assert Notice.objects.filter(kind="audit_closed", organisation=movement.organisation).exists()


def told(movement: Movement, membership: Membership, infraction: str = "CLASSIFICATION") -> Disclosure:
    return disclosure_file(
        actor=member_actor(movement.organisation),
        membership_id=membership.id,
        infraction=infraction,
        occurred_on=clock.now().date(),
        what="The classification of two lines was wrong on this trip.",
        corrected="Both lines were amended and the broker was told.",
    )


def test_r44_what_the_member_told_first_carries_no_points(movement: Movement) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    disclosure = told(movement, membership)
    case = movement.opened()
    issued(case, infraction="CLASSIFICATION", harm="serious")
    finding = Finding.objects.get()
    assert (finding.disclosure, finding.sanction["points"], finding.sanction["softened"]) == (
        disclosure.number,
        0,
        "disclosed",
    )
    assert SanctionEntry.objects.get().voluntary
    assert Disclosure.objects.get().status == "accepted"
    assert Membership.objects.get(pk=membership.pk).tier == "T2"


@pytest.mark.parametrize("when", ["after", "another class"])
def test_r44_told_after_the_notice_or_about_something_else_it_counts(movement: Movement, when: str) -> None:
    membership = make_membership(organisation=movement.organisation, tier="T2")
    if when == "another class":
        told(movement, membership, "CLERICAL")
    case = movement.opened()
    if when == "after":
        assert not told(movement, membership).in_time
    issued(case, infraction="CLASSIFICATION", harm="serious")
    assert Finding.objects.get().disclosure == ""
    assert not SanctionEntry.objects.get().voluntary


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compliance_report SET harm = 'minor'",
        "DELETE FROM compliance_report",
        "UPDATE compliance_answer SET text = 'other'",
        "DELETE FROM compliance_signature",
        "UPDATE compliance_audit_case SET status = 'finding_issued'",
    ],
)
def test_the_database_keeps_what_the_member_read_and_said(movement: Movement, change: str) -> None:
    team = Team(movement.opened()).sent().answered()
    report_sign(actor=team.cbp, case_id=team.id, expected_version=team.version)
    if "audit_case" in change:
        change = change.replace("finding_issued", "open")
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize("keys", ["one", "other report", "not on the team"])
def test_the_database_takes_no_finding_without_both_keys_to_it(movement: Movement, keys: str) -> None:
    team = Team(movement.opened()).sent().answered()
    report_sign(actor=team.cbp, case_id=team.id, expected_version=team.version)
    digest = Report.objects.get().digest
    officer = staff_actor("auditor", "CBSA") if keys == "not on the team" else team.cbsa
    if keys != "one":
        Signature.objects.create(
            case_id=team.id,
            agency="CBSA",
            officer_id=officer.person,
            signed_as="x",
            digest=digest if keys == "not on the team" else "1" * 64,
        )
    with pytest.raises(Error, match="both agencies"), transaction.atomic():
        Finding.objects.create(
            case=AuditCase.objects.get(),
            infraction="UNDECLARED",
            harm="serious",
            reason={},
            digest=digest,
            issued_at=clock.now(),
        )
