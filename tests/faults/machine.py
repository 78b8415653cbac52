"""A whole portal of its own with durable servers, and the ways to break it."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import redis
from celery import Celery

from portal.devstack import places
from portal.devstack.children import Child
from portal.devstack.demo import Demo, answers, claim_instance
from portal.devstack.supervisor import Supervisor

RECOVERY_SECONDS = 180.0


class Machine:
    """The processes of one demonstration under a supervisor, and faults by name."""

    def __init__(self, demo: Demo, supervisor: Supervisor) -> None:
        self.demo = demo
        self.supervisor = supervisor
        self.environment = demo.environment
        self.children: dict[str, Child] = {child.name: child for child in demo.children}
        self.faults: dict[str, Callable[[], None]] = {
            "worker": lambda: self.kill("worker"),
            "worker child": self.kill_worker_child,
            "web": lambda: self.kill("web"),
            "beat": lambda: self.kill("beat"),
            "redis": lambda: self.kill("valkey"),
            "flushall": self.flush,
            "postmaster": lambda: self.kill("postgres"),
            "whole postgres": self.kill_whole_postgres,
        }

    def kill(self, name: str) -> None:
        end(self.living(name))

    def kill_worker_child(self) -> None:
        """One process of the pool, or the worker itself while it has no pool yet."""
        worker = self.living("worker")
        end((descendants(worker) or [worker])[0])

    def kill_whole_postgres(self) -> None:
        master = self.living("postgres")
        for pid in (master, *descendants(master)):
            end(pid)

    def flush(self) -> None:
        self.living("valkey")
        with contextlib.suppress(redis.RedisError), redis.Redis.from_url(self.environment["REDIS_URL"]) as client:
            client.flushall()

    def pid(self, name: str) -> int:
        process = self.children[name].process
        return process.pid if process is not None and process.poll() is None else 0

    def living(self, name: str) -> int:
        """Its process id; one that was killed just before comes back first, so that every fault is one."""
        self.supervisor.look_after(until=lambda: bool(self.pid(name)))
        return self.pid(name)

    def look_after(self, seconds: float) -> None:
        end_at = time.monotonic() + seconds
        self.supervisor.look_after(until=lambda: time.monotonic() >= end_at)

    def recover(self) -> None:
        """Wait until every process answers: both servers, the web server, a worker, and the scheduler."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        self.supervisor.look_after(until=lambda: self.healthy() or time.monotonic() > deadline)
        assert self.healthy(), {name: child.last_words(5) for name, child in self.children.items()}

    def healthy(self) -> bool:
        return (
            all(self.pid(name) for name in self.children)
            and self.demo.stack.postgres.ready()
            and self.scheduler_reports()
            and self.worker_reports()
            and answers(self.demo.instance.address)
        )

    def scheduler_reports(self) -> bool:
        return f"scheduler {self.pid('beat')} is ready" in self.children["beat"].last_words(2000)

    def worker_reports(self) -> bool:
        broker = self.environment["REDIS_URL"]
        with Celery(broker=broker, set_as_current=False) as app, contextlib.suppress(Exception):
            return bool(app.control.ping(timeout=0.5, limit=1))
        return False

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *words)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A Python program in the environment of this portal."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=places.CHECKOUT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def credentials(self) -> tuple[str, str]:
        """Prepare the database for filing; gives the id and secret of a partner's key."""
        done = self.run("-m", "tests.faults.prepare")
        assert done.returncode == 0, done.stderr
        name, secret = json.loads(done.stdout.splitlines()[-1])
        return name, secret

    def ask(self, query: str, values: dict[str, Any] | None = None) -> list[tuple]:
        with contextlib.closing(psycopg2.connect(self.environment["DATABASE_URL"])) as connection:
            cursor = connection.cursor()
            cursor.execute(query, values)
            return cursor.fetchall()


def end(pid: int) -> None:
    if pid:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """The children of `pid`."""
    if not pid:
        return []
    with contextlib.suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def order_of_faults(machine: Machine, number: int, chance: random.Random) -> list[str]:
    """Every kind equally often, in random order."""
    kinds = sorted(machine.faults)
    names = [kinds[index % len(kinds)] for index in range(number)]
    chance.shuffle(names)
    return names


@contextmanager
def machine(state: Path, port: int) -> Iterator[Machine]:
    demo = Demo(claim_instance(state, port), seed_version="faults", seed_command=None)
    with demo.started() as supervisor:
        yield Machine(demo, supervisor)
