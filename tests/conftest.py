"""What every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

pytest_plugins = ["tests.factories.reference"]

# Whole portals and long matrices start first, so that neither half of a parallel run waits for the other's end.
LONG = ("tests/faults/", "tests/journeys/", "tests/isolation/", "tests/stack/", "tests/contract/")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker per file; files that share an expensive thing share a group of their own naming."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.location[0]))
    items.sort(key=lambda item: next((rank for rank, part in enumerate(LONG) if item.location[0].startswith(part)), 9))


@pytest.fixture(autouse=True, scope="session")
def _flush_append_only_tables() -> Iterator[None]:
    """Let the tests' own clean-up empty append-only tables, whose triggers refuse everyone else."""
    flush = DatabaseOperations.execute_sql_flush

    def with_triggers_off(self: DatabaseOperations, statements: list[str]) -> Any:
        return flush(
            self, ["SET session_replication_role = replica", *statements, "SET session_replication_role = DEFAULT"]
        )

    DatabaseOperations.execute_sql_flush = with_triggers_off
    yield
    DatabaseOperations.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A page rendered in French by one test leaves the thread in French; each test starts in English."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def commit_checks() -> Any:
    """Fire the deferred triggers now, as COMMIT would, and put them back to deferred."""

    def check() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check
