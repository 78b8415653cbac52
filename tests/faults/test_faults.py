"""Whatever is killed, whenever: nothing acknowledged is lost, nothing exists twice, everything is scored.

The client keeps its own book of acknowledgements and the book is compared with the tables afterwards
(reliability: a history checker, not spot checks). Two hundred faults in rounds; after each round the portal
gets the time it needs to come up, until every process answers again, and then ten seconds to score every filing
of before. The seconds are those between the tables' own times, not those of a test that waits for its turn.
"""

import json
import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from portal.devstack import supervisor as supervision
from portal.devstack.children import free_port
from portal.devstack.stack import temporary_home
from portal.site.seed.trucks import manifest
from tests.faults.client import Client, Filing
from tests.faults.machine import Machine, machine, order_of_faults

FAULTS = int(os.environ.get("PRECLEAR_FAULTS", "200"))
PER_ROUND = 20
FILINGS_PER_ROUND = 120
SCORED_WITHIN_SECONDS = 10.0
SEED = int(os.environ.get("PRECLEAR_FAULT_SEED", "20260105"))
OWN_SERVERS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PRECLEAR_STATE_DIR", "PRECLEAR_TEST_TEMPLATE")

FILED_BEFORE = """
    SELECT count(*) FILTER (WHERE s.id IS NULL), max(s.created_at) - %(moment)s FROM clearance_trip t
    LEFT JOIN clearance_score s ON s.trip_id = t.id AND s.version_number = t.current_version
    WHERE t.created_at <= %(moment)s
"""


@pytest.fixture(scope="module")
def broken() -> Iterator[Machine]:
    """A portal with durable servers, whose children come back at once however often they die."""
    with pytest.MonkeyPatch.context() as patch, temporary_home() as state:
        for name in OWN_SERVERS:
            patch.delenv(name, raising=False)
        patch.setenv("PRECLEAR_API_RATE", "1000000/min")
        patch.setattr(supervision, "HEALTHY_SECONDS", 0.0)
        with machine(state, free_port()) as one:
            yield one


def new_client(one: Machine, chance: random.Random) -> Client:
    truck = manifest(
        carrier="carrier",
        reference="FIRST0001",
        crossing="ambassador-bridge",
        eta=datetime.now(UTC) + timedelta(hours=3),
        direction="SB",
        chance=chance,
    )
    return Client("127.0.0.1", one.demo.instance.port, one.credentials(), truck, chance)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_doubled_or_left_unscored(broken, capsys):
    chance = random.Random(SEED)
    client = new_client(broken, chance)
    client.start(threads=3)
    names = order_of_faults(broken, FAULTS, chance)
    slowest = 0.0
    for start in range(0, FAULTS, PER_ROUND):
        began = time.monotonic()
        client.allow(FILINGS_PER_ROUND)
        for name in names[start : start + PER_ROUND]:
            broken.look_after(seconds=chance.uniform(0.05, 0.8))
            broken.faults[name]()
        killed = time.monotonic()
        broken.recover()
        recovered = time.monotonic()
        waited = seconds_until_scored(broken)
        slowest = max(slowest, waited)
        with capsys.disabled():
            print(
                f"\n{min(start + PER_ROUND, FAULTS)} faults: {killed - began:.1f} s of faults, "
                f"up after {recovered - killed:.1f} s, all scored {waited:.1f} s later",
                end="",
                flush=True,
            )
    client.stop()
    broken.recover()
    slowest = max(slowest, seconds_until_scored(broken))
    with capsys.disabled():
        tries = sum(filing.tries for filing in client.filings)
        print(
            f"\n{FAULTS} faults (seed {SEED}): {len(client.acknowledged())} filings acknowledged in {tries} tries, "
            f"all scored at most {slowest:.1f} s after recovery"
        )
    assert client.complaints == []
    assert len(client.acknowledged()) >= FAULTS
    check_history(broken, client)
    proof = broken.manage("verify_trail")
    assert proof.returncode == 0, proof.stdout + proof.stderr
    assert slowest <= SCORED_WITHIN_SECONDS


def seconds_until_scored(one: Machine) -> float:
    """How long after recovery the last filing of before got its score. Filings go on meanwhile."""
    [(moment,)] = one.ask("SELECT clock_timestamp()")
    give_up = time.monotonic() + 6 * SCORED_WITHIN_SECONDS
    while time.monotonic() < give_up:
        [(left, longest)] = one.ask(FILED_BEFORE, {"moment": moment})
        if not left:
            return max(0.0, longest.total_seconds()) if longest else 0.0
        one.look_after(seconds=0.2)
    return 6 * SCORED_WITHIN_SECONDS


def check_history(one: Machine, client: Client) -> None:
    """The client's book against the tables."""
    for problem in (lost(one, client.acknowledged()), unknown(one, client.filings), doubled(one)):
        assert problem == []


def lost(one: Machine, acknowledged: list[Filing]) -> list[str]:
    """What was acknowledged and is not there exactly as acknowledged."""
    rows = one.ask(
        "SELECT t.id::text, t.trip_number, v.number, v.digest FROM clearance_trip t "
        "JOIN clearance_trip_version v ON v.trip_id = t.id"
    )
    known = {row[0]: row for row in rows}
    promised = [json.loads(filing.answer) for filing in acknowledged]
    return [
        answer["id"]
        for answer in promised
        if known.get(answer["id"]) != (answer["id"], answer["trip_number"], answer["version"], answer["digest"])
    ]


def unknown(one: Machine, filings: list[Filing]) -> list[str]:
    """Trips that nobody asked for."""
    asked = {json.loads(filing.body)["trip"]["reference"] for filing in filings}
    return [row[0] for row in one.ask("SELECT trip_number FROM clearance_trip") if row[0][4:] not in asked]


def doubled(one: Machine) -> list[tuple]:
    """Anything that exists more than once: trips, versions, lines of an agency, scores, entries, answers."""
    found: list[tuple] = []
    for columns, table in (
        ("carrier_id, trip_number", "clearance_trip"),
        ("trip_id", "clearance_trip_version"),
        ("trip_id, agency", "clearance_agency_line"),
        ("trip_id, version_number", "clearance_score"),
        ("subject_id, event", "trail_entry WHERE event IN ('clearance.trip.filed', 'clearance.trip.scored')"),
        ("client, key", "core_idempotency_record"),
        ("task, subject_id, key", "core_outbox_task"),
    ):
        found += one.ask(f"SELECT {columns}, count(*) FROM {table} GROUP BY {columns} HAVING count(*) > 1")
    return found
