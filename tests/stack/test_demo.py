"""The demonstration as a person meets it: one command up, Ctrl-C down, nothing left, everything kept."""

import contextlib
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from portal.devstack import places, running
from portal.devstack.children import free_port
from portal.devstack.stack import temporary_home
from portal.site.demo_accounts import ACCOUNTS, LOGINS

pytestmark = pytest.mark.slow
START_SECONDS = 300  # on a machine that has other work, too
WARM_SECONDS = 15


class Running:
    """One demonstration of its own, with what it has printed so far."""

    def __init__(self, state: Path, port: int) -> None:
        self.home = state / str(port)
        self.port = port
        self.output = state / f"{port}.out"
        clean = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(port), "--state", str(state)],
                cwd=places.CHECKOUT,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**clean, "PRECLEAR_STARTED": repr(time.time())},
            )

    def wait_until_ready(self) -> str:
        deadline = time.monotonic() + START_SECONDS
        while "Ctrl-C stops everything" not in self.text:
            assert self.process.poll() is None, self.text
            assert time.monotonic() < deadline, self.text
            time.sleep(0.1)
        return self.text

    @property
    def text(self) -> str:
        return self.output.read_text()

    @property
    def database_url(self) -> str:
        return json.loads((self.home / running.FILE).read_text())["DATABASE_URL"]

    def query(self, text: str) -> int:
        with contextlib.closing(psycopg2.connect(self.database_url)) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(text)
            return cursor.fetchone()[0] if cursor.description else 0

    def processes(self) -> list[int]:
        """Every process of this demonstration but the one we started."""
        marks = (os.fsencode(f"PRECLEAR_STATE_DIR={self.home}\0"), os.fsencode(f"{self.home}/"))
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit():
                    work = os.fsencode(f"{(entry / 'cwd').readlink()}/")
                    if marks[0] in (entry / "environ").read_bytes() or work.startswith(marks[1]):
                        found.append(int(entry.name))
        return found


NOT_INHERITED = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PRECLEAR_STATE_DIR")


@contextmanager
def demonstration(state: Path, port: int) -> Iterator[Running]:
    one = Running(state, port)
    try:
        one.wait_until_ready()
        yield one
    finally:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGINT)
            one.process.wait(30)


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with temporary_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


def wait_until_gone(one: Running, seconds: float) -> list[int]:
    deadline = time.monotonic() + seconds
    while (left := one.processes()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def test_a_cold_start_shows_progress_the_address_and_one_login_per_role(state, port):
    with demonstration(state, port) as one:
        for step in ("PostgreSQL and Valkey", "Database tables", "Example data", "Web server"):
            assert re.search(rf"{step}.* \d+\.\d s", one.text), step
        for login in LOGINS:
            assert login["email"] in one.text
            assert login["password"] in one.text
        assert answers(port)
        code = re.search(r"Second-factor code where one is asked for: (\d+)", one.text)[1]
        asked = [login["email"] for login in LOGINS if signs_in(port, login, code)]
        assert {email.split("@")[0] for email in asked} == {account.key for account in ACCOUNTS if account.staff}
        one.query("CREATE TABLE kept AS SELECT 42 AS answer")
        assert len(one.processes()) >= 10
    assert one.process.returncode == 0
    assert one.processes() == []
    assert "Stopped. The data is kept" in one.text


def test_the_second_start_is_quick_and_keeps_the_data(state, port):
    with demonstration(state, port) as one:
        assert "Database tables" not in one.text
        assert "Example data" not in one.text
        busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert float(re.search(r"Ready after ([\d.]+) s", one.text)[1]) < WARM_SECONDS * busy
        assert one.query("SELECT answer FROM kept") == 42
        one.process.kill()
        one.process.wait()
        assert wait_until_gone(one, seconds=10) == []


def test_after_kill_9_it_starts_again_and_a_crashed_child_comes_back(state, port):
    with demonstration(state, port) as one:
        assert one.query("SELECT answer FROM kept") == 42
        for name in ("worker", "postgres", "web"):
            os.kill(child_of(one, name), signal.SIGKILL)
            wait_for(lambda name=name: f"! {name} stopped (exit code -9)" in one.text)
        wait_for(lambda: answers(port))
        wait_for(lambda: child_of(one, "worker"))
        wait_for(lambda: recovered(one))  # the first page needs no database, and recovery takes its time
        assert one.query("SELECT answer FROM kept") == 42
    assert one.processes() == []


def test_two_run_side_by_side(state, port):
    with demonstration(state, port) as one, demonstration(state, free_port()) as two:
        assert one.home != two.home
        assert answers(one.port)
        assert answers(two.port)
        assert two.query("SELECT count(*) FROM pg_tables WHERE tablename = 'kept'") == 0


def signs_in(port: int, login: dict[str, str], code: str) -> bool:
    """Sign in as a browser without JavaScript does; says whether the code was asked for."""
    browser = Browser(f"http://127.0.0.1:{port}")
    page = browser.get("/session/login/")
    page = browser.submit("/session/login/", page, login=login["email"], password=login["password"])
    asked = 'name="code"' in page
    if asked:
        page = browser.submit("/session/2fa/authenticate/", page, code=code)
    home = browser.get("/")
    assert "/session/logout/" in home, (login["email"], page)
    assert 'name="code"' not in home, login["email"]
    return asked


class Browser:
    """Cookies and hidden fields, nothing else."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path: str, data: bytes | None = None) -> str:
        with self.opener.open(self.base + path, data) as page:
            return page.read().decode()

    def submit(self, path: str, page: str, **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        return self.get(path, urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode())


WORDS = {"worker": b"\0worker\0", "web": b"\0uvicorn\0", "postgres": b"/postgres\0-D\0"}


def recovered(one: Running) -> bool:
    """Whether the database answers again."""
    with contextlib.suppress(psycopg2.OperationalError):
        return one.query("SELECT 1") == 1
    return False


def child_of(one: Running, name: str) -> int:
    """The direct child with this task, or 0."""
    for pid in one.processes():
        with contextlib.suppress(OSError):
            parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == one.process.pid and WORDS[name] in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
    return 0


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        return page.status == 200
    return False


def wait_for(condition, seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)
