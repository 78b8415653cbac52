"""A facility visit: its team, marks sent once, conflicts, two keys by service and by SQL, the member's answer (R-63)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from audit.compliance.domain.facility_checklist import POINTS, VisitReport
from audit.compliance.models import (
    AuditCase,
    FacilityVisit,
    Finding,
    PointFinding,
    PointMark,
    PointPhoto,
    VisitAnswer,
    VisitKey,
    VisitSeat,
)
from audit.compliance.selectors.facilities import facility_visit_get, facility_visit_list, points_of
from audit.compliance.selectors.findings import finding_roots
from audit.compliance.services import (
    audit_open_for_visit,
    mark_receive,
    team_join,
    visit_answer,
    visit_begin,
    visit_end,
    visit_finish,
    visit_give,
    visit_join,
    visit_plan,
    visit_reopen,
    visit_sign,
    visit_silence,
)
from clearance.models import SiteAccreditation
from enrollment.models import Membership, MovementTally, SanctionEntry
from portal.accounts.models import Organisation
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from tests.factories.accounts import make_organisation, make_staff, member_actor, staff_actor
from tests.factories.audits import issued
from tests.factories.trail import in_the_book
from tests.factories.visits import FIX, SEEN, SUMMARY, Visitors, a_photo, drawn_visit, sent

pytestmark = pytest.mark.django_db
POINT = "site_perimeter"


def owner_of(visit: FacilityVisit) -> Organisation:
    return Organisation.objects.get(pk=visit.organisation_id)


def test_r63_nobody_goes_alone_and_each_agency_has_one_place(commit_checks: Any) -> None:
    visit = drawn_visit()
    first = staff_actor("auditor", "CBP")
    visit_join(actor=first, visit_id=visit.id)
    with pytest.raises(Conflict):
        visit_plan(actor=first, visit_id=visit.id, planned_on=clock.now().date(), expected_version=1)
    with pytest.raises(Conflict):
        visit_join(actor=staff_actor("auditor", "CBP"), visit_id=visit.id)
    visit_join(actor=staff_actor("auditor", "CBSA"), visit_id=visit.id)
    for wrong in (-1, 40):
        with pytest.raises(Invalid):
            visit_plan(
                actor=first,
                visit_id=visit.id,
                planned_on=clock.now().date() + timedelta(days=wrong),
                expected_version=1,
            )
    planned = visit_plan(actor=first, visit_id=visit.id, planned_on=clock.now().date(), expected_version=1)
    assert planned.status == "planned"
    commit_checks()


@pytest.mark.parametrize(("role", "agency"), [("officer.supervisor", "CBP"), ("officer.pga", "FDA")])
def test_r63_only_auditors_of_the_border_agencies_sit_on_it(role: str, agency: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        visit_join(actor=staff_actor(role, agency), visit_id=drawn_visit().id)


def drafted_by(visit: FacilityVisit, person: Any) -> None:
    with in_the_book():
        SiteAccreditation.objects.filter(site_id=visit.site_id).update(author_id=person)


def test_r63_who_had_a_hand_in_the_accreditation_does_not_sit_on_the_team() -> None:
    visit = drawn_visit()
    author = make_staff("auditor", "CBSA")
    drafted_by(visit, author.id)
    signer = SiteAccreditation.objects.get(site_id=visit.site_id).signatures.get(agency="CBSA").officer
    with pytest.raises(NotAllowed):
        visit_join(actor=actor_for_user(author, mfa=True), visit_id=visit.id)
    boss = staff_actor("officer.supervisor", "CBSA")
    for barred in (author.id, signer.id):
        with pytest.raises(Invalid):
            visit_give(actor=boss, visit_id=visit.id, auditor_id=barred)
    first, second = make_staff("auditor", "CBSA"), make_staff("auditor", "CBSA")
    visit_give(actor=boss, visit_id=visit.id, auditor_id=first.id)
    given = visit_give(actor=boss, visit_id=visit.id, auditor_id=second.id)
    assert (given.team_agencies, given.team_ids) == ({"CBSA"}, {second.id})


def test_r63_who_had_a_hand_in_the_accreditation_neither_begins_nor_signs() -> None:
    visitors = Visitors().planned()
    drafted_by(visitors.visit, visitors.cbp.person)
    with pytest.raises(NotAllowed):
        visit_begin(actor=visitors.cbp, visit_id=visitors.id)
    drafted_by(visitors.visit, None)
    visitors.on_site_now().finished()
    drafted_by(visitors.visit, visitors.cbp.person)
    with pytest.raises(NotAllowed):
        visit_sign(actor=visitors.cbp, visit_id=visitors.id, expected_version=visitors.version)


def test_r63_a_mark_arrives_once_however_often_it_is_sent_and_begins_a_planned_visit(commit_checks: Any) -> None:
    visitors = Visitors().planned()
    ticket = sent(POINT)
    first = visitors.mark(POINT, sent=ticket)
    assert (visitors.visit.status, first.outcome) == ("on_site", "applied")
    assert visitors.mark(POINT, "not_conform", SEEN, sent=ticket).id == first.id
    assert PointMark.objects.count() == 1
    picture = sent(POINT)
    photo = visitors.photo(POINT, sent=picture)
    assert visitors.photo(POINT, sent=picture, raw=a_photo("red")).id == photo.id
    assert PointPhoto.objects.count() == 1
    commit_checks()


def test_r63_two_phones_that_disagree_are_a_conflict_and_both_are_kept() -> None:
    visitors = Visitors().on_site()
    visitors.mark(POINT)
    other = visitors.mark(POINT, "not_conform", SEEN, actor=visitors.cbsa, seen=None)
    assert other.outcome == "conflict"
    point = points_of(visitors.visit)[POINT]
    assert point.current is not None
    assert (point.current.mark, [each.note for each in point.conflicts]) == ("conform", [SEEN])
    for code in list(POINTS)[1:]:
        visitors.mark(code)
    with pytest.raises(Invalid) as refused:
        visit_finish(
            actor=visitors.cbp, visit_id=visitors.id, report=VisitReport(SUMMARY, {}), expected_version=visitors.version
        )
    assert [item.code for item in refused.value.items] == ["CMP_POINT_CONFLICT"]
    visitors.mark(POINT, "not_conform", SEEN, actor=visitors.cbsa)
    assert points_of(visitors.visit)[POINT].conflicts == []


@pytest.mark.parametrize(
    "wrong", [{"mark": "perhaps"}, {"sent": sent("elsewhere")}, {"note": "x" * 501}], ids=["mark", "point", "note"]
)
def test_r63_what_is_no_mark_is_refused(wrong: dict[str, Any]) -> None:
    visitors = Visitors().on_site()
    given = {"sent": sent(POINT), "mark": "conform", **wrong}
    with pytest.raises(Invalid):
        mark_receive(actor=visitors.cbp, visit_id=visitors.id, **given)


def test_r63_a_photo_is_told_by_its_content() -> None:
    visitors = Visitors().on_site()
    for raw in (b"", b"<svg/>", b"\xff\xd8 no picture"):
        with pytest.raises(Invalid):
            visitors.photo(POINT, raw=raw)


def test_r63_only_the_team_marks_and_only_on_site() -> None:
    visitors = Visitors()
    with pytest.raises(Conflict):
        visitors.mark(POINT)
    visitors.on_site()
    with pytest.raises(Conflict):
        visitors.mark(POINT, actor=staff_actor("auditor", "CBP"))
    visitors.finished()
    with pytest.raises(Conflict):
        visitors.mark(POINT, seen=uuid4())
    reopened = visit_reopen(actor=visitors.cbp, visit_id=visitors.id, expected_version=visitors.version)
    assert (reopened.status, reopened.digest) == ("on_site", "")


def test_r63_r77_both_sign_the_same_report_and_its_findings_stand(commit_checks: Any) -> None:
    visitors = Visitors().finished(POINT)
    signed = visit_sign(actor=visitors.cbp, visit_id=visitors.id, expected_version=visitors.version)
    assert (signed.status, PointFinding.objects.count()) == ("signed_cbp", 0)
    with pytest.raises(Conflict):
        visit_sign(actor=visitors.cbp, visit_id=visitors.id, expected_version=visitors.version)
    signed = visit_sign(actor=visitors.cbsa, visit_id=visitors.id, expected_version=visitors.version)
    finding = PointFinding.objects.get()
    assert (signed.status, finding.point, finding.text, finding.fix) == ("signed", POINT, SEEN, FIX)
    assert finding.digest == signed.digest
    assert finding.fix_by > clock.now().date()
    assert MovementTally.objects.get(membership__organisation_id=signed.organisation_id).site_visits == 0
    assert OutboxTask.objects.filter(task="compliance.visit_answer_due", subject_id=signed.id).count() == 1
    commit_checks()


def test_r63_a_clean_visit_counts_for_the_members_tier() -> None:
    visitors = Visitors().signed()
    assert MovementTally.objects.get(membership__organisation_id=visitors.visit.organisation_id).site_visits == 1
    assert not PointFinding.objects.exists()


def test_r63_a_point_nobody_saw_is_not_clean() -> None:
    visitors = Visitors().marked()
    visitors.mark("site_bay", "not_seen", "The bay was locked and nobody had the key.")
    report = VisitReport(SUMMARY, {})
    visit_finish(actor=visitors.cbp, visit_id=visitors.id, report=report, expected_version=visitors.version)
    visitors.signed()
    tally = MovementTally.objects.get(membership__organisation_id=visitors.visit.organisation_id)
    assert (tally.site_visits, PointFinding.objects.count()) == (0, 0)


def test_r63_the_database_takes_no_visit_and_no_finding_under_one_key(commit_checks: Any) -> None:
    visitors = Visitors().finished(POINT)
    visit_sign(actor=visitors.cbp, visit_id=visitors.id, expected_version=visitors.version)
    digest = visitors.visit.digest
    with pytest.raises(Error, match="both agencies"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_facility_visit SET status = 'signed' WHERE id = %s", [visitors.id])
    facts = {"point": POINT, "text": "x", "fix": "y", "fix_by": clock.now().date(), "digest": digest}
    with pytest.raises(Error, match="both agencies"), transaction.atomic():
        PointFinding.objects.create(visit=visitors.visit, **facts)
    outsider = make_staff("auditor", "CBSA")
    VisitKey.objects.create(visit=visitors.visit, agency="CBSA", officer=outsider, signed_as="x", digest=digest)
    with pytest.raises(Error, match="both agencies"), transaction.atomic():
        PointFinding.objects.create(visit=visitors.visit, **facts)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compliance_facility_visit SET report = '{}'",
        "UPDATE compliance_facility_visit SET digest = repeat('0', 64)",
        "UPDATE compliance_facility_visit SET status = 'drawn'",
        "UPDATE compliance_visit_mark SET mark = 'conform'",
        "DELETE FROM compliance_visit_mark",
        "DELETE FROM compliance_visit_photo",
        "UPDATE compliance_visit_key SET digest = repeat('0', 64)",
        "DELETE FROM compliance_visit_finding",
    ],
)
def test_r63_the_database_keeps_what_was_signed(change: str) -> None:
    visitors = Visitors().on_site()
    visitors.photo(POINT)
    visitors.finished(POINT).signed()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_r63_marks_do_not_get_past_the_service() -> None:
    visitors = Visitors().on_site()
    row = {
        "client_id": uuid4(),
        "point": POINT,
        "mark": "conform",
        "outcome": "applied",
        "device_at": clock.now(),
        "officer_as": "x",
        "agency": "CBP",
    }
    with pytest.raises(Error, match="team"), transaction.atomic():
        PointMark.objects.create(visit=visitors.visit, officer=make_staff("auditor", "CBP"), **row)
    visitors.finished()
    with pytest.raises(Error, match="on site"), transaction.atomic():
        PointMark.objects.create(visit=visitors.visit, officer_id=visitors.cbp.person, **row)
    with pytest.raises(Error), transaction.atomic():
        VisitSeat.objects.create(
            visit=visitors.visit, agency="CBP", auditor=make_staff("auditor", "CBP"), auditor_as="x", given_by="x"
        )


def test_r63_the_member_sees_nothing_until_both_signed_then_answers_once() -> None:
    visitors = Visitors().on_site()
    member = member_actor(owner_of(visitors.visit))
    assert not facility_visit_list(actor=member).exists()
    visitors.finished(POINT)
    with pytest.raises(NotFound):
        facility_visit_get(actor=member, visit_id=visitors.id)
    visitors.signed()
    assert facility_visit_get(actor=member, visit_id=visitors.id).status == "signed"
    words = "The fence was closed the same afternoon; here is what we did."
    with pytest.raises(Invalid):
        visit_answer(actor=member, visit_id=visitors.id, text="no", expected_version=visitors.version)
    with pytest.raises(NotFound):
        stranger = member_actor(make_organisation("carrier"))
        visit_answer(actor=stranger, visit_id=visitors.id, text=words, expected_version=visitors.version)
    answered = visit_answer(actor=member, visit_id=visitors.id, text=words, expected_version=visitors.version)
    assert (answered.status, VisitAnswer.objects.get().text) == ("answered", words)
    with pytest.raises(Conflict):
        visit_answer(actor=member, visit_id=visitors.id, text=words, expected_version=visitors.version)


def test_r63_silence_is_noted_when_the_fifteen_days_are_over() -> None:
    visitors = Visitors().signed()
    assert not visit_silence(visit_id=visitors.id)
    with clock.frozen(clock.now() + timedelta(days=16)):
        member = member_actor(owner_of(visitors.visit))
        with pytest.raises(Conflict):
            visit_answer(
                actor=member,
                visit_id=visitors.id,
                text="We come too late with this.",
                expected_version=visitors.version,
            )
        assert visit_silence(visit_id=visitors.id)
    assert visitors.visit.status == "unanswered"


def test_r63_a_visit_that_was_not_made_says_why() -> None:
    visitors = Visitors().planned()
    boss = staff_actor("officer.supervisor", "CBP")
    known: dict[str, Any] = {"visit_id": visitors.id, "expected_version": visitors.version}
    with pytest.raises(Invalid):
        visit_end(actor=visitors.cbp, action="no_access", why="shut", **known)
    with pytest.raises(NotAllowed):
        visit_end(actor=boss, action="no_access", why="The gate stayed closed for an hour.", **known)
    with pytest.raises(NotAllowed):
        visit_end(actor=visitors.cbp, action="miss", why="The bridge was closed all day long.", **known)
    ended = visit_end(actor=visitors.cbp, action="no_access", why="The gate stayed closed for an hour.", **known)
    assert ended.status == "no_access"
    member = member_actor(owner_of(visitors.visit))
    assert facility_visit_get(actor=member, visit_id=visitors.id).ended_why


def test_r63_a_visit_begun_on_an_old_page_is_refused() -> None:
    visitors = Visitors().planned()
    with pytest.raises(Conflict):
        visit_begin(actor=visitors.cbp, visit_id=visitors.id, expected_version=1)
    assert Membership.objects.exists()


def test_r63_a_finding_reaches_the_matrix_only_through_an_audit_of_both(commit_checks: Any) -> None:
    """The visit changes no tier; its audit has a team, the member heard and two keys like every other."""
    visitors = Visitors().on_site()
    visitors.photo(POINT)
    visitors.finished(POINT)
    with pytest.raises(Conflict):
        audit_open_for_visit(actor=visitors.cbp, visit_id=visitors.id)
    visitors.signed()
    for wrong in (staff_actor("auditor", "CBP"), staff_actor("officer.supervisor", "CBP")):
        with pytest.raises(NotAllowed):
            audit_open_for_visit(actor=wrong, visit_id=visitors.id)
    case = audit_open_for_visit(actor=visitors.cbp, visit_id=visitors.id)
    assert audit_open_for_visit(actor=visitors.cbsa, visit_id=visitors.id) == case
    assert (case.source, case.trip_id, case.trip_number) == ("visit", None, visitors.visit.number)
    assert [each["kind"] for each in case.bundle["references"]] == ["visit", "photo"]
    assert not SanctionEntry.objects.exists()
    team = issued(case, infraction="SECURITY_GAP", harm="minor")
    finding = Finding.objects.get(case=team.case)
    assert (finding.infraction, SanctionEntry.objects.get().infraction) == ("SECURITY_GAP", "SECURITY_GAP")
    assert finding.sanction["step"] != "none"
    assert finding_roots(finding.id) == [("audit_case", case.id), ("facility_visit", visitors.id)]
    commit_checks()


def test_r63_who_had_a_hand_in_the_accreditation_does_not_audit_the_visit() -> None:
    visitors = Visitors().signed(POINT)
    case = audit_open_for_visit(actor=visitors.cbp, visit_id=visitors.id)
    author = make_staff("auditor", "CBP")
    drafted_by(visitors.visit, author.id)
    with pytest.raises(NotAllowed):
        team_join(actor=actor_for_user(author, mfa=True), case_id=case.id)


def test_r63_the_database_takes_no_audit_of_a_visit_with_a_trip() -> None:
    visitors = Visitors().signed(POINT)
    case = audit_open_for_visit(actor=visitors.cbp, visit_id=visitors.id)
    with pytest.raises(Error), transaction.atomic():
        AuditCase.objects.filter(pk=case.pk).update(trip_id=uuid4())
