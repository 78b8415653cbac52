"""What every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["tests.factories.reference"]

# Whole portals and long matrices start first, so that neither half of a parallel run waits for the other's end.
LONG = ("tests/faults/", "tests/journeys/", "tests/isolation/", "tests/stack/", "tests/contract/")


class ByFile(LoadScopeScheduling):
    """One worker per file, and one for all journeys: they share a portal."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        return "tests/journeys" if path.startswith("tests/journeys/") else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((rank for rank, part in enumerate(LONG) if item.nodeid.startswith(part)), 9))


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
