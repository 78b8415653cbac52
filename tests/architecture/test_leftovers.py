"""The gate of `tests/leftovers.py` refuses what it is there to refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.factories.accounts import make_organisation
from tests.leftovers import left_behind, reference_stamp, tables_with_rows


@pytest.fixture
def running_loop() -> Iterator[None]:
    """What a browser driven from synchronous code leaves in its thread until it is closed."""
    loop = asyncio.new_event_loop()
    asyncio._set_running_loop(loop)
    yield
    asyncio._set_running_loop(None)
    loop.close()


def test_a_browser_that_was_not_closed_is_named(running_loop: None) -> None:
    assert left_behind(()) == ["an event loop still runs: a browser must be closed in the file that opened it"]


def test_rows_are_named_by_their_table(db: None) -> None:
    assert tables_with_rows() == set()
    make_organisation()
    assert "rows in accounts_organisation" in left_behind(())


def test_a_changed_lane_is_named(reference_data: None) -> None:
    before = reference_stamp()
    assert before and left_behind(before) == []
    assert left_behind((*before[:1], 0)) == [
        "committed changes to lanes or hours, which are kept when tables are emptied"
    ]


@pytest.mark.django_db(transaction=True)
def test_emptying_the_tables_keeps_the_reference_data(reference_data: None) -> None:
    """Runs after the test above; the next file would otherwise load 6,000 goods codes again for each of its tests."""
    make_organisation()
    assert reference_stamp()
