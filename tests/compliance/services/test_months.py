"""The monthly draw: committed before, drawn once after, locked, recomputable; each gate broken on purpose (R-70)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from audit.compliance import verify_audits
from audit.compliance.models import AuditCase, AuditMonth, PoolEntry, Selection
from audit.compliance.selectors.months import month_as_dict, month_recount, month_rows
from audit.compliance.services import audit_month_draw, audit_months_keep, audit_open_for_selection
from audit.trail.selectors import entries_for
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from tests.factories.audits import Movement, in_month

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def drawn(movement: Movement, number: int = 120) -> AuditMonth:
    """A month that is over, with one movement audited for doubts and the others drawn from."""
    with clock.frozen(in_month(2026, 9)):
        audit_months_keep()
    with clock.frozen(in_month(2026, 10)):
        movement.opened()
        movement.pooled(number)
    assert audit_month_draw(month=OCTOBER)
    return AuditMonth.objects.get(month=OCTOBER)


def test_r70_a_month_is_committed_before_it_begins_and_drawn_once_after_it(
    movement: Movement, commit_checks: Any
) -> None:
    month = drawn(movement)
    assert not month.late
    assert (month.pool_size, month.direct_size, month.random_size, month.risk_size) == (121, 1, 2, 3)
    assert Selection.objects.filter(month=month).count() == 5
    assert not audit_month_draw(month=OCTOBER)
    assert Selection.objects.count() == 5
    events = [entry.event for entry in entries_for(Subject("audit_month", month.id))]
    assert sorted(events) == ["compliance.draw.committed", "compliance.draw.made"]
    assert OutboxTask.objects.filter(task="compliance.open_drawn").count() == 5
    commit_checks()


def test_a_month_is_not_drawn_before_its_end_nor_one_that_is_unknown(movement: Movement) -> None:
    audit_months_keep()
    this = clock.now().date().replace(day=1)
    assert not audit_month_draw(month=this)
    assert not audit_month_draw(month=date(2020, 1, 1))
    assert AuditMonth.objects.count() == 2


def test_the_worker_draws_what_is_over_and_not_what_ended_a_minute_ago(movement: Movement) -> None:
    with clock.frozen(in_month(2026, 9)):
        assert audit_months_keep() == 0
    with clock.frozen(in_month(2026, 10, 1).replace(hour=0, minute=5)):
        assert audit_months_keep() == 0
    with clock.frozen(in_month(2026, 10, 1).replace(hour=0, minute=20)):
        assert audit_months_keep() == 1
    assert AuditMonth.objects.get(month=SEPTEMBER).late
    assert set(AuditMonth.objects.filter(seed="").values_list("month", flat=True)) == {OCTOBER, date(2026, 11, 1)}


def test_each_movement_drawn_gets_one_case_that_says_so(movement: Movement) -> None:
    drawn(movement)
    selection = Selection.objects.select_related("entry").first()
    assert selection is not None
    case = audit_open_for_selection(selection_id=selection.id)
    assert audit_open_for_selection(selection_id=selection.id).id == case.id
    assert (case.source, case.selection_id, case.trip_id) == ("draw", selection.id, selection.entry.trip_id)
    assert AuditCase.objects.filter(source="draw").count() == 1


def test_anybody_works_the_month_out_again_and_an_altered_list_shows(movement: Movement) -> None:
    month = drawn(movement)
    rows = month_rows(month)
    assert len(rows) == 120
    recount = month_recount(month, rows)
    assert recount is not None
    assert recount.as_announced
    assert [(part.pool, part.asked, part.drawn) for part in recount.parts] == [(120, 2, 2), (118, 3, 3)]
    altered = month_recount(month, rows[1:])
    assert altered is not None
    assert not altered.as_announced
    assert verify_audits.check(month_as_dict(month=month)) == []
    with pytest.raises(NotFound):
        month_as_dict(month=AuditMonth.objects.exclude(pk=month.pk).filter(seed="")[0])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compliance_audit_month SET commitment = repeat('0', 64)",
        "UPDATE compliance_audit_month SET sealed_seed = 'other'",
        "UPDATE compliance_audit_month SET seed = repeat('00', 32), drawn_at = now() WHERE seed = ''",
        "UPDATE compliance_audit_month SET pool_size = 5 WHERE seed <> ''",
        "DELETE FROM compliance_audit_month",
        "UPDATE compliance_pool_entry SET weight = 20",
        "DELETE FROM compliance_pool_entry",
        "UPDATE compliance_selection SET place = place + 100",
        "DELETE FROM compliance_selection",
        "TRUNCATE compliance_selection CASCADE",
    ],
)
def test_the_database_keeps_the_draw_as_it_was(movement: Movement, change: str) -> None:
    drawn(movement, 3)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_nothing_joins_a_month_that_is_drawn(movement: Movement) -> None:
    drawn(movement, 3)
    with pytest.raises(Error, match="drawn"), transaction.atomic(), clock.frozen(in_month(2026, 10, 20)):
        movement.pooled()
    left = PoolEntry.objects.filter(selection=None).first()
    assert left is not None
    with pytest.raises(Error, match="drawn"), transaction.atomic():
        Selection.objects.create(month=left.month, entry=left, part="risk", place=99)


def test_no_seed_enters_while_the_month_runs(movement: Movement) -> None:
    audit_months_keep()
    month = AuditMonth.objects.get(month=clock.now().date().replace(day=1))
    month.seed, month.drawn_at = "00" * 32, clock.now() + timedelta(days=40)
    with pytest.raises(Error, match="after its end"), transaction.atomic():
        month.save()
