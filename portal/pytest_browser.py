"""pytest plugin: find Chromium for the tests marked `browser`, and say plainly when they are left out."""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LEFT_OUT = "No Chromium here: the browser tests were left out. On Debian: apt-get install -y chromium"


def find_chromium() -> Path | None:
    """The browser named by PRECLEAR_CHROMIUM, or the first one on the path."""
    named = os.environ.get("PRECLEAR_CHROMIUM")
    found = [named] if named else [path for name in NAMES if (path := shutil.which(name))]
    return Path(found[0]) if found and os.access(found[0], os.X_OK) else None


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program to drive; a test that asks for it carries the marker `browser`."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(LEFT_OUT)
    return path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_chromium() is not None:
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("browser")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if find_chromium() is None:
        terminalreporter.write_line(LEFT_OUT, yellow=True)
