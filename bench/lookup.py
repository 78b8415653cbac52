"""How fast the booth finds a truck, beside the bare SQL read of the same row:

    python -m bench.lookup [--trips 20000] [--reads 5000]

Ours is `clearance.selectors.booth_lookup`: parse what was scanned, one prepared statement, a typed row. Bare is
the same SELECT by its index through the same driver on the same connection. The rounds alternate. It starts a
throw-away PostgreSQL, or uses DATABASE_URL, and works in a database of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

ROUNDS = 5
PORT = "ambassador-bridge"
FILL = """
INSERT INTO clearance_trip (id, created_at, row_version, carrier_id, filer_id, direction, crossing, trip_number, eta,
    status, current_version, updated_at, plate, plate_jurisdiction, driver_name, driver_card, shipment_count,
    line_count, weight_kg, scored_version, lane)
SELECT gen_random_uuid(), now(), 1, %(carrier)s, %(carrier)s, 'SB', %(port)s, 'ABCD' || lpad(n::text, 8, '0'),
    now() + n * interval '1 second', 'accepted', 1, now(), 'P' || lpad(n::text, 7, '0'), 'ON', 'Demonstration Driver',
    '', 1, 3, 1000, 1, 'FAST'
FROM generate_series(1, %(trips)s) n
"""
BARE = (
    "SELECT id, trip_number, status, lane, scored_version, current_version, plate, driver_name, eta, crossing "
    "FROM clearance_trip WHERE trip_number = %s AND crossing = %s LIMIT 5"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trips", type=int, default=20_000)
    parser.add_argument("--reads", type=int, default=5_000, help="per round and side")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack:
        os.environ.update(stack.environment)
        import django

        django.setup()
        from django.test.utils import setup_databases, teardown_databases

        databases = setup_databases(verbosity=0, interactive=False)
        try:
            measure(options.trips, options.reads)
        finally:
            teardown_databases(databases, verbosity=0)


def measure(trips: int, reads: int) -> None:
    from django.db import connection

    from clearance.selectors import booth_lookup
    from portal.core.domain.actors import Actor

    officer = Actor(kind="officer", roles=frozenset({"officer.primary"}), agency="CBP", port=PORT)
    fill(trips)

    def ours(number: str) -> Any:
        return booth_lookup(actor=officer, text=number)

    def bare(number: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [number, PORT])
            return cursor.fetchall()

    sides: dict[str, tuple[Callable[[str], Any], list[float]]] = {
        "bare SQL read": (bare, []),
        "booth look-up": (ours, []),
    }
    chance = random.Random(7)
    for _ in range(ROUNDS):
        numbers = [f"ABCD{chance.randrange(1, trips):08d}" for _ in range(reads)]
        for act, times in sides.values():
            times += timed(act, numbers)
    for name, (_, times) in sides.items():
        cuts = statistics.quantiles(times, n=1000)
        print(
            f"{name:<15} {len(times) / sum(times):>8,.0f}/s   "
            f"p50 {cuts[499] * 1000:.3f} ms   p99 {cuts[989] * 1000:.3f} ms   p99.9 {cuts[998] * 1000:.3f} ms"
        )


def timed(act: Callable[[str], Any], numbers: list[str]) -> list[float]:
    times = []
    for number in numbers:
        start = time.perf_counter()
        found = act(number)
        times.append(time.perf_counter() - start)
        if len(found) != 1:
            raise RuntimeError(f"{number}: found {len(found)}")
    return times


def fill(trips: int) -> None:
    """Many trips of one carrier in one statement, with one entry in the trail for all of them."""
    from django.db import connection, transaction

    from audit.trail.services import record
    from portal.accounts.services import organisation_register
    from portal.core.domain.actors import system_actor
    from portal.core.domain.subjects import Subject

    bench = system_actor("bench")
    with transaction.atomic():
        carrier = organisation_register(
            actor=bench,
            kind="carrier",
            legal_name="Example Carrier",
            country="CA",
            subdivision="ON",
            street="1 Example Road",
            city="Windsor",
            postal_code="N9A 1A1",
            contact_name="Dispatcher",
            contact_email="dispatcher@demo.preclear.example",
            identifiers=[("SCAC", "ABCD"), ("CBSA_CARRIER", "ABCD")],
        )
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"carrier": carrier.id, "port": PORT, "trips": trips})
        record(actor=bench, event="bench.trips.filled", subject=Subject("organisation", carrier.id), body={"n": trips})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clearance_trip")


if __name__ == "__main__":
    main()
