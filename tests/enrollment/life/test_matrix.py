"""Every cell of the founding matrix against a table a person can read, and the rules no signature lifts (acceptance 2)."""

from __future__ import annotations

import copy
import csv
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from enrollment import services
from enrollment.domain.explaining import why_this_step
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.sanction_matrix import FOUNDING, founding_document, matrix_problems
from enrollment.domain.sanction_steps import HISTORIES, LADDER, STEP_LABELS
from enrollment.domain.sanctions import resolve
from enrollment.models import SanctionEntry, SanctionMatrixVersion
from enrollment.selectors.matrix import matrix_in_force, matrix_named
from enrollment.tasks import turn_memberships
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.workflow.domain.two_keys import document_digest
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import a_reason, make_membership, vetting
from tests.factories.life import make_matrix

TABLE = Path(__file__).with_name("sanction_matrix.csv")
ROWS = [
    (row["class"], row["harm"], history, row[column])
    for row in csv.DictReader(TABLE.open())
    for history, column in zip(HISTORIES, ("first time", "second time", "third time or more"), strict=True)
]


def test_the_table_has_every_cell_once() -> None:
    assert sorted(row[:3] for row in ROWS) == sorted(product(INFRACTIONS, HARMS, HISTORIES))


@pytest.mark.parametrize(("infraction", "harm", "history", "step"), ROWS)
def test_every_cell_is_what_the_table_says(infraction: str, harm: str, history: str, step: str) -> None:
    assert FOUNDING.cell(infraction, harm, history) == step
    earlier = HISTORIES.index(history)
    for programme, tier in product(PROGRAMMES.values(), ("T0", "T2")):
        found = resolve(infraction=infraction, harm=harm, earlier=earlier, programme=programme, tier=tier)
        assert found.ceiling == step and LADDER.index(found.step) <= LADDER.index(step)
        why = why_this_step(
            infraction=infraction,
            harm=harm,
            history=history,
            step=found.step,
            ceiling=found.ceiling,
            softened=found.softened,
            version=FOUNDING.version,
        )
        assert STEP_LABELS[step].en.lower() in why.en and STEP_LABELS[step].fr.lower() in why.fr


def test_the_founding_matrix_is_frozen_and_holds() -> None:
    assert matrix_problems(founding_document()) == []
    assert document_digest(founding_document()) == "877621d2757f422a415131c52d18ef0ad0951ec21951df49946dacff13d65ee6"


def broken(infraction: str, harm: str, history: str, step: str) -> dict[str, Any]:
    document = copy.deepcopy(founding_document())
    document["cells"][infraction][harm][history] = step
    return document


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (broken("SEAL_PAPER", "minor", "first", "warning"), "cells.SEAL_PAPER.minor.first"),
        (broken("CLERICAL", "minor", "first", "suspension"), "cells.CLERICAL"),
        (broken("CONTRABAND", "grave", "repeated", "notice"), "cells.CONTRABAND"),
        (broken("CONTRABAND", "grave", "repeated", "prison"), "cells"),
        ({**founding_document(), "bar_months": {"minor": 3, "moderate": 6, "serious": 12, "grave": 72}}, "bar_months"),
        ({**founding_document(), "points": {"minor": 5, "moderate": 2, "serious": 4, "grave": 6}}, "points"),
        ({**founding_document(), "pause_days": 400}, "pause_days"),
        ({"version": "x"}, "document"),
    ],
)
def test_what_no_two_signatures_can_change(document: dict[str, Any], path: str) -> None:
    problems = matrix_problems(document)
    assert path in [place for place, _ in problems]
    assert all(said.en and said.fr for _, said in problems)


@pytest.mark.django_db
def test_a_version_takes_both_keys_and_counts_from_then_on(commit_checks: Any) -> None:
    version = make_matrix()
    assert version.status == "simulated" and version.report["cells"][0]["new"] == "points"
    author = staff_actor("officer.supervisor", "CBP")
    with pytest.raises(NotAllowed):
        services.matrix_sign(actor=staff_actor("officer.vetting", "CBP"), version_id=version.id, expected_version=2)
    for actor in (author, staff_actor("officer.supervisor", "CBSA")):
        assert matrix_in_force() is FOUNDING
        version = services.matrix_sign(actor=actor, version_id=version.id, expected_version=version.row_version)
    services.matrix_enforce(actor=author, version_id=version.id)
    assert matrix_in_force().cell("LANE_MISUSE", "minor", "second") == "points"
    assert matrix_named("sanctions-2026.1") is FOUNDING and matrix_named(version.label).version == version.label
    with pytest.raises(NotFound):
        matrix_named("sanctions-77")
    member = make_membership("FAST_CARRIER", tier="T2")
    services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="LANE_MISUSE",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    assert SanctionEntry.objects.get().matrix_version == version.label
    commit_checks()


