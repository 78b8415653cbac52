"""What the tests of the servers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.devstack.stack import temporary_home


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the servers' account can reach (pytest's own folders are closed to it)."""
    with temporary_home() as path:
        yield path
