"""One agency's approval satisfies the other under a signed record, and never otherwise (R-04)."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.domain.joint import joint_outcome
from enrollment.domain.vetting.judging import CheckFacts
from enrollment.domain.vetting.mutual import Side, recognisable
from enrollment.domain.vetting.standard import first_document
from enrollment.models import AgencyReview, Application, Membership, MutualRecognition
from enrollment.selectors import mutual_in_force, standard_in_force
from enrollment.services.agreements import MUTUALS, STANDARDS
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import (
    approve,
    deny,
    find_factor,
    make_mutual,
    make_submitted,
    supervisor,
    vetting,
    worksheet_of,
)
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


def reviews() -> dict[str, AgencyReview]:
    return {row.agency: row for row in AgencyReview.objects.all()}


def test_approving_in_canada_gives_recognised_status_in_the_us_with_a_reference(commit_checks: Any) -> None:
    record = make_mutual("NEXUS", "CBSA")
    application = approve(make_submitted("NEXUS"), "CBSA")
    found = reviews()
    assert application.status == "approved" and Membership.objects.get().status == "active"
    assert (found["CBSA"].status, found["CBP"].status) == ("approved", "recognised")
    assert (found["CBP"].recognised_from_id, found["CBP"].recognition_id) == (found["CBSA"].id, record.id)
    assert worksheet_of(application, "CBP").status == "set_aside"
    [entry] = entries_for(Subject("application", application.id)).filter(event="enrollment.review.recognised")
    assert record.label in str(entry.body) and "CBSA" in str(entry.body)
    commit_checks()


def test_silence_is_no_yes_without_a_record_and_the_record_has_one_direction() -> None:
    make_mutual("NEXUS", "CBSA")
    assert approve(make_submitted("NEXUS"), "CBP").status == "under_review"
    assert reviews()["CBSA"].status == "pending"


def test_another_programme_is_not_covered() -> None:
    make_mutual("NEXUS", "CBSA")
    assert approve(make_submitted("FAST_DRIVER"), "CBSA").status == "under_review"


@pytest.mark.parametrize("days", [-3, 31])
def test_it_counts_from_its_day_until_its_end(days: int) -> None:
    begins = clock.now()
    make_mutual("NEXUS", "CBSA", days=30)
    with clock.frozen(begins + timedelta(days=days)):
        assert mutual_in_force("NEXUS", "CBSA") is None
        assert approve(make_submitted("NEXUS"), "CBSA").status == "under_review"


def test_either_agency_ends_it_at_once() -> None:
    record = make_mutual("NEXUS", "CBSA")
    with pytest.raises(Invalid, match="ENR_SAY_WHY"):
        services.agreement_end(MUTUALS, actor=supervisor("CBP"), version_id=record.id, why=" ")
    services.agreement_end(MUTUALS, actor=supervisor("CBP"), version_id=record.id, why="Two errors in a month.")
    assert mutual_in_force("NEXUS", "CBSA") is None
    assert approve(make_submitted("NEXUS"), "CBSA").status == "under_review"


def test_a_factor_a_proposal_or_a_denial_of_the_other_agency_is_never_passed_over() -> None:
    make_mutual("NEXUS", "CBSA")
    application = make_submitted("NEXUS")
    find_factor(worksheet_of(application, "CBP"), "ADDRESS_GAP")
    assert approve(application, "CBSA").status == "under_review"
    assert deny(make_submitted("NEXUS"), "CBP").status == "denied"
    proposed = make_submitted("NEXUS")
    from tests.factories.enrollment import a_reason

    services.denial_propose(actor=vetting("CBP"), application_id=proposed.id, reason=a_reason())
    assert approve(proposed, "CBSA").status == "under_review"


def test_points_above_what_the_record_bears_are_not_recognised() -> None:
    make_mutual("NEXUS", "CBSA", most_points=1)
    application = make_submitted("NEXUS")
    find_factor(worksheet_of(application, "CBSA"), "ADDRESS_GAP")
    assert approve(application, "CBSA").status == "under_review"


STATES = ("open", "clear", "not_applicable", "found", "resolving", "resolved")
REVIEWS = ("pending", "approved", "denied", "recognised")


@pytest.mark.parametrize(
    ("own", "other", "sheet", "check", "waiting"),
    list(product(REVIEWS, REVIEWS, ("open", "proposed", "adverse", ""), STATES, (False, True))),
)
def test_every_state_of_both_sides(own: str, other: str, sheet: str, check: str, waiting: bool) -> None:
    mine = Side(own, sheet, 0, (CheckFacts("A", check, 2, False),), waiting)
    expected = (own, other, sheet, waiting) == ("pending", "approved", "open", False) and check not in (
        "found",
        "resolving",
    )
    assert recognisable(mine, Side(other, "cleared", 0), 0) is expected
    assert not recognisable(mine, Side(other, "cleared", 3), 2)


def test_two_recognitions_refer_to_nothing() -> None:
    both = [("CBP", "recognised"), ("CBSA", "recognised")]
    assert joint_outcome(both) == "pending" == joint_outcome([("CBP", "recognised")])
    assert joint_outcome([("CBP", "recognised"), ("CBSA", "approved")]) == "approved"
    assert joint_outcome([("CBP", "recognised"), ("CBSA", "denied")]) == "denied"


def refused(change: Any) -> str:
    with pytest.raises(IntegrityError) as found, transaction.atomic(), in_the_book():
        change()
    return str(found.value)


def test_the_database_recognises_nothing_by_itself() -> None:
    application = approve(make_submitted("NEXUS"), "CBSA")
    rows = AgencyReview.objects.filter(application=application, agency="CBP")
    soon = clock.now() + timedelta(minutes=5)
    given = {"status": "recognised", "decided_at": soon, "recognised_from": reviews()["CBSA"]}
    assert "no record in force" in refused(lambda: rows.update(**given))
    wrong = make_mutual("FAST_DRIVER", "CBSA")
    assert "another programme" in refused(lambda: rows.update(**given, recognition=wrong))
    record = make_mutual("NEXUS", "CBSA")
    later = {**given, "decided_at": clock.now() + timedelta(days=400)}
    assert "no record in force" in refused(lambda: rows.update(**later, recognition=record))
    own = {**given, "recognised_from": reviews()["CBP"]}
    assert "no approval of the other" in refused(lambda: rows.update(**own, recognition=record))
    find_factor(worksheet_of(application, "CBP"), "ADDRESS_GAP")
    assert "has found a factor" in refused(lambda: rows.update(**given, recognition=record))
    records = MutualRecognition.objects.filter(pk=record.pk)
    assert "never widened" in refused(lambda: records.update(ends_at=clock.now() + timedelta(days=4000)))
    assert "never widened" in refused(lambda: records.update(most_points=9))


def test_an_agreement_takes_two_agencies_and_neither_is_the_author(commit_checks: Any) -> None:
    author = supervisor("CBSA")
    draft = make_mutual("NEXUS", "CBSA", signed=False, author=author)
    with pytest.raises(NotAllowed):
        services.agreement_sign(MUTUALS, actor=author, version_id=draft.id, expected_version=1)
    with pytest.raises(NotAllowed):
        services.agreement_sign(MUTUALS, actor=vetting(), version_id=draft.id, expected_version=1)
    services.agreement_sign(MUTUALS, actor=supervisor("CBSA"), version_id=draft.id, expected_version=1)
    assert mutual_in_force("NEXUS", "CBSA") is None
    with pytest.raises(Conflict):
        services.agreement_sign(MUTUALS, actor=supervisor("CBSA"), version_id=draft.id, expected_version=2)
    services.agreement_sign(MUTUALS, actor=supervisor("CBP"), version_id=draft.id, expected_version=2)
    assert mutual_in_force("NEXUS", "CBSA") == MutualRecognition.objects.get()
    commit_checks()


def test_the_database_wants_both_keys(commit_checks: Any) -> None:
    draft = make_mutual("NEXUS", "CBSA", signed=False)
    rows = MutualRecognition.objects.filter(pk=draft.pk)
    with pytest.raises(IntegrityError, match="signatures of both agencies"), in_the_book():
        rows.update(status="signed_cbp")
        rows.update(status="agreed")
        commit_checks()


def test_what_cannot_be_proposed_is_named() -> None:
    now = clock.now()
    with pytest.raises(Invalid) as found:
        services.mutual_propose(
            actor=supervisor("CBP"), programme="X", from_agency="CFIA", most_points=-1, conditions=Text("", ""),
            valid_from=now, ends_at=now, note="",
        )  # fmt: skip
    paths = {item.path for item in found.value.items}
    assert paths == {"programme", "to_agency", "most_points", "conditions.en", "conditions.fr", "ends_at", "note"}
    with pytest.raises(NotAllowed):
        services.standard_propose(actor=vetting(), document=first_document(), valid_from=now, note="Why not.")


def test_a_signed_standard_weighs_worksheets_opened_from_its_day() -> None:
    before = make_submitted("NEXUS")
    document = first_document()
    document["thresholds"] = {**document["thresholds"], "NEXUS": 1}
    with pytest.raises(Invalid, match="ENR_AGREEMENT"):
        services.standard_propose(
            actor=supervisor("CBP"), document={**document, "points": {}}, valid_from=clock.now(), note="Less."
        )
    draft = services.standard_propose(
        actor=supervisor("CBP"), document=document, valid_from=clock.now(), note="Fewer points after the audit."
    )
    for number, agency in enumerate(("CBP", "CBSA"), 1):
        assert standard_in_force().number == 0
        services.agreement_sign(STANDARDS, actor=supervisor(agency), version_id=draft.id, expected_version=number)
    assert standard_in_force().number == draft.number
    assert worksheet_of(make_submitted("NEXUS")).threshold == 1
    assert worksheet_of(Application.objects.get(pk=before.pk)).threshold == 4


def test_administrators_may_propose_and_others_may_not_read() -> None:
    assert make_mutual("NEXUS", "CBSA", signed=False, author=staff_actor("administrator", "")).status == "draft"