@pytest.mark.django_db
def test_who_may_not_propose_and_what_cannot_be_proposed() -> None:
    with pytest.raises(NotAllowed, match="ENR_MATRIX_KEYS"):
        services.matrix_propose(actor=vetting(), changes={}, note="why")
    admin = staff_actor("administrator", "")
    for changes, code in (
        ({}, "ENR_MATRIX_SAME"),
        ({("SEAL_PAPER", "minor", "first"): "suspension"}, "ENR_MATRIX_RULE"),
        ({("SEAL_PAPER", "minor", "first"): "prison"}, "ENR_MATRIX_RULE"),
    ):
        with pytest.raises(Invalid, match=code):
            services.matrix_propose(actor=admin, changes=changes, note="Try")
    with pytest.raises(Invalid, match="ENR_MATRIX_WHY"):
        services.matrix_propose(actor=admin, changes={}, note=" ")


@pytest.mark.django_db
def test_the_database_freezes_a_version_and_counts_its_keys() -> None:
    version = make_matrix()
    for change in ({"document": {}}, {"note": "other"}):
        with pytest.raises((IntegrityError, InternalError), match="never edited"), transaction.atomic():
            SanctionMatrixVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(IntegrityError, match="signatures of both agencies"), transaction.atomic():
        SanctionMatrixVersion.objects.filter(pk=version.pk).update(status="signed_cbp")
        SanctionMatrixVersion.objects.filter(pk=version.pk).update(status="approved")
        connection.cursor().execute("SET CONSTRAINTS enrollment_sanction_matrix_two_keys IMMEDIATE")
    with pytest.raises(Conflict):
        services.matrix_enforce(actor=staff_actor("officer.supervisor", "CBP"), version_id=version.id)


def signed(days: int, step: str) -> SanctionMatrixVersion:
    """A version both agencies signed that counts so many days from now."""
    version = services.matrix_propose(
        actor=staff_actor("administrator", ""),
        changes={("LANE_MISUSE", "minor", "second"): step},
        note="Lane misuse repeats",
        valid_from=clock.now() + timedelta(days=days),
    )
    for agency in ("CBP", "CBSA"):
        actor = staff_actor("officer.supervisor", agency)
        version = services.matrix_sign(actor=actor, version_id=version.id, expected_version=version.row_version)
    return version


@pytest.mark.django_db
def test_a_signed_version_counts_from_its_day_without_anybody(commit_checks: Any) -> None:
    """R-10, architecture rule 9: nobody puts it in force; the quarter-hourly turn only lets the status follow."""
    first, second = signed(10, "points"), signed(20, "warning")
    assert turn_memberships() == 0 and matrix_in_force() is FOUNDING
    with clock.frozen(clock.now() + timedelta(days=9, hours=23)):
        assert turn_memberships() == 0 and matrix_in_force() is FOUNDING
    with clock.frozen(clock.now() + timedelta(days=10, minutes=1)):
        assert matrix_in_force().version == first.label, "by the clock, before any worker"
        assert services.matrix_turn() == 1 and services.matrix_turn() == 0
        assert matrix_in_force().version == first.label
    with clock.frozen(clock.now() + timedelta(days=21)):
        assert turn_memberships() == 1
    states = dict(SanctionMatrixVersion.objects.values_list("id", "status"))
    assert states == {first.id: "superseded", second.id: "in_force"}
    commit_checks()


@pytest.mark.django_db
def test_several_versions_due_at_once_end_with_the_last_one() -> None:
    """A worker that slept for weeks leaves the same version in force as one that never slept."""
    first, second = signed(1, "points"), signed(2, "warning")
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert matrix_in_force().version == second.label
        assert services.matrix_turn() == 2 and matrix_in_force().version == second.label
    assert SanctionMatrixVersion.objects.get(pk=first.pk).status == "superseded"


@pytest.mark.django_db
def test_an_infraction_in_the_first_minute_of_a_version_is_held_against_it(commit_checks: Any) -> None:
    version, member = signed(1, "points"), make_membership("FAST_CARRIER")
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        services.sanction_apply(
            actor=vetting(),
            membership_id=member.id,
            infraction="LANE_MISUSE",
            harm="minor",
            reason=a_reason(),
            source=Subject("finding", uuid7()),
        )
    assert SanctionEntry.objects.get().matrix_version == version.label
    assert SanctionMatrixVersion.objects.get().status == "in_force"
    commit_checks()
