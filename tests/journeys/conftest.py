"""Real browser, real server, real worker, real database: the demonstration itself, started for the journeys."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from portal.devstack.stack import temporary_home
from tests.journeys.people import People

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "test-artifacts" / "journeys"
START_SECONDS = 240
READY = "Ready after"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Demonstration:
    """A running one: its address, and the folder that holds its data and the mail it sends."""

    address: str
    state: Path

    def manage(self, *words: str) -> str:
        """Run a command on it, as `./run manage` does; gives what it said."""
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        env |= {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "PRECLEAR_STATE_DIR": str(self.state)}
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def mail_to(self, address: str) -> str:
        """Give the last mail to somebody, as it lies in the folder of mails."""
        letters = sorted(self.state.glob("*/mail/*"), key=lambda path: path.stat().st_mtime)
        parsed = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in letters]
        found = [letter for letter in parsed if letter["To"] == address]
        body = found[-1].get_body(("plain",)) if found else None
        return f"{found[-1]['Subject']}\n{body.get_content()}" if body else ""


@pytest.fixture(scope="package")
def demonstration(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A freshly seeded demonstration, stopped with Ctrl-C at the end.

    PRECLEAR_PORTAL names one that is running already, for writing journeys, PRECLEAR_STATE_DIR its folder.
    """
    if running := os.environ.get("PRECLEAR_PORTAL"):
        yield Demonstration(running, Path(os.environ.get("PRECLEAR_STATE_DIR", "")))
        return
    port, folder = free_port(), temporary_home()
    state = folder.__enter__()
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    env |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "PRECLEAR_STATE_DIR": str(state),
        "PRECLEAR_TARGETING_DRAWS": "false",
        "PRECLEAR_DEMO_CODE": "424242",
    }
    log = (tmp_path_factory.mktemp("portal") / "demo.log").open("w+")
    command = [sys.executable, "manage.py", "demo", "--port", str(port), "--state", str(state)]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/status/health/", process, Path(log.name))
        yield Demonstration(address, state)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        folder.__exit__(None, None, None)


@pytest.fixture(scope="package")
def portal(demonstration: Demonstration) -> str:
    """The address of the demonstration."""
    return demonstration.address


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """While it runs Django allows no database access in this process: it may not outlive its module."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(chromium), args=list(QUIET))


@pytest.fixture(scope="module")
def people(portal: str, browser: Browser) -> Iterator[People]:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    everyone = People(browser, portal, ARTIFACTS)
    yield everyone
    everyone.leave()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the demonstration ended:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200 and READY in log.read_text():  # it answers while it is still being seeded
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.5)
    raise RuntimeError(f"no page after {START_SECONDS} s:\n{log.read_text()[-4000:]}")
