"""What every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.leftovers import emptying_statements, has_test_database, left_behind, reference_stamp

pytest_plugins = ["tests.factories.reference"]

# How long an example takes says something about the machine, not about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

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
def _emptying_tables() -> Iterator[None]:
    """Empty after a test that commits only the tables it filled, append-only ones too, whose triggers refuse
    everyone else. What migrations wrote and the reference data stay: building them again for every test that
    follows would cost more than the tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", lambda *arguments, **options: emptying_statements())
        patch.setattr(flush, "emit_post_migrate_signal", lambda *arguments, **options: None)
        yield


@pytest.fixture(autouse=True, scope="module")
def _nothing_left_behind(django_db_blocker: Any) -> Iterator[None]:
    """The file that leaves something to the next one fails, not the next one."""
    with django_db_blocker.unblock():
        before = reference_stamp() if has_test_database() else ()
    yield
    with django_db_blocker.unblock():
        assert left_behind(before) == []


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
