"""How fast trips are filed over HTTP, beside a plain Django REST framework create of the same rows.

    python -m bench.filing [--filings 300] [--clients 4] [--rounds 3]

One trip has 3 shipments and 10 goods lines. Ours runs with everything on: token, throttle, validation,
idempotency, history, trail, outbox, webhooks, and a Celery worker that scores every trip meanwhile. The plain
application (bench/plain) has its own tables in the same database, no triggers, no sign-in and no middleware.
Both are served by one uvicorn process with the same number of threads; the rounds alternate, so that a busy
machine disturbs both alike. Prints filings per second, p50 and p99 of the answers, and queries per filing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

WAIT_SECONDS = 60
_numbers = count(1)


@dataclass
class Side:
    """One of the two applications, and what was measured of it."""

    name: str
    port: int
    path: str
    body: Callable[[], dict[str, Any]]
    headers: Callable[[], dict[str, str]]
    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    queries: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--filings", type=int, default=300, help="per round and side")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    os.environ.setdefault("PRECLEAR_API_RATE", "10000000/min")
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack, ExitStack() as running:
        os.environ.update(stack.environment)
        ours, plain = prepare()
        for side, application in ((ours, "portal.asgi:application"), (plain, "bench.plain.asgi:application")):
            running.enter_context(serving(application, side.port))
        running.enter_context(worker())
        for side in (ours, plain):
            run(side, 20, options.clients)
            side.seconds.clear()
            side.rates.clear()
        for _ in range(options.rounds):
            for side in (ours, plain):
                run(side, options.filings, options.clients)
        scored = wait_for_scores()
        report(ours, plain, options, scored)


# --- the two applications ---------------------------------------------------------------------------------
def prepare() -> tuple[Side, Side]:
    """Migrate, load reference data, register a carrier with a key; make the plain tables beside."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    plain_environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.plain.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"],
        env=plain_environment,
        check=True,
    )
    from tests.factories import reference
    from tests.factories.accounts import make_application, make_member
    from tests.factories.clearance import make_carrier, manifest_for
    from tests.factories.officer import make_profile

    reference.load()
    make_profile()
    carrier = make_carrier()
    make_member(carrier)
    application, secret = make_application(carrier)
    token = issue_token(application.client_id, secret)
    template = manifest_for(carrier, shipments=3, lines=3)
    template["shipments"][0]["lines"].append(dict(template["shipments"][0]["lines"][0]))
    ours = Side("Preclear", free_port(), "/api/v1/trips", lambda: unique(template), lambda: headers(token))
    plain = Side("plain DRF", free_port(), "/trips", lambda: flattened(unique(template)), dict)
    ours.queries, plain.queries = queries_of(ours), plain_queries(plain, plain_environment)
    return ours, plain


def issue_token(client_id: str, secret: str) -> str:
    from django.test import Client

    body = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    answer = Client().post("/oauth/token/", body)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def queries_of(side: Side) -> int:
    """Count what one filing asks of the database, in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    def send() -> Any:
        extra = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in side.headers().items()}
        return Client().generic("POST", side.path, json.dumps(side.body()), "application/json", **extra)

    send()
    with CaptureQueriesContext(connection) as captured:
        answer = send()
    assert answer.status_code == 201, answer.content
    return len(captured)


def plain_queries(side: Side, environment: dict[str, str]) -> int:
    """Count the same for the plain application, in a process with its settings."""
    body = json.dumps(side.body())
    command = [sys.executable, "-m", "bench.plain.count"]
    counted = subprocess.run(command, input=body, env=environment, capture_output=True, text=True, check=True)
    return int(counted.stdout)


def unique(template: dict[str, Any]) -> dict[str, Any]:
    number = next(_numbers)
    data = json.loads(json.dumps(template))
    data["trip"]["reference"] = f"BENCH{number:08d}"
    for place, shipment in enumerate(data["shipments"]):
        shipment["reference"] = f"B{number:08d}{place:02d}"
    return data


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}


def flattened(data: dict[str, Any]) -> dict[str, Any]:
    """Give the same rows in the shape of the plain serializer."""
    trip, truck = data["trip"], data["conveyance"]
    return {
        **{key: trip[key] for key in ("scac", "direction", "crossing", "reference", "eta")},
        "plate": truck["plate"],
        "plate_jurisdiction": truck["plate_jurisdiction"],
        "agencies": [{"agency": "CBP"}, {"agency": "CBSA"}],
        "equipment": data["equipment"],
        "crew": data["crew"],
        "shipments": [
            {
                **{key: item[key] for key in ("reference", "release_type", "loading_country", "currency", "lines")},
                "shipper_name": item["shipper"]["name"],
                "consignee_name": item["consignee"]["name"],
                "importer_identifier": item["consignee"]["identifier"],
            }
            for item in data["shipments"]
        ],
    }


# --- processes --------------------------------------------------------------------------------------------
@contextmanager
def child(arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def serving(application: str, port: int) -> Iterator[None]:
    arguments = ["uvicorn", application, "--port", str(port), "--log-level", "error", "--no-access-log"]
    with child(arguments) as process:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            assert process.poll() is None and time.monotonic() < deadline, f"{application} did not start"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield


@contextmanager
def worker() -> Iterator[None]:
    with child(["celery", "-A", "portal", "worker", "--concurrency", "1", "--loglevel", "ERROR"]):
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- measuring --------------------------------------------------------------------------------------------
def run(side: Side, filings: int, clients: int) -> None:
    """File that many trips over keep-alive connections and note each answer's time."""
    bodies = [json.dumps(side.body()).encode() for _ in range(filings)]
    shares = [bodies[place::clients] for place in range(clients)]

    def client(share: list[bytes]) -> list[float]:
        connection, times = http.client.HTTPConnection("127.0.0.1", side.port, timeout=60), []
        for body in share:
            sent = {"Content-Type": "application/json", **side.headers()}
            start = time.perf_counter()
            connection.request("POST", side.path, body, sent)
            answer = connection.getresponse()
            content = answer.read()
            times.append(time.perf_counter() - start)
            assert answer.status == 201, content[:500]
        return times

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for times in pool.map(client, shares):
            side.seconds += times
    side.rates.append(filings / (time.perf_counter() - start))


def wait_for_scores() -> tuple[int, int]:
    """Give how many trips there are and how many the worker has scored within a minute of the last one."""
    from django.db import connection

    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), count(*) FILTER (WHERE scored_version > 0) FROM clearance_trip")
            trips, scored = cursor.fetchone()
        if trips == scored or time.monotonic() > deadline:
            return trips, scored
        time.sleep(0.5)


def report(ours: Side, plain: Side, options: argparse.Namespace, scored: tuple[int, int]) -> None:
    print(
        f"{options.rounds} rounds of {options.filings} filings, {options.clients} clients; 3 shipments, 10 lines each"
    )
    print(f"{'':12} {'filings/s':>10} {'best':>7} {'p50 ms':>8} {'p99 ms':>8} {'queries':>8}")
    for side in (ours, plain):
        times = sorted(side.seconds)
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        print(
            f"{side.name:12} {statistics.median(side.rates):>10.1f} {max(side.rates):>7.1f} "
            f"{statistics.median(times) * 1000:>8.1f} {p99 * 1000:>8.1f} {side.queries:>8}"
        )
    ratio = statistics.median(ours.rates) / statistics.median(plain.rates)
    print(f"ratio {ratio:.2f}; {scored[1]} of {scored[0]} trips scored by the worker")


if __name__ == "__main__":
    main()
