"""Complaints: who may do what, when the standard runs out, and counts that point at nobody (R-81)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from appeals.domain.complaints import CATEGORIES, COMPLAINT, answer_due
from appeals.domain.published import FEWEST, Course, Quarter, part_of, published
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

COMPLAINANT = {"trader.admin", "trader.filer", "traveller", "driver"}
ROLES = (*sorted(COMPLAINANT), "trader.viewer", "officer.supervisor", "officer.primary", "commission.registrar")
ALLOWED = {
    ("received", "send"): {"commission.registrar"},
    ("received", "answer"): {"commission.registrar"},
    ("with_agency", "answer"): {"officer.supervisor"},
    ("with_agency", "escalate"): COMPLAINANT,
    ("answered", "escalate"): COMPLAINANT,
    ("answered", "accept"): COMPLAINANT,
    ("escalated", "settle"): {"commission.registrar"},
    ("received", "withdraw"): COMPLAINANT,
    ("with_agency", "withdraw"): COMPLAINANT,
    ("escalated", "withdraw"): COMPLAINANT,
}
RECEIVED = datetime(2026, 2, 10, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass
class Row:
    agency: str = "CBP"
    answered_by_id: UUID | None = None


def actor(role: str, agency: str = "CBP", user: int = 1) -> Actor:
    return Actor(kind="member", user_id=UUID(int=user), roles=frozenset({role}), agency=agency)


@pytest.mark.parametrize("state", [state.code for state in COMPLAINT.states])
@pytest.mark.parametrize("action", COMPLAINT.actions)
def test_only_the_listed_moves_exist(state: str, action: str) -> None:
    permitted = set()
    for role in ROLES:
        try:
            COMPLAINT.check(Row(), state, action, actor(role))
            permitted.add(role)
        except DomainError:
            continue
    assert permitted == ALLOWED.get((state, action), set())


def test_the_other_agency_does_not_answer_and_nobody_settles_a_complaint_about_their_own_answer() -> None:
    with pytest.raises(DomainError):
        COMPLAINT.check(Row("CBSA"), "with_agency", "answer", actor("officer.supervisor"))
    with pytest.raises(DomainError):
        COMPLAINT.check(Row(answered_by_id=UUID(int=1)), "escalated", "settle", actor("commission.registrar"))


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_published_standard_gives_the_day(category: str) -> None:
    row = CATEGORIES[category]
    assert answer_due(category, RECEIVED) - RECEIVED == timedelta(days=row.days)
    assert answer_due(category, RECEIVED, escalated=True) - RECEIVED == timedelta(days=row.escalated_days)


def courses(count: int, in_time: int, escalated: int = 0, withdrawn: int = 0) -> list[Course]:
    due = RECEIVED + timedelta(days=10)
    rows = [
        Course(
            "delay",
            RECEIVED,
            due,
            due if place < in_time else due + timedelta(seconds=1),
            due if place < escalated else None,
        )
        for place in range(count)
    ]
    return rows + [Course("delay", RECEIVED, due, withdrawn_at=due) for _ in range(withdrawn)]


@pytest.mark.parametrize("received", range(0, 14))
def test_no_published_number_nor_the_rest_of_its_whole_is_from_one_to_four(received: int) -> None:
    for in_time in range(received + 1):
        rows = published(courses(received, in_time, escalated=in_time), LATER)
        assert len(rows) == (1 if received else 0)
        for row in rows:
            assert row.received == (received if received >= FEWEST else None)
            for part in (row.in_time, row.escalated):
                if part is not None:
                    assert row.received is not None
                    assert all(count == 0 or count >= FEWEST for count in (part, row.received - part))
                    assert part == in_time


def test_a_quarter_is_published_when_its_last_standard_has_run_and_never_changes_after() -> None:
    quarter = Quarter.of(RECEIVED)
    assert (quarter.year, quarter.number) == (2026, 1)
    assert published(courses(9, 9), quarter.cut_off - timedelta(seconds=1)) == ()
    first = published(courses(12, 6), quarter.cut_off)
    late = [Course("delay", RECEIVED, RECEIVED + timedelta(days=10), LATER, LATER, None) for _ in range(6)]
    assert first == published(courses(6, 6) + late, LATER)
    gone = [Course("delay", RECEIVED, RECEIVED + timedelta(days=10), withdrawn_at=LATER) for _ in range(6)]
    assert first == published(courses(6, 6) + gone, LATER)


def test_the_share_has_its_denominator_and_withdrawn_ones_are_not_counted() -> None:
    [row] = published(courses(12, 6, withdrawn=3), LATER)
    assert (row.received, row.in_time, row.share) == (12, 6, 50)
    assert Quarter(2026, 4).ends_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert [part_of(part, 10) for part in (0, 4, 5, 6, 10)] == [0, None, 5, None, 10]
