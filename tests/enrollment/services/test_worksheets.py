"""Worksheets as officers fill them in, and the database's own word against every way round them (requirements 2.2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.domain.joint import AGENCIES
from enrollment.domain.vetting.catalogue import factors_for
from enrollment.domain.vetting.entries import CheckEntry
from enrollment.domain.vetting.judging import KEEPS_POINTS
from enrollment.models import AgencyReview, Application, MembershipDecision, NearMatch, VettingCheck, VettingWorksheet
from enrollment.sql_vetting import WORKSHEET_FAULT
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import (
    a_reason,
    approve,
    clear_checks,
    deny,
    find_factor,
    make_submitted,
    resolve_factor,
    vetting,
    worksheet_of,
)
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db
FOUND = CheckEntry("CONVICTION", "found", "court:2026-118", "Judgment of 2 May 2026.")


@pytest.fixture
def application() -> Application:
    return make_submitted("NEXUS")


@pytest.fixture
def sheet(application: Application) -> VettingWorksheet:
    return worksheet_of(application)


def record(sheet: VettingWorksheet, *entries: CheckEntry, actor: Actor | None = None, **more: Any) -> VettingWorksheet:
    return services.checks_record(actor=actor or vetting(sheet.agency), worksheet_id=sheet.id, entries=entries, **more)


def decide(application: Application, agency: str = "CBP") -> Application:
    return services.review_decide(actor=vetting(agency), application_id=application.id, decision="approve")


def test_sending_opens_a_worksheet_at_each_agency_with_every_check(
    application: Application, commit_checks: Any
) -> None:
    for agency in AGENCIES:
        found = worksheet_of(application, agency)
        codes = [check.factor for check in found.checks.all()]
        assert codes == [factor.code for factor in factors_for(agency, "NEXUS")]
        assert found.points == 0 and found.threshold == 4
    commit_checks()


def test_nobody_approves_a_worksheet_nobody_worked_on(application: Application) -> None:
    with pytest.raises(Conflict, match="ENR_VETTING_OPEN"):
        decide(application)
    assert Application.objects.get().status == "submitted"


def test_an_unresolved_factor_blocks_until_two_officers_resolved_it(
    application: Application, sheet: VettingWorksheet, commit_checks: Any
) -> None:
    find_factor(sheet, "CONVICTION")
    clear_checks(sheet)
    with pytest.raises(Conflict, match="ENR_VETTING_UNRESOLVED"):
        decide(application)
    first = vetting()
    given = {"resolution": "OTHER_PERSON", "evidence": "court:2026-119", "text": "Fingerprints differ, says the court."}
    services.check_resolve(actor=first, worksheet_id=sheet.id, factor="CONVICTION", **given)
    with pytest.raises(Conflict, match="ENR_VETTING_UNRESOLVED"):
        decide(application)
    with pytest.raises(Conflict, match="ENR_SECOND_OFFICER"):
        services.resolution_agree(actor=first, worksheet_id=sheet.id, factor="CONVICTION")
    services.resolution_agree(actor=vetting(), worksheet_id=sheet.id, factor="CONVICTION")
    assert decide(application).status == "under_review"
    assert AgencyReview.objects.get(agency="CBP").status == "approved"
    commit_checks()


def test_points_above_the_threshold_block_and_a_waiver_does_not_take_them_away(
    application: Application, sheet: VettingWorksheet
) -> None:
    find_factor(sheet, "CUSTOMS_MINOR")
    find_factor(sheet, "ADDRESS_GAP")
    clear_checks(sheet)
    assert VettingWorksheet.objects.get(pk=sheet.pk).points == 5
    with pytest.raises(Conflict, match="ENR_VETTING_POINTS"):
        decide(application)
    record(sheet, CheckEntry("ADDRESS_GAP", "clear", "interview:2026-7"))
    find_factor(sheet, "PENDING_CHARGE")
    resolve_factor(sheet, "PENDING_CHARGE", "WAIVED")
    with pytest.raises(Conflict, match="ENR_VETTING_POINTS"):
        decide(application)


def test_a_resolution_can_be_refused_and_a_check_taken_up_anew(sheet: VettingWorksheet) -> None:
    find_factor(sheet, "CONVICTION")
    services.check_resolve(
        actor=vetting(), worksheet_id=sheet.id, factor="CONVICTION", resolution="ENDED", evidence="court:2026-1",
        text="The charge was stayed in June.",
    )  # fmt: skip
    services.resolution_refuse(actor=vetting(), worksheet_id=sheet.id, factor="CONVICTION")
    assert VettingCheck.objects.get(worksheet=sheet, factor="CONVICTION").status == "found"
    resolve_factor(sheet, "CONVICTION")
    record(sheet, FOUND)
    again = VettingCheck.objects.get(worksheet=sheet, factor="CONVICTION")
    assert (again.status, again.resolution, again.agreed_by_id) == ("found", "", None)


BAD = [
    (CheckEntry("CONVICTION", "clear"), "CONVICTION.evidence"),
    (CheckEntry("CONVICTION", "clear", "looked it up"), "CONVICTION.evidence"),
    (CheckEntry("CONVICTION", "found", "decision:MD-2026-99999", "Judgment of 2 May 2026."), "CONVICTION.evidence"),
    (CheckEntry("CONVICTION", "found", "court:2026-118", "Yes."), "CONVICTION.text"),
    (CheckEntry("CONVICTION", "not_applicable"), "CONVICTION.text"),
    (CheckEntry("CONVICTION", "waived", "court:1"), "CONVICTION.outcome"),
    (CheckEntry("INSOLVENT", "clear", "bankruptcy:1"), "INSOLVENT"),
]


@pytest.mark.parametrize(("entry", "path"), BAD)
def test_an_entry_without_evidence_or_words_is_refused_and_nothing_is_kept(
    sheet: VettingWorksheet, entry: CheckEntry, path: str
) -> None:
    with pytest.raises(Invalid) as refused:
        record(sheet, CheckEntry("UNTRUE", "clear", "interview:2026-7"), entry)
    assert path in [item.path for item in refused.value.items]
    assert not VettingCheck.objects.exclude(status="open").exists()


def test_an_agency_writes_in_its_own_column_only_and_strangers_find_nothing(sheet: VettingWorksheet) -> None:
    with pytest.raises(NotAllowed, match="ENR_OTHER_AGENCY"):
        record(sheet, FOUND, actor=vetting("CBSA"))
    for who in (
        staff_actor("officer.primary", "CBP"),
        staff_actor("auditor", "CBP"),
        staff_actor("officer.pga", "CFIA"),
    ):
        with pytest.raises(NotFound):
            record(sheet, FOUND, actor=who)
    with pytest.raises(Conflict, match="WORKFLOW_STALE"):
        record(sheet, FOUND, expected_version=7)


def test_the_trail_keeps_evidence_and_never_the_text(sheet: VettingWorksheet) -> None:
    record(sheet, FOUND)
    entry = entries_for(Subject("worksheet", sheet.id)).get(event="enrollment.check.find")
    assert "court:2026-118" in str(entry.body) and "Judgment" not in str(entry.body)


def test_a_denial_takes_two_officers_and_can_be_refused(application: Application, commit_checks: Any) -> None:
    first = vetting()
    services.denial_propose(actor=first, application_id=application.id, reason=a_reason())
    with pytest.raises(Conflict, match="ENR_SECOND_OFFICER"):
        services.denial_confirm(actor=first, application_id=application.id)
    with pytest.raises(Conflict):
        services.denial_confirm(actor=vetting("CBSA"), application_id=application.id)
    with pytest.raises(Conflict, match=r"ENR_WORKSHEET_CLOSED|WORKFLOW_NOT_FROM_HERE"):
        decide(application)
    with pytest.raises(Invalid, match="ENR_WHY"):
        services.denial_refuse(actor=vetting(), application_id=application.id, why="No.")
    services.denial_refuse(actor=vetting(), application_id=application.id, why="The seal was changed by customs.")
    assert not MembershipDecision.objects.exists()
    assert deny(application).status == "denied"
    decision = MembershipDecision.objects.get()
    review = AgencyReview.objects.get(agency="CBP")
    assert decision.decided_by_id == review.reviewer_id != worksheet_of(application).proposed_by_id
    commit_checks()


def test_no_caller_gets_a_letter_past_the_gate(application: Application) -> None:
    from dataclasses import replace

    empty = "You do not meet the program eligibility requirements of the programme."
    reason = replace(a_reason(), text=type(a_reason().text)(empty, a_reason().text.fr))
    with pytest.raises(Invalid, match="ENR_LETTER_BOILERPLATE"):
        services.denial_propose(actor=vetting(), application_id=application.id, reason=reason)
    unknown = replace(a_reason(), evidence="audit_case:PMA-0000")
    with pytest.raises(Invalid, match="ENR_LETTER_EVIDENCE"):
        services.denial_propose(actor=vetting(), application_id=application.id, reason=unknown)


def test_an_overturned_denial_is_vetted_again_on_the_same_worksheet(application: Application) -> None:
    deny(application)
    decision = MembershipDecision.objects.get()
    services.membership_reinstate(
        actor=staff_actor("commission.member", ""), decision_id=decision.id, docket="JC-2026-1"
    )
    assert worksheet_of(application).status == "open"
    assert approve(Application.objects.get()).status == "approved"


def refused(change: Any) -> str:
    with pytest.raises(IntegrityError) as found, transaction.atomic(), in_the_book():
        change()
    return str(found.value)


def test_the_database_refuses_every_way_round_the_worksheet(application: Application, sheet: VettingWorksheet) -> None:
    reviews = AgencyReview.objects.filter(application=application, agency="CBP")
    assert "worksheet is not closed" in refused(lambda: reviews.update(status="approved"))
    sheets = VettingWorksheet.objects.filter(pk=sheet.pk)
    assert "a check is not done" in refused(lambda: sheets.update(status="cleared"))
    find_factor(sheet, "CONVICTION")
    clear_checks(sheet)
    assert "not resolved" in refused(lambda: sheets.update(status="cleared"))
    checks = VettingCheck.objects.filter(worksheet=sheet, factor="CONVICTION")
    assert "check_resolved_by_two" in refused(
        lambda: checks.update(status="resolving") and checks.update(status="resolved")
    )
    assert "never changes" in refused(lambda: checks.update(points=1))
    assert "never changes" in refused(lambda: checks.update(disqualifying=False))
    assert "never change" in refused(lambda: sheets.update(threshold=40))
    assert "never removed" in refused(lambda: checks._raw_delete("default"))
    assert "is not a transition" in refused(lambda: checks.update(status="clear"))
    resolve_factor(sheet, "CONVICTION", "WAIVED")
    assert "above the threshold" in refused(lambda: sheets.update(status="cleared"))
    assert "check_has_evidence" in refused(lambda: checks.update(evidence=""))
    assert "no second officer" in refused(lambda: reviews.update(status="denied", reason={}))
    assert "a second officer confirms" in refused(
        lambda: sheets.update(status="proposed") and sheets.update(status="adverse")
    )


def test_the_database_keeps_what_is_closed(application: Application) -> None:
    approve(application, "CBP")
    sheet = worksheet_of(application)
    checks = VettingCheck.objects.filter(worksheet=sheet, factor="CONVICTION")
    assert "the worksheet is closed" in refused(lambda: checks.update(status="open"))
    assert "the worksheet is closed" in refused(lambda: checks.update(text="Never mind."))
    assert "is not a transition" in refused(lambda: VettingWorksheet.objects.filter(pk=sheet.pk).update(status="open"))
    with pytest.raises(Conflict, match="ENR_WORKSHEET_CLOSED"):
        record(sheet, FOUND)


def test_the_database_refuses_an_approval_without_any_worksheet_or_with_a_near_match(sheet: VettingWorksheet) -> None:
    draft = Application.objects.get()
    assert (
        "no vetting worksheet"
        in refused(
            lambda: AgencyReview(application=make_submitted("FAST_CARRIER"), agency="CBP", status="approved").save()
        )
        or draft
    )
    clear_checks(sheet)
    with in_the_book():
        NearMatch.objects.create(worksheet=sheet, other=draft.identity, why="denied", degree="near", likeness=0.95)
    message = refused(lambda: VettingWorksheet.objects.filter(pk=sheet.pk).update(status="cleared"))
    assert "near match is not judged" in message


def test_the_database_knows_the_same_resolutions_as_the_domain() -> None:
    named = ", ".join(f"'{code}'" for code in KEEPS_POINTS)
    assert f"IN ({named})" in WORKSHEET_FAULT[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT enrollment_worksheet_fault(gen_random_uuid())")
        assert cursor.fetchone()[0] == "there is no vetting worksheet"
