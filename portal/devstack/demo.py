"""The demonstration: every process of a server on one machine, in one folder, under one command.

The data belongs to the port: two demonstrations on two ports never share anything.
"""

import contextlib
import fcntl
import hashlib
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal.devstack import places, running
from portal.devstack.children import Child, ServerError, port_is_free
from portal.devstack.simulators import Simulators
from portal.devstack.stack import Stack
from portal.devstack.supervisor import Supervisor
from portal.devstack.template import schema_fingerprint

FIRST_PORT = 8000
PORTS_TO_TRY = 20
FIRST_PAGE_SECONDS = 90.0


class Instance:
    """One folder of one demonstration, held by a lock for as long as this process lives."""

    def __init__(self, state: Path, port: int) -> None:
        self.port = port
        self.home = places.open_dir(state / str(port))
        self._guard: IO[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def claim(self) -> bool:
        """Whether nobody else runs here and the port is free (a moment after a kill -9, it is again)."""
        self._guard = (self.home / "lock").open("w")
        try:
            fcntl.flock(self._guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        deadline = time.monotonic() + (10 if running.left_behind(self.home) else 0)
        while not port_is_free(self.port):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def claim_instance(state: Path, port: int | None) -> Instance:
    """The folder for `port`, or for the first free port from 8000. Raises ServerError when it is taken."""
    places.open_dir(state)
    if not places.reachable(state):
        raise ServerError(f"As root the servers run as `nobody`, who cannot enter {state}. Choose another --state.")
    for number in [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        instance = Instance(state, number)
        if instance.claim():
            return instance
    where = f"Port {port} is" if port else f"All ports from {FIRST_PORT} are"
    raise ServerError(f"{where} in use. Choose another one with --port.")


class Demo:
    """Start everything in order, keep it running, stop it in reverse."""

    def __init__(self, instance: Instance, *, seed_version: str, seed_command: str | None) -> None:
        self.instance = instance
        self.seed_command = seed_command
        self.stamp = self.instance.home / "prepared"
        self.fingerprint = migrations_fingerprint(seed_version)
        self.stack = Stack(instance.home)
        self.simulators = Simulators(instance.home)
        self.children: list[Child] = []

    @contextmanager
    def started(self) -> Iterator[Supervisor]:
        """Everything runs inside this block; nothing of it does afterwards."""
        self._rotate_logs()
        try:
            with step("PostgreSQL and Valkey"):
                self.stack.start()
            self.children = [server.child for server in self.stack.servers]
            running.publish(self.instance.home, self.environment)
            self._bring_up()
            yield Supervisor(self.children, say=lambda text: print(f"! {text}", flush=True))
        finally:
            self._stop()

    @property
    def environment(self) -> dict[str, str]:
        return {
            **self.stack.environment,
            **self.simulators.environment,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "PRECLEAR_PUBLIC_URL": os.environ.get("PRECLEAR_PUBLIC_URL") or self.instance.address.rstrip("/"),
            "PRECLEAR_STATE_DIR": str(self.instance.home),
            "PYTHONUNBUFFERED": "1",
        }

    def _bring_up(self) -> None:
        fresh = not self._prepared()
        if fresh:
            self._migrate()
        port = self.instance.port
        processes = commands(port) | self.simulators.commands(port)
        web, *others = [self._child(name, *words) for name, words in processes.items()]
        self._start(web)
        if fresh and self.seed_command:
            with step("Example data"):
                self._command(self.seed_command)
        with step("Web server"):
            self._wait_for_first_page()
        for child in others:  # after the first page: they would only compete with it for the processor
            self._start(child)
        self.stamp.write_text(self.fingerprint)

    def _migrate(self) -> None:
        older = self.stamp.exists()
        try:
            with step("Database tables"):
                self._command("migrate", "--no-input")
        except ServerError as problem:
            if not older:
                raise
            raise ServerError(
                f"{problem}\nThe data in {self.instance.home} are of an earlier version that this one cannot go on from. "
                "Remove that folder, or choose another one with --state."
            ) from problem
        self.stamp.unlink(missing_ok=True)

    def _start(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def _prepared(self) -> bool:
        """A database of our own that we prepared with these very migrations needs no second look."""
        ours = self.stack.postgres is not None
        return ours and self.stamp.exists() and self.stamp.read_text() == self.fingerprint

    def _child(self, name: str, *words: str) -> Child:
        return Child(
            name=name,
            argv=[sys.executable, *words],
            log=self.instance.home / f"{name}.log",
            env={**os.environ, **self.environment},
        )

    def _command(self, *words: str) -> None:
        child = self._child(words[0], "manage.py", *words)
        child.start()
        try:
            code = child.process.wait() if child.process else 1
        finally:
            child.stop()
        if code:
            raise ServerError(f"manage.py {words[0]} failed ({child.log}):\n{child.last_words(30)}")

    def _wait_for_first_page(self) -> None:
        web = next(child for child in self.children if child.name == "web")
        deadline = time.monotonic() + FIRST_PAGE_SECONDS
        while not answers(self.instance.address):
            if not web.running or time.monotonic() > deadline:
                raise ServerError(f"The web server did not start ({web.log}):\n{web.last_words(30)}")
            time.sleep(0.1)

    def _rotate_logs(self) -> None:
        for log in self.instance.home.glob("*.log"):
            log.replace(log.with_suffix(".log.1"))

    def _stop(self) -> None:
        servers = [server.child for server in self.stack.servers]
        ours = [child for child in self.children if child not in servers]
        for child in reversed(ours):
            child.ask_to_stop()
        for child in reversed(ours):
            child.stop()
        self.stack.stop()
        running.withdraw(self.instance.home)


def commands(port: int) -> dict[str, list[str]]:
    """The processes of the portal itself, by name; docker-compose.yml runs the same ones."""
    celery = ["-m", "celery", "-A", "portal.celery:app"]
    pool = ["--pool", "prefork" if shared_memory_works() else "threads"]
    listen = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--timeout-graceful-shutdown",
        "2",
        "--no-access-log",
    ]
    return {
        "web": ["-m", "uvicorn", "portal.asgi:application", *listen],
        "worker": [*celery, "worker", *pool, "--concurrency", "2", "--without-mingle", "--without-gossip"],
        "beat": [*celery, "beat", "--pidfile="],
        "gateway": ["manage.py", "gateway"],
    }


def shared_memory_works() -> bool:
    """Celery's prefork pool needs semaphores in /dev/shm; some containers close it."""
    return not sys.platform.startswith("linux") or os.access("/dev/shm", os.W_OK | os.X_OK)


def migrations_fingerprint(seed_version: str) -> str:
    """Changes when the locked packages, a migration of ours, or the version of the example data changes."""
    return hashlib.sha256(f"{schema_fingerprint()} {seed_version}".encode()).hexdigest()


def answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(OSError), opener.open(address, timeout=10) as response:
        return bool(response.status == 200)
    return False


@contextmanager
def step(label: str) -> Iterator[None]:
    """One line of progress with its seconds."""
    started = time.monotonic()
    print(f"  {label} ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("... not finished", flush=True)
        raise
    print(f"{'.' * max(3, 40 - len(label))} {time.monotonic() - started:4.1f} s", flush=True)
