"""Does sealing keep up with 500 entries a second while filings go on (acceptance 6)? And how long do a million verify?

    python bench/trail_steady.py [SECONDS] [ENTRIES]

Three processes as in life: one records 500 entries a second (a transaction of ten at a time), one files trips without a
pause, one seals once a second. Reported: entries a second from both, the most that ever waited, and for how long the
oldest waited. Then ENTRIES are recorded in bulk (0: none), sealed and verified against the anchor.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

RATE, TOGETHER, BULK = 500, 10, 5_000


def main() -> None:
    """Measure in a fresh database."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    entries = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack, tempfile.TemporaryDirectory() as folder:
        os.environ.update(stack.environment)
        import django

        django.setup()
        from bench.trail import _configure

        _configure(Path(folder))
        from django.test.utils import setup_databases, teardown_databases

        databases = setup_databases(verbosity=0, interactive=False)
        try:
            _steady(seconds)
            if entries:
                _verify(entries)
        finally:
            teardown_databases(databases, verbosity=0)


def _steady(seconds: int) -> None:
    from django.db import connections

    from audit.trail.selectors import seal_state
    from audit.trail.services import seal
    from portal.core import clock
    from portal.core.domain.actors import system_actor
    from portal.reference.services import reference_load
    from tests.factories.clearance import make_carrier

    reference_load(actor=system_actor("bench"))
    carrier = make_carrier()
    while seal(limit=100_000).count:
        pass
    before = seal_state().sealed
    connections.close_all()
    counts = multiprocessing.get_context("fork").Array("q", 2)
    work = multiprocessing.get_context("fork")
    others = [
        work.Process(target=_record, args=(counts, seconds)),
        work.Process(target=_file, args=(counts, seconds, carrier.id)),
    ]
    for other in others:
        other.start()
    most, oldest, spent = 0, 0.0, 0.0
    started = time.perf_counter()
    while any(other.is_alive() for other in others):
        tick = time.perf_counter()
        state = seal_state()
        most = max(most, state.waiting)
        if state.waiting_since:
            oldest = max(oldest, (clock.now() - state.waiting_since).total_seconds())
        sealing = time.perf_counter()
        seal(limit=100_000)
        spent += time.perf_counter() - sealing
        time.sleep(max(0.0, 1 - (time.perf_counter() - tick)))
    took = time.perf_counter() - started
    left = seal_state().waiting
    while seal(limit=100_000).count:
        pass
    sealed = seal_state().sealed - before
    print(f"recorded {counts[0]:,} entries, filed {counts[1]:,} trips in {seconds} s beside one another")
    print(f"sealed {sealed:,}: {sealed / took:,.0f}/s, sealer at work {spent / took:.0%} of the time")
    print(f"most waiting {most:,}, oldest waited {oldest:.1f} s, left at the end {left:,}")


def _record(counts: Any, seconds: int) -> None:
    """Record at the rate asked for; a late tick is made up, so that the mean holds."""
    from django.db import transaction

    from bench.trail import _record as record_one

    started = time.perf_counter()
    done = 0
    while (now := time.perf_counter() - started) < seconds:
        if done >= now * RATE:
            time.sleep(0.005)
            continue
        with transaction.atomic():
            for _ in range(TOGETHER):
                record_one()
        done += TOGETHER
    counts[0] = done


def _file(counts: Any, seconds: int, carrier_id: object) -> None:
    from portal.accounts.models import Organisation
    from tests.factories.officer import make_filed

    carrier = Organisation.objects.get(pk=carrier_id)
    started = time.perf_counter()
    done = 0
    while time.perf_counter() - started < seconds:
        make_filed(carrier)
        done += 1
    counts[1] = done


def _verify(entries: int) -> None:
    from django.conf import settings
    from django.db import transaction

    from audit.trail.selectors import trail_verify, trusted_keys
    from audit.trail.services import seal
    from bench.trail import _record as record_one

    started = time.perf_counter()
    for _ in range(entries // BULK):
        with transaction.atomic():
            for _ in range(BULK):
                record_one()
    print(f"record {entries:>9,} entries in bulk {entries / (time.perf_counter() - started):>9,.0f}/s")
    started, sealed = time.perf_counter(), 0
    while (done := seal(limit=100_000)).count:
        sealed += done.count
    print(f"seal   {sealed:>9,} entries         {sealed / (time.perf_counter() - started):>9,.0f}/s")
    started = time.perf_counter()
    report = trail_verify(anchor=Path(settings.TRAIL_ANCHOR_FILE), trusted=trusted_keys())
    took = time.perf_counter() - started
    assert report.finding is None, report.finding
    print(f"verify {report.sealed:>9,} entries in {took:,.1f} s {report.sealed / took:>9,.0f}/s")


if __name__ == "__main__":
    main()
