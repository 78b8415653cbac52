"""Criteria under two keys: proposed, simulated, signed, counting from a day; nothing changes in another way (R-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from enrollment import services
from enrollment.models import CriteriaSignature, CriteriaVersion
from enrollment.selectors import criteria_get, criteria_in_force, criteria_list, criteria_published
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import make_membership, vetting
from tests.factories.tiers import WHY, founding_rows, make_criteria, supervisor, with_record

pytestmark = pytest.mark.django_db


def broken(statement: str, *values: Any) -> None:
    """The database itself refuses the statement, at the latest when the transaction ends."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_founding_version_counts_before_anything_is_on_file(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = criteria_in_force("FAST_CARRIER")
    assert (found.label, found.number, len(found.at("T2"))) == ("criteria-2026.1", 0, 4)
    assert criteria_in_force("NEXUS").at("NEXUS") == ()


def test_the_first_proposal_puts_the_founding_version_on_file_with_both_keys(commit_checks: Any) -> None:
    make_criteria(upto="draft")
    first = CriteriaVersion.objects.get(number=1)
    assert (first.founding, first.status, first.author_id) == (True, "in_force", None)
    assert {row.agency for row in first.signatures.all()} == {"CBP", "CBSA"}
    services.criteria_found("FAST_CARRIER")
    assert CriteriaVersion.objects.filter(programme="FAST_CARRIER", founding=True).count() == 1
    commit_checks()


def test_a_version_counts_from_its_day_without_a_worker(commit_checks: Any) -> None:
    start = clock.now() + timedelta(days=30)
    version = make_criteria(valid_from=start)
    assert version.status == "approved" and criteria_in_force("FAST_CARRIER").number == 1
    assert criteria_in_force("FAST_CARRIER", start - timedelta(seconds=1)).number == 1
    found = criteria_in_force("FAST_CARRIER", start)
    assert (found.label, found.at("T2")[0].target) == ("criteria-2", 30)
    assert services.criteria_turn() == 0
    with clock.frozen(start):
        assert services.criteria_turn() == 1 and services.criteria_turn() == 0
        assert criteria_in_force("FAST_CARRIER").number == 2
    states = dict(CriteriaVersion.objects.values_list("number", "status"))
    assert states == {1: "superseded", 2: "in_force"}
    commit_checks()


def test_the_public_page_gets_version_change_and_what_follows(django_assert_max_num_queries: Any) -> None:
    make_criteria()
    services.criteria_turn()
    make_criteria(founding_rows(T2_movements=20), valid_from=clock.now() + timedelta(days=60))
    with django_assert_max_num_queries(3):
        found = criteria_published("FAST_CARRIER")
    assert found["criteria"].label == "criteria-2" and found["before"].number == 1
    assert [(line["before"].en, line["after"].en) for line in found["changes"]] == [("at least 25", "at least 30")]
    assert [(line["before"].en, line["after"].en) for line in found["following_changes"]] == [
        ("at least 30", "at least 20")
    ]


def test_the_simulation_names_who_would_move() -> None:
    """Two could rise now; with thirty movements asked one of them could not, and one T2 no longer meets its tier."""
    for movements in (26, 40):
        with_record(make_membership("FAST_CARRIER"), movements)
    risen = make_membership("FAST_CARRIER", tier="T2")
    with_record(risen, 27)
    report = make_criteria(upto="simulated").report["tiers"]
    assert report["T1"] == {"members": 2, "up_before": 2, "up_after": 1, "down_before": 0, "down_after": 0}
    assert report["T2"] == {"members": 1, "up_before": 0, "up_after": 0, "down_before": 0, "down_after": 1}


def test_nobody_signs_before_the_simulation_and_it_is_bound_once() -> None:
    version = make_criteria(upto="draft")
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        services.criteria_sign(actor=supervisor(), version_id=version.id, expected_version=1)
    version = services.criteria_simulate(actor=supervisor(), version_id=version.id)
    assert version.status == "simulated" and version.report["digest"] == version.digest
    with pytest.raises(Conflict):
        services.criteria_simulate(actor=supervisor(), version_id=version.id)
    broken("UPDATE enrollment_criteria SET report = '{}' WHERE id = %s", version.id)


