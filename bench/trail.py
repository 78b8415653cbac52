"""How fast the trail records, seals and verifies:

    python bench/trail.py [ENTRIES]

It starts a throw-away PostgreSQL (or uses DATABASE_URL) and works in a database of its own. Beside record()
stands the bare INSERT of the same row in the same run, so that the figures mean something on any machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

BARE = """
INSERT INTO trail_entry (id, event, actor_kind, actor_id, actor_name, actor_roles, actor_agency, actor_port,
    actor_client, actor_organisation_id, organisation_id, subject_type, subject_id, request_id, body, salt, at,
    digest)
VALUES (gen_random_uuid(), 'bench.bare', 'system', NULL, '', '', '', '', '', NULL, NULL, 'trip',
    gen_random_uuid(), '', '{}', sha256('s'), now(), sha256('d'))
"""


def main() -> None:
    """Run the three measurements in a fresh database."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack, tempfile.TemporaryDirectory() as folder:
        os.environ.update(stack.environment)
        import django

        django.setup()
        _configure(Path(folder))
        from django.test.utils import setup_databases, teardown_databases

        databases = setup_databases(verbosity=0, interactive=False)
        try:
            _measure(entries)
        finally:
            teardown_databases(databases, verbosity=0)


def _configure(folder: Path) -> None:
    from django.conf import settings

    settings.TRAIL_SIGNING_KEY_FILE = str(folder / "key")
    settings.TRAIL_ANCHOR_FILE = str(folder / "anchor")


def _measure(entries: int) -> None:
    from django.conf import settings

    from audit.trail.selectors import trail_verify, trusted_keys
    from audit.trail.services import seal

    single, together = min(entries // 5, 1000), entries // 5
    commits = _best_of_three(single, _singly)
    print(f"commit with one bare INSERT        {commits[0]:>9,.0f}/s")
    print(
        f"commit with record()               {commits[1]:>9,.0f}/s   {commits[1] / commits[0]:.0%} of the bare INSERT"
    )
    bulk = _best_of_three(together, _together)
    print(f"bare INSERT in a large transaction {bulk[0]:>9,.0f}/s   {1e6 / bulk[0]:.0f} us each")
    print(f"record() in a large transaction    {bulk[1]:>9,.0f}/s   {1e6 / bulk[1]:.0f} us each")
    _drop_bare()
    sealed = 0
    started = time.perf_counter()
    while (done := seal(limit=100_000)).count:
        sealed += done.count
    print(f"seal {sealed:>7,} entries               {sealed / (time.perf_counter() - started):>10,.0f}/s")
    started = time.perf_counter()
    report = trail_verify(anchor=Path(settings.TRAIL_ANCHOR_FILE), trusted=trusted_keys())
    assert report.finding is None, report.finding
    assert report.sealed == sealed, report
    print(f"verify {sealed:>7,} entries             {sealed / (time.perf_counter() - started):>10,.0f}/s")


def _best_of_three(count: int, how: Callable[[int, Callable[[], object]], None]) -> tuple[float, float]:
    """Measure the bare INSERT and record() in turns, so that a busy machine slows both."""
    rounds = [[_rate(count, partial(how, step=step)) for step in (_bare, _record)] for _ in range(3)]
    return max(bare for bare, _ in rounds), max(ours for _, ours in rounds)


def _rate(count: int, work: Callable[[int], None]) -> float:
    started = time.perf_counter()
    work(count)
    return count / (time.perf_counter() - started)


def _singly(count: int, step: Callable[[], object]) -> None:
    from django.db import transaction

    for _ in range(count):
        with transaction.atomic():
            step()


def _together(count: int, step: Callable[[], object]) -> None:
    from django.db import transaction

    with transaction.atomic():
        for _ in range(count):
            step()


def _bare() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE)


def _record() -> None:
    from audit.trail.services import record
    from portal.core.domain.actors import Actor
    from portal.core.domain.subjects import Subject
    from portal.core.ids import uuid7

    record(
        actor=Actor(kind="member", user_id=uuid7(), name="Filer", roles=frozenset({"trader.filer"})),
        event="clearance.trip.filed",
        subject=Subject("trip", uuid7()),
        body={"trip_number": "ABCD24061107", "version": 1, "digest": "0" * 64, "shipments": 3, "lines": 10},
        organisation_id=uuid7(),
    )


def _drop_bare() -> None:
    """Take the bare rows out again: they are no entries (their digests fit nothing)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM trail_entry WHERE event = 'bench.bare'")
        cursor.execute("SET session_replication_role = DEFAULT")


if __name__ == "__main__":
    main()
