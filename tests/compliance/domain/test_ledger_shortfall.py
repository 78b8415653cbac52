"""Which figures open a case by themselves, and who may move it (R-39)."""

from __future__ import annotations

from datetime import date

import pytest

from audit.compliance.domain.ledger import Rate
from audit.compliance.domain.ledger_period import Period, shifted, year_before
from audit.compliance.domain.ledger_shortfall import ABOVE, BENEFIT_SHORTFALL, LATE, ROSE, shortfalls
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError


def grounds(**rates: Rate | None) -> set[str]:
    known: dict[str, Rate | None] = dict.fromkeys(("now", "before", "own", "peers", "promise"))
    return {one.ground for one in shortfalls(**{**known, **rates})}


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ({"now": Rate.of(40, 200), "before": Rate.of(4, 200)}, {ROSE}),
        ({"now": Rate.of(4, 200), "before": Rate.of(40, 200)}, set()),
        ({"now": Rate.of(10, 200), "before": Rate.of(8, 200)}, set()),
        ({"now": Rate.of(20, 29), "before": Rate.of(0, 500)}, set()),
        ({"now": Rate.of(40, 200)}, set()),
        ({"own": Rate.of(40, 200), "peers": Rate.of(4, 200)}, {ABOVE}),
        ({"promise": Rate.of(80, 100)}, {LATE}),
        ({"promise": Rate.of(88, 100)}, set()),
        ({"promise": Rate.of(10, 20)}, set()),
    ],
)
def test_r39_a_case_needs_an_interval_that_leaves_no_doubt(rates: dict[str, Rate], expected: set[str]) -> None:
    assert grounds(**rates) == expected


def test_every_state_and_action_by_every_hand() -> None:
    """Only the moves of the table: the office answers, the member settles or contests, the figures recover."""
    allowed = {
        ("open", "answer", "administrator"),
        ("answered", "accept", "trader.admin"),
        ("answered", "contest", "trader.admin"),
        ("open", "recover", "system"),
        ("answered", "recover", "system"),
    }
    roles = ("administrator", "trader.admin", "trader.viewer", "auditor", "officer.supervisor", "system")
    for state in BENEFIT_SHORTFALL.states:
        for action in BENEFIT_SHORTFALL.actions:
            for role in roles:
                actor = Actor(kind="member", roles=frozenset({role}))
                if (state.code, action, role) in allowed:
                    BENEFIT_SHORTFALL.check(None, state.code, action, actor)
                else:
                    with pytest.raises(DomainError):
                        BENEFIT_SHORTFALL.check(None, state.code, action, actor)


def test_periods_are_whole_months() -> None:
    today = date(2026, 11, 27)
    assert Period.recent(today).codes == ("2025-12", "2026-11")
    assert Period.read("2026-02", "2026-03", today).until == date(2026, 3, 31)
    for first, last in (("x", "2026-01"), ("2026-05", "2026-04"), ("2026-11", "2026-12"), ("2020-01", "2026-01")):
        assert Period.read(first, last, today) == Period.recent(today)
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
