"""How other commands find the running demonstration: `./run manage verify_trail` checks its data."""

import contextlib
import fcntl
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from portal.devstack import places

FILE = "environment.json"


def publish(home: Path, environment: Mapping[str, str]) -> None:
    """Write down how to reach the servers, for our own account only."""
    path = home / FILE
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(dict(environment)))


def withdraw(home: Path) -> None:
    (home / FILE).unlink(missing_ok=True)


def left_behind(home: Path) -> bool:
    """Whether the last demonstration in this folder had no time to clean up."""
    return (home / FILE).exists()


def adopt(words: list[str]) -> None:
    """Give this process the servers of a running demonstration, unless it has or starts its own."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    if "DATABASE_URL" in os.environ or settings != "portal.settings.demo" or words[1:2] == ["demo"]:
        return
    homes = [path.parent for path in sorted(places.default_state_dir().glob(f"*/{FILE}"))]
    alive = [home for home in homes if _held(home)]
    if alive:
        os.environ.update(json.loads((alive[0] / FILE).read_text()))
        print(f"(using the demonstration on port {alive[0].name})", file=sys.stderr)


def _held(home: Path) -> bool:
    with contextlib.suppress(OSError), (home / "lock").open() as guard:
        try:
            fcntl.flock(guard, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
