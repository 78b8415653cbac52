"""Deadlines, stays and remedies are tables: every row tried (R-82, R-83, R-86, acceptance 2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from appeals.domain.acts import ACTS
from appeals.domain.kinds import KINDS, due_at, is_late
from appeals.domain.stays import EXCEPTED, NONE, STAY, STAYED, beginning, review_due
from enrollment.domain.decisions import APPEAL_DAYS
from enrollment.domain.decisions import KINDS as DECISIONS
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

TOLD = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROLES = (
    "trader.admin",
    "trader.filer",
    "trader.viewer",
    "traveller",
    "driver",
    "officer.supervisor",
    "officer.vetting",
    "commission.registrar",
    "commission.member",
    "auditor",
    "administrator",
)
ENDING = {"trader.admin", "trader.filer", "traveller", "driver", "commission.registrar", "commission.member"}
ALLOWED = {
    ("stayed", "except"): {"officer.supervisor"},
    ("excepted", "confirm"): {"commission.member"},
    ("excepted", "lift"): {"commission.member"},
    ("stayed", "end"): ENDING,
    ("excepted", "end"): ENDING,
    ("confirmed", "end"): ENDING,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_moment_is_in_time_and_the_next_one_is_late(kind: str) -> None:
    last = due_at(kind, TOLD)
    assert last - TOLD == timedelta(days=30 if kind in DECISIONS else 90)
    assert not is_late(kind, TOLD, last)
    assert is_late(kind, TOLD, last + timedelta(microseconds=1))


def test_decisions_have_the_time_their_letters_promise() -> None:
    assert {KINDS[kind].days for kind in DECISIONS} == {APPEAL_DAYS}
    assert set(DECISIONS) < set(KINDS)


@pytest.mark.parametrize(("kind", "timely", "safety"), list(product(KINDS, [True, False], [True, False])))
def test_r83_only_a_timely_appeal_of_what_was_taken_away_begins_a_stay(kind: str, timely: bool, safety: bool) -> None:
    takes_away = kind in {"demotion", "suspension", "revocation"}
    expected = NONE if not (takes_away and timely) else EXCEPTED if safety else STAYED
    assert beginning(kind, timely=timely, safety=safety) == expected


def test_a_safety_ground_is_reviewed_within_72_hours() -> None:
    assert review_due(TOLD) - TOLD == timedelta(hours=72)


@pytest.mark.parametrize("state", [state.code for state in STAY.states])
@pytest.mark.parametrize("action", STAY.actions)
def test_a_stay_moves_only_along_its_table(state: str, action: str) -> None:
    permitted = set()
    for role in ROLES:
        try:
            STAY.check(None, state, action, Actor(kind="member", roles=frozenset({role})))
            permitted.add(role)
        except DomainError:
            continue
    assert permitted == ALLOWED.get((state, action), set())


@pytest.mark.parametrize("kind", KINDS)
def test_every_ground_names_known_remedies_once(kind: str) -> None:
    row = KINDS[kind]
    acts = [*row.automatic, *row.allowed]
    assert row.automatic
    assert set(acts) <= set(ACTS)
    assert len(acts) == len(set(acts))
