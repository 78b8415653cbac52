"""Remedies as structured acts, carried out by the services they concern (4.12, R-85, R-86, R-89, acceptance 5)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from appeals.domain.remedies import Order
from appeals.models import Case, ChangeRequest, Remedy, Ruling
from appeals.services import case_file, change_close, change_refuse, ruling_issue
from clearance.models import DoNotMatch, Score, ThreatProfile, Trip
from clearance.selectors.history import history_of
from clearance.services import booth_refer, inspection_complete, profile_activate, profile_propose, trip_score
from clearance.services.findings import NOTHING
from enrollment.models import Membership, MembershipDecision, SanctionEntry
from enrollment.services import sanction_apply
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.appeals import (
    GROUNDS,
    RULING,
    Commission,
    make_case,
    make_commission,
    make_dispute,
    seat,
    vote,
)
from tests.factories.clearance import make_carrier
from tests.factories.enrollment import a_reason, make_membership, vetting
from tests.factories.lookouts import driven_by, make_lookout
from tests.factories.officer import (
    fresh,
    make_inspected,
    make_profile,
    make_scored,
    primary,
    secondary,
    signed,
    simulated,
    targeting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
PANEL = ("ca1", "us1", "us2")
APART = Order("do_not_match", {"grounds": "Photograph and date of birth are those of another man."})
WORDS = {
    "words_en": "Weigh a change of driver on the day less for small carriers.",
    "words_fr": "Accorder moins de poids au changement de conducteur des petits transporteurs.",
}
REFUSAL = Text(
    "The rule found two loads with false papers last month; a version without it misses both of them.",
    "La règle a révélé deux chargements aux faux documents le mois dernier; sans elle, les deux échappent.",
)


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def granted(case: Case, commission: Commission, *orders: Order, choice: str = "grant") -> Ruling:
    case = seat(Case.objects.get(pk=case.pk), commission, PANEL)
    vote(case, commission, {"ca1": choice, "us1": choice})
    return ruled(case, commission, *orders)


def ruled(case: Case, commission: Commission, *orders: Order) -> Ruling:
    version = Case.objects.get(pk=case.pk).row_version
    return ruling_issue(
        actor=commission.actor("ca1"), case_id=case.id, reasons=RULING, expected_version=version, orders=orders
    )


def results(ruling: Ruling) -> dict[str, Any]:
    return {row.act: row.result for row in Remedy.objects.filter(ruling=ruling)}


def referred_by_lookout(carrier: Any) -> Any:
    """A driver filed like the person of a look-out, sent to secondary by it and inspected there without a finding."""
    trip = driven_by(carrier=carrier)
    trip_score(trip_id=trip.id, version=1)
    trip = fresh(trip)
    assert trip.lane == "SECONDARY"
    referral = booth_refer(
        actor=primary("CBP" if trip.direction == "SB" else "CBSA"),
        trip_id=trip.id,
        cause="G5",
        note="",
        expected_version=trip.row_version,
    )
    return inspection_complete(
        actor=secondary("CBP" if trip.direction == "SB" else "CBSA"),
        inspection_id=referral.inspection.id,
        result="clean",
        found=NOTHING,
        checks=["identity"],
        summary="",
        expected_version=referral.inspection.row_version,
    )


def scored(trip: Trip) -> str:
    trip_score(trip_id=trip.id, version=1)
    return str(fresh(trip).lane)


def test_acceptance_5_after_an_upheld_misidentification_the_driver_is_not_referred_by_the_same_match(
    commission: Commission, commit_checks: Any
) -> None:
    """R-89: the same input no longer refers; somebody else of the same look-out still does, and so do other look-outs."""
    make_profile()
    make_lookout()
    carrier = make_carrier()
    inspection = referred_by_lookout(carrier)
    assert scored(driven_by(carrier=carrier)) == "SECONDARY"
    case = case_file(
        actor=member_actor(carrier), subject=Subject("inspection", inspection.id), grounds=GROUNDS, language="en"
    )
    correct = Order("correct_record", WORDS)
    ruling = granted(case, commission, correct, APART)
    assert results(ruling)["do_not_match"] == {"told_apart": 1}
    marker = DoNotMatch.objects.filter(reference=case.docket)
    assert {row.source for row in marker} == {"commission"}
    assert scored(driven_by(carrier=carrier)) != "SECONDARY"
    make_lookout(purpose="Another matter altogether")
    assert scored(driven_by(carrier=carrier)) == "SECONDARY"
    commit_checks()


def test_without_the_ruling_the_match_still_refers(commission: Commission) -> None:
    make_profile()
    make_lookout()
    carrier = make_carrier()
    inspection = referred_by_lookout(carrier)
    case = case_file(
        actor=member_actor(carrier), subject=Subject("inspection", inspection.id), grounds=GROUNDS, language="en"
    )
    granted(case, commission, choice="dismiss")
    assert not Remedy.objects.exists()
    assert scored(driven_by(carrier=carrier)) == "SECONDARY"


def test_r86_a_corrected_inspection_counts_against_the_carrier_no_more(commission: Commission) -> None:
    make_profile()
    carrier = make_carrier()
    inspection = make_inspected("finding", trip=make_scored(carrier=carrier))
    later = driven_by(carrier=carrier)
    assert (history_of(later).findings, history_of(later).security_findings) == (1, 1)
    case = case_file(
        actor=member_actor(carrier), subject=Subject("inspection", inspection.id), grounds=GROUNDS, language="en"
    )
    ruling = granted(case, commission, Order("correct_record", WORDS))
    assert results(ruling)["correct_record"] == {"trip": str(inspection.trip_id)}
    assert (history_of(later).findings, history_of(later).security_findings) == (0, 0)


def test_a_granted_demotion_gives_tier_and_points_back_from_a_day(commission: Commission) -> None:
    organisation = make_organisation("carrier")
    membership = make_membership(organisation=organisation, tier="T2")
    sanction_apply(
        actor=vetting(),
        membership_id=membership.id,
        infraction="UNDECLARED",
        harm="serious",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    decision = MembershipDecision.objects.get(membership=membership)
    owner = member_actor(organisation)
    case = case_file(actor=owner, decision_id=decision.id, grounds=GROUNDS, language="en")
    assert case.kind == "demotion"
    day = (case.filed_at - timedelta(days=400)).date()
    ruling = granted(case, commission, Order("restore_tier", {"from_date": day.isoformat()}))
    assert list(results(ruling)) == ["expunge_points", "restore_tier"]
    assert results(ruling)["expunge_points"]["points"] == SanctionEntry.objects.get().points
    assert SanctionEntry.objects.get().voided_at is not None
    found = Membership.objects.get(pk=membership.pk)
    assert (found.tier, found.tier_since.date()) == ("T2", day)


def test_points_without_a_decision_are_expunged(commission: Commission, commit_checks: Any) -> None:
    organisation = make_organisation("carrier")
    membership = make_membership(organisation=organisation, tier="T2")
    sanction_apply(
        actor=vetting(),
        membership_id=membership.id,
        infraction="CLERICAL",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    entry = SanctionEntry.objects.get()
    case = case_file(
        actor=member_actor(organisation), subject=Subject("sanction", entry.id), grounds=GROUNDS, language="en"
    )
    ruling = granted(case, commission)
    assert results(ruling) == {"expunge_points": {"points": entry.points}}
    entry.refresh_from_db()
    assert entry.voided_at is not None
    commit_checks()


def test_orders_the_ground_does_not_allow_or_that_say_too_little_undo_the_ruling(commission: Commission) -> None:
    dispute = make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    for order, path in (
        (Order("refund"), "acts"),
        (Order("recommend_change", {**WORDS, "rule": ""}), "rule"),
        (Order("recommend_change", {**WORDS, "rule": "NL-S01", "words_fr": "non"}), "words_fr"),
    ):
        with pytest.raises(Invalid) as refusal:
            ruled(case, commission, order)
        assert path in {item.path for item in refusal.value.items}
    with pytest.raises(Invalid):
        ruled(case, commission, Order("recommend_change", {**WORDS, "rule": "NO-SUCH"}))
    assert not Ruling.objects.exists()
    assert Case.objects.get().status == "with_panel"


def test_a_dismissed_appeal_orders_nothing(commission: Commission) -> None:
    with pytest.raises(Invalid) as refusal:
        granted(make_case(), commission, Order("recommend_change", {**WORDS, "rule": "NL-S01"}), choice="dismiss")
    assert [item.path for item in refusal.value.items] == ["acts"]


def test_what_was_carried_out_is_never_changed(commission: Commission) -> None:
    granted(make_case(), commission)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Remedy.objects.update(result={})


# --- recommended changes ------------------------------------------------------------------------------------
def recommended(commission: Commission) -> tuple[ThreatProfile, ChangeRequest]:
    profile = make_profile()
    carrier = make_carrier()
    score = Score.objects.get(trip=make_scored(carrier=carrier))
    case = case_file(actor=member_actor(carrier), subject=Subject("score", score.id), grounds=GROUNDS, language="en")
    granted(case, commission, Order("recommend_change", {**WORDS, "rule": "NL-S01"}))
    return profile, ChangeRequest.objects.get()


def next_version(profile: ThreatProfile, *, changed: bool) -> None:
    document = json.loads(json.dumps(profile.document))
    rules = document["rules"]
    place = next(number for number, rule in enumerate(rules) if (rule["id"] == "NL-S01") is changed)
    rules[place]["points"] += 1 if rules[place]["points"] in range(1, 100) or rules[place]["points"] < -1 else -1
    new = signed(simulated(profile_propose(actor=targeting("CBP"), document=document)), "CBP", "CBSA")
    profile_activate(actor=targeting("CBSA"), profile_id=new.id, expected_version=new.row_version)


def test_a_recommended_change_is_closed_only_by_a_version_that_changes_the_rule(
    commission: Commission, commit_checks: Any
) -> None:
    profile, request = recommended(commission)
    assert (request.rule, request.version, request.status) == ("NL-S01", profile.number, "open")
    assert request.due_at - request.opened_at == timedelta(days=90)
    officer = targeting()
    with pytest.raises(Conflict):
        change_close(actor=officer, request_id=request.id, expected_version=1)
    next_version(profile, changed=False)
    with pytest.raises(Conflict):
        change_close(actor=officer, request_id=request.id, expected_version=1)
    next_version(ThreatProfile.objects.get(status="active"), changed=True)
    with pytest.raises(NotAllowed):
        change_close(actor=commission.actor("ca1"), request_id=request.id, expected_version=1)
    closed = change_close(actor=officer, request_id=request.id, expected_version=1)
    assert (closed.status, closed.new_version) == ("changed", profile.number + 2)
    commit_checks()


def test_or_by_a_reasoned_refusal_in_both_languages(commission: Commission) -> None:
    _, request = recommended(commission)
    with pytest.raises(Invalid) as thin:
        change_refuse(actor=targeting(), request_id=request.id, reasons=Text(REFUSAL.en, "non"), expected_version=1)
    assert [item.path for item in thin.value.items] == ["reasons_fr"]
    with pytest.raises(NotFound):
        change_refuse(actor=staff_actor("auditor"), request_id=request.id, reasons=REFUSAL, expected_version=1)
    refused = change_refuse(actor=targeting(), request_id=request.id, reasons=REFUSAL, expected_version=1)
    assert (refused.status, refused.refusal) == ("refused", REFUSAL.as_dict())
    with pytest.raises(Conflict):
        change_close(actor=targeting(), request_id=request.id, expected_version=2)


def test_the_database_closes_no_request_without_version_or_refusal(commission: Commission) -> None:
    _, request = recommended(commission)
    for status in ("changed", "refused"):
        with pytest.raises(DatabaseError), transaction.atomic():
            ChangeRequest.objects.filter(pk=request.pk).update(status=status)
