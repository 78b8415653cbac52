"""Every simulation needs something in force."""

from __future__ import annotations

import pytest

from tests.factories.officer import make_profile


@pytest.fixture(autouse=True)
def _in_force(db: None) -> None:
    make_profile()
