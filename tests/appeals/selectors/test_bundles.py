"""The record of each thing that can be appealed: whole, with digests, and nothing restricted in it (R-82, R-85, R-86)."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from appeals.models import Case
from appeals.selectors import bundle_for, case_get
from appeals.services import camera_open, case_file
from audit.trail.domain.canonical import canonical
from audit.trail.selectors import entries_for
from clearance.models import Score
from clearance.services import inspection_complete
from clearance.services.inspection_record import Entry, inspection_enter
from enrollment.models import SanctionEntry
from enrollment.services import sanction_apply
from portal.core.domain.errors import Conflict, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.appeals import GROUNDS, make_commission, make_dispute, seat
from tests.factories.clearance import make_carrier
from tests.factories.enrollment import a_reason, make_membership, make_sent, person_actor, vetting
from tests.factories.officer import (
    FOUND,
    make_filed,
    make_photo,
    make_profile,
    make_referred,
    make_scored,
    secondary,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
SECRET = "Informant of the port names the second axle"


def inspected(carrier: Any) -> Any:
    make_profile()
    inspection = make_referred(trip=make_scored(carrier=carrier)).inspection
    notes = (
        Entry("note", text="Pallets unloaded and loaded again"),
        Entry("note", text=SECRET, restricted_reason="Source"),
    )
    for entry in notes:
        inspection_enter(actor=secondary(), inspection_id=inspection.id, entry=entry)
    make_photo(inspection)
    inspection.refresh_from_db()
    return inspection_complete(
        actor=secondary(),
        inspection_id=inspection.id,
        result="finding",
        found=FOUND,
        checks=["seal", "documents"],
        summary="",
        expected_version=inspection.row_version,
    )


def test_every_part_of_a_record_has_its_digest() -> None:
    dispute = make_dispute()
    record = bundle_for(actor=dispute.member, subject=Subject("decision", dispute.decision.id)).record
    for name, digest in record["digests"].items():
        assert hashlib.sha256(canonical(record[name]).encode()).hexdigest() == digest
    assert {"decision", "reason", "evidence", "rule_versions", "roots"} <= set(record["digests"])


def test_r86_a_single_inspection_is_appealed_with_cause_minutes_and_notes_by_class(commit_checks: Any) -> None:
    carrier = make_carrier()
    inspection = inspected(carrier)
    owner = member_actor(carrier)
    subject = Subject("inspection", inspection.id)
    case = case_file(actor=owner, subject=subject, grounds=GROUNDS, language="fr")
    assert (case.kind, case.agency, case.stayed) == ("inspection", "CBP", False)
    assert case.due_at - case.told_at == timedelta(days=90)
    about = case.record["about"]
    assert about["cause"]["en"] == "Seal broken or not the one filed"
    assert about["inspections_30_days"] == 1
    classes = [(note["kind"], note["class"]) for note in case.record["notes"]]
    assert ("note", "open") in classes and ("note", "restricted") in classes
    assert SECRET not in canonical(case.record)
    assert {str(inspection.officer_id), str(inspection.referral.officer_id)} <= set(case.touched)
    assert [proof["kind"] for proof in case.record["evidence"]] == ["inspection", "photo"]
    with pytest.raises(Conflict):
        case_file(actor=owner, subject=subject, grounds=GROUNDS, language="fr")
    commit_checks()


def test_r85_what_the_profile_contributed_is_appealed_by_its_gist_and_the_panel_reads_all_in_camera() -> None:
    carrier = make_carrier()
    inspection = inspected(carrier)
    score = Score.objects.get(trip=inspection.trip)
    case = case_file(actor=member_actor(carrier), subject=Subject("score", score.id), grounds=GROUNDS, language="en")
    assert case.kind == "profile"
    assert '"points"' not in canonical(case.record)
    commission = make_commission()
    with pytest.raises(NotAllowed):
        camera_open(actor=commission.actor("registrar"), case_id=case.id)
    case = seat(case, commission, ("ca1", "us1", "us2"))
    with pytest.raises(NotFound):
        camera_open(actor=commission.actor("ca2"), case_id=case.id)
    _, content = camera_open(actor=commission.actor("ca1"), case_id=case.id)
    assert content["contributions"] == score.contributions
    assert [entry.event for entry in entries_for(Subject("appeal", case.id))][-1] == "appeals.camera.opened"


def test_the_panel_of_an_inspection_reads_the_restricted_note() -> None:
    carrier = make_carrier()
    inspection = inspected(carrier)
    case = case_file(
        actor=member_actor(carrier), subject=Subject("inspection", inspection.id), grounds=GROUNDS, language="en"
    )
    commission = make_commission()
    case = seat(case, commission, ("ca1", "us1", "us2"))
    _, content = camera_open(actor=commission.actor("us1"), case_id=case.id)
    assert SECRET in {note["text"] for note in content["notes"]}


def test_points_that_no_decision_carries_are_appealed_as_a_penalty() -> None:
    organisation = make_organisation("carrier")
    membership = make_membership(organisation=organisation, tier="T2")
    officer = vetting()
    sanction_apply(
        actor=officer,
        membership_id=membership.id,
        infraction="CLERICAL",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    entry = SanctionEntry.objects.get()
    owner = member_actor(organisation)
    case = case_file(actor=owner, subject=Subject("sanction", entry.id), grounds=GROUNDS, language="en")
    assert (case.kind, case.record["about"]["points"]) == ("penalty", entry.points)
    assert str(officer.person) in case.touched


def test_a_fee_is_appealed_from_its_invoice() -> None:
    owner = person_actor()
    application = make_sent("FAST_DRIVER", owner)
    invoice = application.invoice
    case = case_file(actor=owner, subject=Subject("invoice", invoice.id), grounds=GROUNDS, language="en")
    assert (case.kind, case.record["about"]["number"]) == ("fee", invoice.number)
    assert case.user_id == owner.user_id


@pytest.mark.parametrize("kind", ["decision", "inspection", "score", "invoice", "sanction", "membership"])
def test_a_strangers_thing_and_a_missing_one_look_alike_and_staff_file_nothing(kind: str) -> None:
    carrier = make_carrier()
    stranger = member_actor(make_organisation("carrier"))
    ids: dict[str, Any] = {"decision": make_dispute().decision.id}
    if kind in {"inspection", "score"}:
        inspection = inspected(carrier)
        ids |= {"inspection": inspection.id, "score": Score.objects.get(trip=inspection.trip).id}
    for subject in (Subject(kind, ids.get(kind, uuid7())), Subject(kind, uuid7())):
        for actor in (stranger, staff_actor("officer.supervisor", "CBP")):
            with pytest.raises(NotFound):
                bundle_for(actor=actor, subject=subject)


def test_an_inspection_that_goes_on_cannot_be_appealed_yet() -> None:
    carrier = make_carrier()
    make_profile()
    inspection = make_referred(trip=make_filed(carrier)).inspection
    with pytest.raises(NotFound):
        bundle_for(actor=member_actor(carrier), subject=Subject("inspection", inspection.id))
    assert not Case.objects.exists()


def test_what_both_agencies_answer_for_is_before_supervisors_of_both_and_no_other() -> None:
    owner = person_actor()
    invoice = make_sent("FAST_DRIVER", owner).invoice
    case = case_file(actor=owner, subject=Subject("invoice", invoice.id), grounds=GROUNDS, language="en")
    for agency in ("CBP", "CBSA"):
        assert case_get(actor=staff_actor("officer.supervisor", agency), case_id=case.id) == case
    with pytest.raises(NotFound):
        case_get(actor=staff_actor("officer.supervisor", "FDA"), case_id=case.id)
