"""How fast the booth finds a truck, beside the bare SQL read of the same row:

    python -m bench.lookup [--trips 20000] [--reads 5000]

Ours is `clearance.selectors.booth_lookup`: parse what was scanned, one prepared statement, a typed row. Bare is
the same SELECT by its index through the same driver on the same connection. Each is timed alone and with its row
rendered as JSON; the rounds alternate. Then the whole screen is asked for through Django, cold (its rows read anew)
and prepared (as a worker leaves it fifteen minutes before arrival), and painted by Chromium where there is one.
It starts a throw-away PostgreSQL, or uses DATABASE_URL, and works in a database of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

ROUNDS = 5
FIRST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) done(entry.startTime);
}).observe({type: "paint", buffered: true}))"""
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
    parser.add_argument("--screens", type=int, default=40, help="whole screens, cold and prepared")
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
            screens(options.screens)
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
        "bare and render": (lambda number: rendered(bare(number)), []),
        "ours and render": (lambda number: rendered([astuple(found) for found in ours(number)]), []),
    }
    chance = random.Random(7)
    for _ in range(ROUNDS):
        numbers = [f"ABCD{chance.randrange(1, trips):08d}" for _ in range(reads)]
        for act, times in sides.values():
            times += timed(act, numbers)
    for name, (_, times) in sides.items():
        told(name, times)
    ratio = p99(sides["ours and render"][1]) / p99(sides["bare and render"][1])
    print(f"p99 of ours over the read plus render: {ratio:.2f} (at most 3)")


def told(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=1000)
    print(
        f"{name:<18} {len(times) / sum(times):>8,.0f}/s   "
        f"p50 {cuts[499] * 1000:.3f} ms   p99 {cuts[989] * 1000:.3f} ms   p99.9 {cuts[998] * 1000:.3f} ms"
    )


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=1000)[989]


def rendered(rows: list[Any]) -> list[str]:
    """Write each row as the look-up's answer would."""
    return [json.dumps(row, default=str) for row in rows]


def screens(count: int) -> None:
    """The whole screen of scored trips, through middleware, view and template, as the booth asks for it."""
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    from clearance.selectors.booth_rows import booth_rows
    from tests.factories.accounts import make_staff, sign_in
    from tests.factories.clearance import make_carrier
    from tests.factories.officer import make_profile, make_scored
    from tests.factories.reference import load

    load()
    make_profile()
    carrier = make_carrier()
    trips = [make_scored(carrier=carrier, shipments=6) for _ in range(count)]
    client = sign_in(Client(), make_staff("officer.primary", "CBP", port=PORT))
    paths = [reverse("clearance:booth_trip", args=[trip.id]) for trip in trips]
    first = client.get(paths[0])
    if first.status_code != 200:
        raise RuntimeError(f"{paths[0]} answers {first.status_code}: an error page is not a booth screen")
    cache.clear()
    cold = timed(lambda path: [client.get(path)], paths)
    cache.clear()
    for trip in trips:
        booth_rows(trip_id=trip.id, agency="CBP")
    warm = timed(lambda path: [client.get(path)], paths)
    told("screen, cold", cold)
    told("screen, prepared", warm)
    paint(client.get(paths[-1]).text)


def paint(html: str) -> None:
    """First contentful paint of the prepared screen, its parts from this disk: what the machine itself needs."""
    from playwright.sync_api import sync_playwright

    from portal.pytest_browser import find_chromium
    from tests.portal_core.look.conftest import HOST, Stage

    chromium = find_chromium()
    if chromium is None:
        print("first paint        no Chromium here")
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        stage = Stage(browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True).new_page())
        stage.html = re.sub(r'<script type="module" src="[^"]*(live|booth_offline)\.js"></script>', "", html)
        times = []
        for _ in range(10):
            stage.page.goto(HOST)
            times.append(stage.page.evaluate(FIRST_PAINT))
        browser.close()
    print(f"first paint        first {times[0]:.0f} ms   warm median {statistics.median(times[1:]):.0f} ms")


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
