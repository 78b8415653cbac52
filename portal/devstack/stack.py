"""Both servers together, or the ones the environment names."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from portal.devstack import places
from portal.devstack.postgres import Postgres
from portal.devstack.valkey import Valkey

VARIABLES = ("DATABASE_URL", "REDIS_URL")


class Stack:
    """PostgreSQL and Valkey with their data below `home`; what the environment names is not started."""

    def __init__(self, home: Path, *, throw_away: bool = False, environment: Mapping[str, str] = os.environ) -> None:
        places.open_dir(home)
        self._given = {name: environment[name] for name in VARIABLES if environment.get(name)}
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        if "DATABASE_URL" not in self._given:
            self.postgres = Postgres(home / "postgres", throw_away=throw_away)
        if "REDIS_URL" not in self._given:
            self.valkey = Valkey(home / "valkey")

    def start(self) -> None:
        """Raises ServerError, after stopping what had started."""
        try:
            for server in self.servers:
                if not server.child.running:
                    server.start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for server in reversed(self.servers):
            server.stop()

    @property
    def servers(self) -> list[Postgres | Valkey]:
        return [server for server in (self.postgres, self.valkey) if server is not None]

    @property
    def environment(self) -> dict[str, str]:
        """The two variables the settings read."""
        urls = dict(self._given)
        if self.postgres:
            urls["DATABASE_URL"] = self.postgres.url
        if self.valkey:
            urls["REDIS_URL"] = self.valkey.url
        return urls


@contextmanager
def throw_away_stack(*, durable: bool = False, environment: Mapping[str, str] = os.environ) -> Iterator[Stack]:
    """Two servers in a temporary folder, gone at the end. `durable` keeps PostgreSQL's guarantees."""
    with temporary_home() as home:
        stack = Stack(home, throw_away=not durable, environment=environment)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A new folder that the servers' account can reach, removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="preclear-", dir=_temporary_root()))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _temporary_root() -> str:
    root = tempfile.gettempdir()
    return root if places.reachable(Path(root)) else "/var/tmp"
