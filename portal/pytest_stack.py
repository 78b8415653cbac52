"""pytest plugin: one throw-away PostgreSQL and Valkey per test session, before Django reads its settings.

It must be loaded with `-p` (pytest-django reads the settings before any conftest.py). Under xdist only the
controller starts servers; the workers inherit the two variables. Nothing is started for what `DATABASE_URL`
and `REDIS_URL` already name.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from portal.devstack.stack import throw_away_stack

WITHOUT_SERVERS = ("--help", "-h", "--version", "-V", "--markers", "--fixtures")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Generator[None, object, object]:
    if not _is_worker() and not set(args).intersection(WITHOUT_SERVERS):
        session = ExitStack()
        stack = session.enter_context(throw_away_stack())
        session.callback(_restore, {name: os.environ.get(name) for name in stack.environment})
        os.environ.update(stack.environment)
        early_config.add_cleanup(session.close)
    return (yield)


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
