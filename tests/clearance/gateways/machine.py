"""Real simulators as processes, and in this process what else a server runs: the gateway and a worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from clearance import tasks
from clearance.services import Gateway
from portal.core import clock
from portal.core.models import OutboxTask
from portal.devstack import places
from portal.devstack.children import free_port
from portal.devstack.simulators import simulator_command
from tests.factories.gateways import SECRET

WORK = {f"clearance.{name}": getattr(tasks, name) for name in ("send_messages", "plan_messages", "read_inbound")}


class Simulator:
    """One process of a simulator; its state file outlives it."""

    def __init__(self, name: str, home: Path, portal: str) -> None:
        self.name, self.port = name, free_port()
        self.command = simulator_command(name, self.port, home / f"{name}.db", portal)
        self.process: subprocess.Popen[bytes] | None = None
        self.seconds = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        began = time.monotonic()
        environment = {name: value for name, value in os.environ.items() if name != "ALLOWED_HOSTS"}
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=places.CHECKOUT,
            env={**environment, "PRECLEAR_SIMULATOR_SECRET": SECRET},
            stdout=subprocess.DEVNULL,
        )
        wait_for(self.answers, 20)
        self.seconds = time.monotonic() - began

    def answers(self) -> bool:
        assert self.process is not None and self.process.poll() is None, f"the simulator {self.name} stopped"
        try:
            return self.ask("/") is not None
        except OSError:
            return False

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Any:
        body = json.dumps(data).encode() if data is not None else None
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.address + path, data=body), timeout=5) as answer:
            text = answer.read()
        return json.loads(text) if path != "/" else text

    def behave(self, **changes: Any) -> None:
        self.ask("/control", changes)

    def received(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("/received")
        return found


def wait_for(ready: Callable[[], Any], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"not within {seconds} s: {ready}"
        time.sleep(0.05)


def work(stop: threading.Event) -> None:
    """A worker without the broker: does what is due, in the order it was promised."""
    while not stop.is_set():
        now = clock.now()
        due = OutboxTask.objects.filter(task__in=WORK, done_at=None, due_at__lte=now).order_by("due_at")
        for row in list(due[:50]):
            WORK[row.task].run(str(row.id))
        stop.wait(0.05)
    connection.close()


def gateway(stop: threading.Event) -> None:
    Gateway(stop).run()
    connection.close()


@contextmanager
def server_running(workers: int = 2) -> Iterator[None]:
    """The gateway and some workers as threads of this process."""
    stop = threading.Event()
    threads = [threading.Thread(target=gateway, args=(stop,))]
    threads += [threading.Thread(target=work, args=(stop,)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