def test_one_signature_is_never_enough() -> None:
    version = make_criteria(upto="simulated")
    one = supervisor("CBP")
    version = services.criteria_sign(actor=one, version_id=version.id, expected_version=version.row_version)
    assert version.status == "signed_cbp" and criteria_in_force("FAST_CARRIER").number == 1
    for actor in (one, supervisor("CBP"), staff_actor("administrator", ""), supervisor("FDA")):
        with pytest.raises((NotAllowed, Conflict)):
            services.criteria_sign(actor=actor, version_id=version.id, expected_version=version.row_version)
    broken("UPDATE enrollment_criteria SET status = 'approved' WHERE id = %s", version.id)
    broken("UPDATE enrollment_criteria SET status = 'in_force' WHERE id = %s", version.id)


def test_the_author_does_not_sign() -> None:
    author = supervisor("CBP")
    version = services.criteria_propose(
        actor=author, programme="FAST_DRIVER", rows=founding_rows("FAST_DRIVER"), valid_from=clock.now(), note=WHY
    )
    version = services.criteria_simulate(actor=author, version_id=version.id)
    with pytest.raises(NotAllowed, match="WORKFLOW_KEY_PERSON"):
        services.criteria_sign(actor=author, version_id=version.id, expected_version=version.row_version)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enrollment_criteria SET document = '{}' WHERE id = %s",
        "UPDATE enrollment_criteria SET valid_from = now() WHERE id = %s",
        "UPDATE enrollment_criteria SET founding = true WHERE id = %s",
        "UPDATE enrollment_criteria SET status = 'draft' WHERE id = %s",
        "DELETE FROM enrollment_criteria WHERE id = %s",
        "UPDATE enrollment_criteria_signature SET agency = 'CBP' WHERE version_id = %s",
        "DELETE FROM enrollment_criteria_signature WHERE version_id = %s",
    ],
)
def test_a_signed_version_is_never_edited(statement: str) -> None:
    broken(statement, make_criteria().id)


def test_only_the_founding_version_lacks_an_author() -> None:
    make_criteria(upto="draft")
    broken("UPDATE enrollment_criteria SET author_id = NULL WHERE number = %s", 2)
    assert CriteriaSignature.objects.count() == 2


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ([{"tier": "T2", "metric": "movements", "comparison": "at_least", "value": -1}], "rows.0.value"),
        ([{"tier": "T9", "metric": "movements", "comparison": "at_least", "value": 1}], "rows.0.tier"),
        ([], "rows"),
    ],
)
def test_what_cannot_be_is_named_by_row_and_field(rows: list[dict[str, Any]], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_criteria(rows, upto="draft")
    item = refused.value.items[0]
    assert item.path == path and item.message.fr and item.fix


def test_who_keeps_the_criteria_and_who_reads_them() -> None:
    version = make_criteria(upto="draft")
    strangers = (vetting(), supervisor("FDA"), member_actor(make_organisation("carrier")), staff_actor("auditor"))
    for actor in strangers:
        with pytest.raises(NotAllowed):
            services.criteria_propose(
                actor=actor, programme="FAST_CARRIER", rows=founding_rows(), valid_from=clock.now(), note=WHY
            )
    for actor in (vetting("CBSA"), supervisor(), staff_actor("auditor"), staff_actor("administrator", "")):
        assert criteria_get(actor=actor, version_id=version.id) == version
    for actor in (supervisor("FDA"), member_actor(make_organisation("carrier")), staff_actor("officer.primary")):
        assert not criteria_list(actor=actor).exists()
        with pytest.raises(NotFound):
            criteria_get(actor=actor, version_id=version.id)


def test_no_reason_no_programme_and_withdrawing() -> None:
    admin = staff_actor("administrator", "")
    given = {"rows": founding_rows(), "valid_from": clock.now()}
    with pytest.raises(Invalid, match="ENR_SAY_WHY"):
        services.criteria_propose(actor=admin, programme="FAST_CARRIER", note=" ", **given)
    with pytest.raises(Invalid, match="ENR_PROGRAMME"):
        services.criteria_propose(actor=admin, programme="NEXUS", note=WHY, **given)
    version = make_criteria()
    gone = services.criteria_withdraw(actor=admin, version_id=version.id, expected_version=version.row_version)
    assert gone.status == "withdrawn" and criteria_in_force("FAST_CARRIER").number == 1
