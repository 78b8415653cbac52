"""Every test of the trail has its own signing key and anchor file."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def anchor(settings, tmp_path: Path) -> Path:
    settings.TRAIL_SIGNING_KEY_FILE = str(tmp_path / "keys" / "trail.key")
    settings.TRAIL_ANCHOR_FILE = str(tmp_path / "anchor" / "trail.txt")
    return Path(settings.TRAIL_ANCHOR_FILE)
