"""Days against the service standard, purposes, and a sample nobody can steer (R-13, R-43, 4.8)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from enrollment.domain.desk import age_state, days_left, left_words
from enrollment.domain.lookups import PURPOSES, purpose_errors
from enrollment.domain.sampling import commitment, monday_of, sample

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(60)]


@pytest.mark.parametrize(
    ("hours", "days", "words", "tone"),
    [
        (24 * 30, 30, "30 d left", "neutral"),
        (24 * 3, 3, "3 d left", "warn"),
        (1, 0, "0 d left", "warn"),
        (-1, -1, "1 d overdue", "bad"),
        (-49, -3, "3 d overdue", "bad"),
    ],
)
def test_days_left(hours: int, days: int, words: str, tone: str) -> None:
    left = days_left(NOW + timedelta(hours=hours), NOW)
    assert (left, left_words(left).en, age_state(left)["tone"]) == (days, words, tone)


@pytest.mark.parametrize(
    ("purpose", "words", "paths"),
    [
        ("service", "They called about the card", []),
        ("curiosity", "They called about the card", ["purpose"]),
        ("law", "  short  ", ["words"]),
        ("", "", ["purpose", "words"]),
    ],
)
def test_a_purpose_is_of_the_list_and_has_words(purpose: str, words: str, paths: list[str]) -> None:
    assert [item.path for item in purpose_errors(purpose, words)] == paths
    assert all(text.en and text.fr for text in PURPOSES.values())


def test_the_sample_is_repeatable_fair_and_bound_by_its_commitment() -> None:
    seed = b"x" * 32
    drawn = sample(seed, IDS, 6)
    assert drawn == sample(seed, reversed(IDS), 6) and len(set(drawn)) == 6
    assert drawn != sample(b"y" * 32, IDS, 6)
    assert sample(seed, IDS[:3], 6) and len(commitment(seed)) == 64
    counts = Counter(one for number in range(400) for one in sample(number.to_bytes(32, "big"), IDS, 6))
    assert set(counts) == set(IDS) and max(counts.values()) < 80 and min(counts.values()) > 10
    with pytest.raises(ValueError, match="seed"):
        sample(b"", IDS, 1)


def test_the_week_begins_on_monday() -> None:
    assert monday_of(NOW) == date(2026, 11, 23) == monday_of(datetime(2026, 11, 23, tzinfo=UTC))
