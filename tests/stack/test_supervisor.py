"""Children that stop are started again; the demonstration that runs is found by other commands."""

import json
import os
import pwd
import signal
import subprocess
import sys
import time

import pytest

from portal.devstack import demo, places, running
from portal.devstack.children import Child, ServerError, free_port
from portal.devstack.supervisor import Supervisor, Watch

WAIT_FOREVER = "import time; print('up', flush=True); time.sleep(600)"
COUNT_STARTS = "import sys; print('up', flush=True)"


def child(tmp_path, code: str, name: str = "worker") -> Child:
    return Child(name=name, argv=[sys.executable, "-c", code], log=tmp_path / f"{name}.log")


def starts(one: Child) -> int:
    return one.log.read_text().count("up") if one.log.exists() else 0


def wait_for_start(one: Child) -> None:
    while not starts(one):
        time.sleep(0.05)


def test_a_killed_child_is_started_again_at_once(tmp_path):
    said: list[str] = []
    one = child(tmp_path, WAIT_FOREVER)
    one.start()
    wait_for_start(one)
    supervisor = Supervisor([one], say=said.append)
    supervisor.watches[0].started -= 60
    try:
        one.process.kill()
        killed = time.monotonic()
        supervisor.look_after(until=lambda: starts(one) == 2 or time.monotonic() > killed + 10)
        assert one.running
        assert starts(one) == 2
        assert "worker stopped (exit code -9); starting it again" in said[0]
    finally:
        supervisor.stop()
    assert one.process is None


def test_one_that_keeps_failing_is_started_less_and_less_often(tmp_path, monkeypatch):
    moment = 1000.0
    monkeypatch.setattr("portal.devstack.supervisor.time.monotonic", lambda: moment)
    one = child(tmp_path, COUNT_STARTS)
    one.start()
    watch, waits = Watch(one), []
    for _ in range(7):
        one.process.wait()
        watch.look(lambda text: None)
        waits.append(watch.due - moment)
        moment = watch.due
        watch.look(lambda text: None)
    one.stop()
    assert waits == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0]


def test_stopping_ends_the_descendants_too(tmp_path):
    code = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('up', p.pid, flush=True); time.sleep(600)"
    )
    one = child(tmp_path, code)
    one.start()
    wait_for_start(one)
    grandchild = int(one.log.read_text().split()[1])
    one.stop()
    assert gone(grandchild)


def gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether the process ends in time; a zombie that nobody collects counts as ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as entry:
                if entry.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_a_child_that_ignores_the_request_is_ended(tmp_path):
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
    one = child(tmp_path, code)
    one.stop_seconds = 0.2
    one.start()
    wait_for_start(one)
    pid = one.process.pid
    one.stop()
    assert gone(pid)


def test_kill_9_of_the_parent_ends_the_child(tmp_path):
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom portal.devstack.children import Child\n"
        f"c = Child(name='x', argv=[sys.executable, '-c', {WAIT_FOREVER!r}], log=Path({str(tmp_path / 'x.log')!r}))\n"
        "c.start(); print(c.process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=places.CHECKOUT)
    pid = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert gone(pid)


def test_two_demonstrations_never_share_a_folder(home):
    port = free_port()
    first = demo.claim_instance(home, port)
    with pytest.raises(ServerError, match=f"Port {port} is in use"):
        demo.claim_instance(home, port)
    other = demo.claim_instance(home, free_port())
    assert first.home != other.home


def test_a_closed_folder_is_refused_and_stays_closed(home, monkeypatch):
    monkeypatch.setattr(places, "server_account", lambda: pwd.getpwnam("nobody"))
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ServerError, match="cannot enter"):
        demo.claim_instance(closed, None)
    assert closed.stat().st_mode & 0o777 == 0o700


def test_without_a_wish_the_next_free_port_is_taken(home, monkeypatch):
    taken = {8000, 8001}
    monkeypatch.setattr(demo, "port_is_free", lambda port: port not in taken)
    assert demo.claim_instance(home, None).port == 8002


def test_after_a_kill_it_waits_for_its_own_port(home, monkeypatch):
    answers = iter([False, False, True])
    monkeypatch.setattr(demo, "port_is_free", lambda port: next(answers))
    (home / "8000").mkdir()
    running.publish(home / "8000", {})
    assert demo.claim_instance(home, None).port == 8000


def test_other_commands_find_the_demonstration_that_runs(home, monkeypatch, capsys):
    monkeypatch.setenv("PRECLEAR_STATE_DIR", str(home))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    instance = demo.claim_instance(home, free_port())
    running.publish(instance.home, {"DATABASE_URL": "postgres://here/one", "REDIS_URL": "redis://here"})
    running.adopt(["manage.py", "verify_trail"])
    assert os.environ["DATABASE_URL"] == "postgres://here/one"
    assert str(instance.port) in capsys.readouterr().err
    assert (instance.home / running.FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "given"), [(["manage.py", "demo"], ""), (["manage.py", "migrate"], "postgres://mine/one")]
)
def test_a_command_with_servers_of_its_own_adopts_nothing(home, monkeypatch, words, given):
    monkeypatch.setenv("PRECLEAR_STATE_DIR", str(home))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if given:
        monkeypatch.setenv("DATABASE_URL", given)
    instance = demo.claim_instance(home, free_port())
    running.publish(instance.home, {"DATABASE_URL": "postgres://here/one"})
    running.adopt(words)
    assert os.environ.get("DATABASE_URL", "") == given


def test_a_demonstration_that_was_killed_is_not_adopted(home, monkeypatch):
    monkeypatch.setenv("PRECLEAR_STATE_DIR", str(home))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    left = home / "8000"
    left.mkdir()
    (left / "lock").touch()
    (left / running.FILE).write_text(json.dumps({"DATABASE_URL": "postgres://gone/one"}))
    running.adopt(["manage.py", "migrate"])
    assert "DATABASE_URL" not in os.environ


def test_the_stamp_follows_the_migrations_and_the_example_data(tmp_path, monkeypatch):
    before = demo.migrations_fingerprint("1")
    assert demo.migrations_fingerprint("1") == before
    assert demo.migrations_fingerprint("2") != before
    for name in ("requirements/runtime.txt", "portal/settings/base.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    (tmp_path / "clearance" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    empty = demo.migrations_fingerprint("1")
    (tmp_path / "clearance" / "migrations" / "0001_initial.py").write_text("one")
    assert demo.migrations_fingerprint("1") != empty


def test_data_of_an_earlier_version_are_named_when_they_cannot_be_migrated(home, monkeypatch):
    def failing(self, *words):
        raise ServerError("relation exists")

    monkeypatch.setattr(demo.Demo, "_command", failing)
    one = demo.Demo(demo.claim_instance(home, None), seed_version="2", seed_command=None)
    with pytest.raises(ServerError, match=r"relation exists$"):
        one._migrate()
    one.stamp.write_text("an older one")
    with pytest.raises(ServerError, match="--state"):
        one._migrate()


def test_without_shared_memory_the_worker_uses_threads(monkeypatch):
    monkeypatch.setattr(demo, "shared_memory_works", lambda: False)
    words = demo.commands(8000)["worker"]
    assert words[words.index("--pool") + 1] == "threads"
