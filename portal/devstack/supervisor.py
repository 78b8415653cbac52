"""Keep children running: one that stops is started again, at once and then with a back-off."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn

from portal.devstack.children import Child

POLL_SECONDS = 0.2
HEALTHY_SECONDS = 10.0
LONGEST_WAIT = 10.0


class Stopping(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM or a closed terminal."""


def stop_on_signals() -> None:
    """Turn the first request to stop into `Stopping`; further ones cannot interrupt the stopping itself."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Stopping


class Watch:
    """When one child may be started again."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.started = time.monotonic()
        self.failures = 0
        self.due: float | None = None

    def look(self, say: Callable[[str], None]) -> None:
        moment = time.monotonic()
        if self.child.running:
            return
        if self.due is None:
            self.failures = 0 if moment - self.started > HEALTHY_SECONDS else self.failures + 1
            wait = min(LONGEST_WAIT, 0.5 * 2**self.failures) if self.failures else 0.0
            self.due = moment + wait
            code = self.child.process.returncode if self.child.process else None
            say(f"{self.child.name} stopped (exit code {code}); starting it again. Log: {self.child.log}")
        if moment >= self.due:
            self.child.stop()
            self.child.start()
            self.started, self.due = moment, None


class Supervisor:
    """`children` in the order of starting; they stop in the reverse order."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], None] = print) -> None:
        self.watches = [Watch(child) for child in children]
        self.say = say

    def look_after(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Restart what stops, until `until()` holds."""
        while not until():
            for watch in self.watches:
                watch.look(self.say)
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        for watch in reversed(self.watches):
            watch.child.stop()
