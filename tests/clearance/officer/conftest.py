"""What every officer's test stands on: the real reference data and one profile in force."""

from __future__ import annotations

import pytest

from tests.factories.officer import make_profile


@pytest.fixture(autouse=True)
def _ground(reference_data: None, db: None) -> None:
    make_profile()
