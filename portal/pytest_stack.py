"""pytest plugin: one throw-away PostgreSQL and Valkey per test session, before Django reads its settings.

It must be loaded with `-p` (pytest-django reads the settings before any conftest.py). Under xdist every worker
has servers of its own: transaction numbers belong to the whole cluster, and what one worker leaves open would
hold the sealer of the trail back in the others. Nothing is started for what `DATABASE_URL` and `REDIS_URL`
already name. The tests' database is a copy of a migrated one that is kept between sessions.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from portal.devstack import template
from portal.devstack.stack import Stack, temporary_home

WITHOUT_SERVERS = ("--help", "-h", "--version", "-V", "--markers", "--fixtures")
TEMPLATE = "PRECLEAR_TEST_TEMPLATE"
OURS = "PRECLEAR_TEST_SERVERS"  # what the controller started: its workers start their own instead


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Generator[None, object, object]:
    if not set(args).intersection(WITHOUT_SERVERS):
        session = ExitStack()
        variables = _start(session)
        session.callback(_restore, {name: os.environ.get(name) for name in variables})
        os.environ.update(variables)
        early_config.add_cleanup(session.close)
    return (yield)


def _start(session: ExitStack) -> dict[str, str]:
    inherited = os.environ.get(OURS, "").split()
    given = {name: value for name, value in os.environ.items() if name not in inherited}
    stack = Stack(session.enter_context(temporary_home()), throw_away=True, environment=given)
    session.callback(stack.stop)
    migrated = stack.postgres is not None and template.start_with_template(stack.postgres)
    stack.start()
    ours = " ".join(name for name in stack.environment if name not in given)
    return {**stack.environment, OURS: ours, TEMPLATE: template.NAME if migrated else ""}


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
