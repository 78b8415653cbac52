"""Nobody is put to sleep unwarned, nobody gets fewer than the last days (2.1, [S24][S29])."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.domain.accreditations import accreditation_state
from portal.accounts.domain.idle import REST, WARN, IdlePolicy, Spell, account_state, next_step, training_error

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
POLICY = IdlePolicy((60, 80), 90)


def days(count: float) -> datetime:
    return NOW - timedelta(days=count)


@pytest.mark.parametrize(
    ("seen", "warned", "sent", "step"),
    [
        (59, None, 0, ""),
        (60, None, 0, WARN),
        (70, 10, 1, ""),
        (80, 20, 1, WARN),
        (89.9, 10, 2, ""),
        (90, 10, 2, REST),
        (300, None, 0, WARN),
        (300, 9, 2, ""),
        (300, 10, 2, REST),
        (60, 61, 2, WARN),  # the warning belongs to an earlier spell
    ],
)
def test_the_step_that_is_due(seen: float, warned: float | None, sent: int, step: str) -> None:
    spell = Spell(days(seen), days(warned) if warned is not None else None, sent)
    assert next_step(spell, NOW, POLICY)[0] == step


@given(st.integers(0, 400), st.none() | st.integers(0, 400), st.integers(0, 2))
def test_sleep_always_follows_a_warning_of_the_same_spell(seen: int, warned: int | None, sent: int) -> None:
    spell = Spell(days(seen), days(warned) if warned is not None else None, sent)
    if next_step(spell, NOW, POLICY)[0] == REST:
        assert warned is not None and POLICY.last_notice.days <= warned < seen and seen >= 90


@pytest.mark.parametrize(
    "bad", [((), 90, "supervisor"), ((80, 60), 90, "supervisor"), ((60,), 50, "supervisor"), ((60,), 90, "nobody")]
)
def test_a_policy_that_makes_no_sense_is_refused(bad: tuple[tuple[int, ...], int, str]) -> None:
    with pytest.raises(ValueError, match="idle accounts"):
        IdlePolicy(*bad)


def test_states_and_training_words() -> None:
    assert account_state(Spell(days(10)), None) == "awake"
    assert account_state(Spell(days(70), days(5), 1), None) == "warned"
    assert account_state(Spell(days(100), days(20), 2), NOW) == "dormant"
    assert training_error("short") and training_error("Refresher course, 3 November") is None


@pytest.mark.parametrize(
    ("starts", "ends", "ended", "state"),
    [
        (10, -200, None, "in_force"),
        (10, -20, None, "ending"),
        (-5, -200, None, "not_yet"),
        (20, 0, None, "expired"),
        (20, -200, 1, "ended"),
    ],
)
def test_the_state_of_an_accreditation(starts: int, ends: int, ended: int | None, state: str) -> None:
    gone = days(ended) if ended is not None else None
    assert accreditation_state(days(starts), days(ends), gone, NOW) == state
