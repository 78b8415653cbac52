"""The development servers: started, stopped, killed, recovered, and never left behind."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from portal.devstack import places
from portal.devstack.children import ServerError
from portal.devstack.postgres import Postgres
from portal.devstack.stack import Stack, throw_away_stack
from portal.devstack.valkey import Valkey


def ask(postgres: Postgres, query: str):
    with psycopg2.connect(postgres.url) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def processes_in(path: Path) -> list[int]:
    """Numbers of the processes that work in a folder below `path`."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").readlink().is_relative_to(path):
                found.append(int(entry.name))
    return found


def wait_until(condition, seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_postgres_keeps_what_was_committed_through_kill_9(home):
    postgres = Postgres(home / "postgres")
    postgres.start()
    try:
        ask(postgres, "CREATE TABLE kept AS SELECT 42 AS answer")
        postgres.child.process.kill()
        postgres.child.stop()
        postgres.start()
        assert ask(postgres, "SELECT answer FROM kept") == 42
        assert ask(postgres, "SHOW fsync") == "on"
    finally:
        postgres.stop()
    assert processes_in(home) == []


def test_postgres_sorts_by_the_builtin_locale(home):
    postgres = Postgres(home / "postgres", throw_away=True)
    postgres.start()
    try:
        query = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'preclear'"
        assert ask(postgres, query) == "bC.UTF-8"
    finally:
        postgres.stop()


def test_a_lock_file_that_names_a_stranger_does_not_stop_the_start(home):
    postgres = Postgres(home / "postgres", throw_away=True)
    postgres.start()
    postgres.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lock = postgres.data / "postmaster.pid"
        lock.write_text(f"{stranger.pid}\n{postgres.data}\n")
        places.give_to_server(lock)
        postgres.start()
        assert ask(postgres, "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        postgres.stop()
        stranger.kill()
        stranger.wait()


def test_a_predecessor_that_still_runs_is_ended_first(home):
    first, second = Postgres(home / "postgres"), Postgres(home / "postgres")
    first.start()
    try:
        second.start()
        assert ask(second, "SELECT 1") == 1
        assert first.child.process.wait(10) == 0
    finally:
        second.stop()
        first.stop()


def test_a_wrong_password_is_refused(home):
    postgres = Postgres(home / "postgres", throw_away=True)
    postgres.start()
    try:
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(postgres.url.replace(postgres.password_file.read_text(), "wrong"))
    finally:
        postgres.stop()


def test_a_server_that_cannot_start_says_why(home):
    postgres = Postgres(home / "postgres", throw_away=True)
    postgres.child.argv = [*postgres.child.argv, "-c", "no_such_setting=1"]
    with pytest.raises(ServerError, match="no_such_setting"):
        postgres.start()


def test_valkey_keeps_its_append_only_file_through_kill_9(home):
    valkey = Valkey(home / "valkey")
    valkey.start()
    try:
        redis.Redis.from_url(valkey.url).set("kept", "yes")
        valkey.child.process.kill()
        valkey.child.stop()
        valkey.start()
        assert redis.Redis.from_url(valkey.url).get("kept") == b"yes"
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=valkey.port).ping()
    finally:
        valkey.stop()
    assert processes_in(home) == []


def test_secrets_are_closed_to_others_and_on_no_command_line(home):
    stack = Stack(home, throw_away=True, environment={})
    stack.start()
    try:
        for secret in (home / "postgres" / "password", home / "valkey" / "valkey.conf"):
            assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        password = stack.valkey.password.encode()
        for pid in processes_in(home):
            assert password not in Path(f"/proc/{pid}/cmdline").read_bytes()
    finally:
        stack.stop()


def test_servers_of_root_run_as_nobody(home):
    stack = Stack(home, throw_away=True, environment={})
    stack.start()
    try:
        expected = places.server_account().pw_uid if os.geteuid() == 0 else os.geteuid()
        owners = {os.stat(f"/proc/{server.child.process.pid}").st_uid for server in stack.servers}
        assert owners == {expected}
    finally:
        stack.stop()


def test_what_the_environment_names_is_used_and_not_started(home):
    given = {"DATABASE_URL": "postgres://elsewhere/one", "REDIS_URL": "redis://elsewhere/0"}
    stack = Stack(home, environment=given)
    assert stack.servers == []
    assert stack.environment == given


def test_two_stacks_run_side_by_side():
    clean = {"DATABASE_URL": "", "REDIS_URL": ""}
    with throw_away_stack(environment=clean) as one, throw_away_stack(environment=clean) as two:
        assert not set(one.environment.values()) & set(two.environment.values())
        assert one.postgres.ready()
        assert two.postgres.ready()


def test_nothing_is_left_of_a_throw_away_stack():
    with throw_away_stack(environment={}) as stack:
        home = stack.postgres.home.parent
        assert len(processes_in(home)) >= 2
    assert not home.exists()
    assert processes_in(home) == []


def test_kill_9_of_the_parent_leaves_no_server(home):
    command = [sys.executable, "-m", "portal.devstack", "--state", str(home)]
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=places.CHECKOUT, env=clean)
    assert any(b"running" in line for line in parent.stdout)
    assert len(processes_in(home)) >= 2
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not processes_in(home))


def test_the_module_runs_one_command_with_both_servers():
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    code = "import os; print(os.environ['DATABASE_URL'][:11], os.environ['REDIS_URL'][:8]); raise SystemExit(7)"
    done = subprocess.run(
        [sys.executable, "-m", "portal.devstack", "--shell", sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=places.CHECKOUT,
        env=clean,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("postgres:// redis://\n", 7)


def test_sigterm_stops_the_module_cleanly(home):
    command = [sys.executable, "-m", "portal.devstack", "--state", str(home)]
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=places.CHECKOUT, env=clean)
    assert any(b"running" in line for line in parent.stdout)
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(20) == 143
    assert processes_in(home) == []
