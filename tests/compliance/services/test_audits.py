"""From a released trip into the pool, and to a case when its papers raise doubts (R-70)."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from audit.compliance.models import AuditCase, PoolEntry
from audit.compliance.services import audit_open_for_trip
from audit.trail.selectors import entries_for
from clearance.domain.movement_facts import Line
from enrollment.models import MovementTally
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.audits import Movement, issued
from tests.factories.enrollment import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def test_r70_a_release_with_doubts_opens_one_audit_and_tells_the_member(movement: Movement, commit_checks: Any) -> None:
    case = movement.opened()
    assert movement.opened().id == case.id
    assert case.number.startswith("PMA-")
    assert [entry.event for entry in entries_for(Subject("audit_case", case.id))] == ["compliance.audit.opened"]
    assert Notice.objects.filter(organisation=movement.organisation, kind="audit_opened").count() == 1
    entry = PoolEntry.objects.get()
    assert (entry.trip_id, entry.direct, entry.crossing) == (movement.trip_id, True, "ambassador-bridge")
    commit_checks()


@pytest.mark.parametrize("change", [{"status": "at_border"}, {"status": "cancelled"}])
def test_a_release_that_was_taken_back_is_no_movement(movement: Movement, change: dict) -> None:
    movement.change(**change)
    assert audit_open_for_trip(trip_id=movement.trip_id) is None
    assert not AuditCase.objects.exists()
    assert not PoolEntry.objects.exists()


def test_r70_every_clean_release_joins_the_pool_with_its_weight(movement: Movement) -> None:
    first = movement.pooled(compliance=12)[0]
    assert (first.direct, first.tier, first.weight) == (False, "T0", 1 + 2 + 2)
    make_membership(organisation=movement.organisation, tier="T2")
    assert movement.pooled()[0].weight == 1
    assert not AuditCase.objects.exists()


def test_a_finding_makes_the_companys_next_movements_heavier(movement: Movement) -> None:
    make_membership(organisation=movement.organisation, tier="T2")
    issued(movement.opened(), infraction="CLERICAL", harm="minor")
    entry = movement.pooled()[0]
    assert (entry.findings, entry.weight) == (1, 4)


def test_the_case_holds_references_with_digests_and_what_the_rules_saw(movement: Movement) -> None:
    line = Line("shipments[0].lines[0]", "Brackets", 4, Decimal(100), Decimal(900), "CA", "CN")
    movement.facts = replace(movement.facts, lines=(line,))
    case = movement.opened()
    assert [(each["kind"], each["digest"]) for each in case.bundle["references"]] == [("filing", "0" * 64)]
    assert [hit["rule"] for hit in case.precheck] == ["PMA_D08"]
    body = json.loads(entries_for(Subject("audit_case", case.id))[0].body)
    assert body["precheck"] == ["PMA_D08"]
    assert body["references"][0][2] == "0" * 64


def test_every_release_counts_as_a_movement_until_a_finding_takes_it_out(movement: Movement) -> None:
    make_membership(organisation=movement.organisation)
    case = movement.opened()
    tally = MovementTally.objects.get(membership__organisation=movement.organisation)
    assert (tally.movements, tally.clean_movements) == (1, 1)
    issued(case, infraction="CLERICAL", harm="minor")
    tally.refresh_from_db()
    assert (tally.movements, tally.clean_movements) == (1, 0)
