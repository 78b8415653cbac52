"""A migrated database, kept between test sessions: building it takes longer than most test runs.

The cache is keyed by everything that shapes the tables. Whatever goes wrong here, the tests migrate for
themselves and show why.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from portal.devstack import places
from portal.devstack.postgres import Postgres

NAME = "preclear_template"
KEPT = 3


def schema_fingerprint() -> str:
    """Changes when the locked packages, the installed apps or one of our migrations changes."""
    digest = hashlib.sha256((places.CHECKOUT / "requirements" / "runtime.txt").read_bytes())
    digest.update((places.CHECKOUT / "portal" / "settings" / "base.py").read_bytes())
    for pattern in ("*/migrations/*.py", "*/*/migrations/*.py"):
        for path in sorted(places.CHECKOUT.glob(pattern)):
            digest.update(str(path.relative_to(places.CHECKOUT)).encode() + path.read_bytes())
    return digest.hexdigest()


def start_with_template(postgres: Postgres) -> bool:
    """Start a throw-away cluster that holds the migrated database `NAME`; False: it started without one."""
    cached = places.shared_dir("templates") / f"clean-{schema_fingerprint()[:20]}"
    try:
        _copy(cached, postgres.home)
        os.utime(cached)
    except (OSError, shutil.Error):
        shutil.rmtree(postgres.data, ignore_errors=True)
    else:
        postgres.start()
        return True
    postgres.start()
    if not _migrate(postgres):
        return False
    postgres.stop(keep=True)
    _keep(postgres.home, cached)
    postgres.start()
    return True


def _migrate(postgres: Postgres) -> bool:
    postgres.create_database(NAME)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": postgres.url.rpartition("/")[0] + f"/{NAME}",
    }
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    return subprocess.run(command, env=environment, cwd=places.CHECKOUT, check=False).returncode == 0


def _keep(home: Path, cached: Path) -> None:
    """Store a stopped cluster under its final name in one step, and forget the oldest ones."""
    draft = cached.with_name(f"{cached.name}.{os.getpid()}")
    _copy(home, draft)
    with contextlib.suppress(OSError):
        draft.rename(cached)
    old = sorted(cached.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]
    for path in (draft, *old):
        shutil.rmtree(path, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """Copy the cluster and its password, owned by the account that will run it."""
    if not (source / "data").is_dir():
        raise FileNotFoundError(source)
    places.server_dir(target)
    for name in ("data", "password"):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copy2(source / name, target / name)
    for folder, folders, files in os.walk(target):
        for name in (*folders, *files):
            places.give_to_server(Path(folder) / name)
