"""Who files and reads what at which level, and when a public version is asked for (4.11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from appeals.domain.docket import (
    AGENCY,
    APPELLANT,
    COMMISSION,
    CONFIDENTIAL,
    ENTRY_KINDS,
    LEVELS,
    SIDES,
    entry_name,
    may_read,
    public_due,
    to_chase,
)

FILED = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(("level", "filed_by", "reader"), list(product(LEVELS, SIDES, SIDES)))
def test_only_what_is_confidential_is_kept_from_the_other_side(level: str, filed_by: str, reader: str) -> None:
    kept = level == CONFIDENTIAL and reader != COMMISSION and reader != filed_by
    assert may_read(level, filed_by, reader) is not kept


def test_the_agency_states_its_reasons_and_the_commission_orders() -> None:
    assert [row.code for row in ENTRY_KINDS.values() if row.statement] == ["response"]
    sides = {row.code: set(row.sides) for row in ENTRY_KINDS.values()}
    both = {APPELLANT, AGENCY}
    assert sides == {"submission": both, "exhibit": both, "response": {AGENCY}, "order": {COMMISSION}}


def test_a_name_says_docket_side_subject_and_level() -> None:
    assert entry_name("JC-2026-00001", AGENCY, " Seal log ", CONFIDENTIAL) == (
        "JC-2026-00001 - Agency - Seal log - CONFIDENTIAL"
    )


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_not_public_has_a_day_for_its_public_version(level: str) -> None:
    assert public_due(level, FILED) == (None if level == "public" else FILED + timedelta(days=5))


@pytest.mark.parametrize(
    ("days", "has_public", "chased", "expected"),
    [
        (0, False, None, False),
        (1, False, None, True),
        (1, True, None, False),
        (3, False, 1, False),
        (4, False, 1, True),
    ],
)
def test_a_side_is_reminded_after_the_day_and_every_third(
    days: int, has_public: bool, chased: int | None, expected: bool
) -> None:
    last = FILED + timedelta(days=chased) if chased is not None else None
    assert to_chase(FILED, has_public, last, FILED + timedelta(days=days)) is expected
    assert to_chase(None, has_public, last, FILED + timedelta(days=days)) is False
