"""From a million scored trips in PostgreSQL to the finished report of a simulation (issue 4, acceptance 1).

    python -m bench.replay_postgres [--filings 1000000]

Fills a database of its own, which is thrown away, with planted filings of one year (`bench/planted.py`, seed 1) and
the outcomes of 3 % of them. They are written with the triggers off, for the time it would take; they are read and
reported exactly as by the worker. The shipped profile is compared with itself at one and a half times its points. Prints each
part, the whole and the machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

CARRIERS, INSPECTED, DRAWN = 3000, 0.03, 0.3
PORTS = ("ambassador-bridge", "peace-bridge", "blue-water-bridge", "pacific-highway", "lewiston-queenston")
SIZES = ("1", "2-9", "10-99", "100-499", "500+")
SEPARATOR = "\x1f"


@dataclass
class Watch:
    """Seconds by name, on the wall and of this process's own processor time (PostgreSQL's is not in it)."""

    seconds: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        start, used = time.perf_counter(), time.process_time()
        yield
        self.busy[name] = self.busy.get(name, 0.0) + time.process_time() - used
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--filings", type=int, default=1_000_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack:
        os.environ.update(stack.environment)
        import django

        django.setup()
        told = measure(options.filings)
    for line in told:
        print(line)


def measure(filings: int) -> list[str]:
    """Fill the database Django is connected to, run, and tell what it took."""
    from django.core.management import call_command

    watch = Watch()
    with watch.part("schema and reference data"):
        call_command("migrate", verbosity=0)
        _reference()
    with watch.part("filling"):
        fill(filings)
    made = _run(watch)
    history, whole = made["history"], watch.seconds["reading"] + watch.seconds["report"]
    return [
        f"{history['trips']:,} filings, {history['days']} days, {history['inspected']:,} inspected, "
        f"{made['totals']['before']['referrals']:,} referred before and {made['totals']['after']['referrals']:,} after",
        *(
            f"{name:<28}{spent:8.2f} s   {watch.busy[name]:8.2f} s of processor"
            for name, spent in watch.seconds.items()
        ),
        f"{'PostgreSQL to report':<28}{whole:8.2f} s   (at most 30)",
        f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}, polars {pl.__version__}",
    ]


def _run(watch: Watch) -> dict[str, Any]:
    from clearance.selectors.trip_history import trip_history
    from clearance.services.simulating import _booths
    from clearance.targeting.appetite import default_appetite
    from clearance.targeting.lane_policy import default_policy
    from clearance.targeting.profile import default_document, default_profile, profile_from_dict
    from clearance.targeting.simulator.history import Rules
    from clearance.targeting.simulator.report import report

    document = default_document()
    for rule in document["rules"]:
        if not rule.get("stops") and rule["points"] > 0:
            rule["points"] = min(100, rule["points"] * 3 // 2)
    with watch.part("reading"):
        history = trip_history()
    with watch.part("report"):
        return report(
            history,
            Rules(default_profile(), default_policy()),
            Rules(profile_from_dict(document), default_policy()),
            booths=_booths(history),
            appetite=default_appetite(),
        )


def _reference() -> None:
    from portal.core.domain.actors import system_actor
    from portal.reference.services import reference_load

    reference_load(actor=system_actor("bench"))


def fill(filings: int) -> None:
    """Plant trips' facts, their carriers and the outcomes of inspections, triggers off."""
    from django.db import connection, transaction

    chance = np.random.Generator(np.random.PCG64(7))
    carriers = pl.Series([str(UUID(int=number + 1)) for number in range(CARRIERS)])
    frame, found = _facts(filings, chance, carriers)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO accounts_organisation (id, created_at, row_version, kind, legal_name, country, subdivision, "
            "street, city, postal_code, contact_name, contact_email, contact_phone, size_class) "
            "SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, now(), 1, 'carrier', 'Carrier ' || n, "
            "(ARRAY['CA', 'US'])[1 + n %% 2], '', '', '', '', '', '', '', (%s::text[])[1 + n %% 5] "
            "FROM generate_series(1, %s) n",
            [list(SIZES), CARRIERS],
        )
        _copy(cursor, "clearance_trip_facts", frame)
        _outcomes(cursor, frame["trip_id"], found, chance)
        cursor.execute("ANALYZE clearance_trip_facts")


def _copy(cursor: Any, table: str, frame: pl.DataFrame) -> None:
    held = BytesIO()
    frame.write_csv(held, include_header=False)
    held.seek(0)
    cursor.copy_expert(f"COPY {table} ({', '.join(frame.columns)}) FROM STDIN (FORMAT csv)", held)


def _facts(filings: int, chance: np.random.Generator, carriers: pl.Series) -> tuple[pl.DataFrame, NDArray[np.float64]]:
    from bench.planted import planted
    from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA

    plan = planted(1, filings)
    columns: dict[str, pl.Series] = {
        "trip_id": pl.Series([str(UUID(int=(1 << 100) + number)) for number in range(filings)]),
        "carrier_id": carriers.gather(pl.Series(chance.integers(0, CARRIERS, filings))),
        "eta": _moments(chance, filings),
        "lane": pl.Series(["GENERAL"]).new_from_index(0, filings),
        "open_lanes": pl.Series(["{FAST,GENERAL}"]).new_from_index(0, filings),
        "minute": pl.Series((plan.facts["arrival_hour"] * 60).astype(np.int32)),
    }
    for name, spec in SCHEMA.items():
        values = plan.facts.get(name)
        if name == "crossing":
            columns[name] = pl.Series(PORTS).gather(
                pl.Series(chance.choice(len(PORTS), filings, p=(0.4, 0.25, 0.15, 0.12, 0.08)))
            )
        elif name == "direction":
            columns[name] = pl.Series(["SB", "NB"]).gather(pl.Series(chance.integers(0, 2, filings)))
        elif spec.kind == CODE and values is not None:
            columns[name] = pl.Series(plan.levels[name]).gather(pl.Series(values.astype(np.int64)))
        elif spec.kind == NUMBER:
            columns[name] = _numbers(values, filings)
        elif spec.kind == FLAG:
            columns[name] = _flags(values, filings, spec.may_be_unknown)
        else:
            columns[name] = _sets(name, chance, filings)
    return pl.DataFrame(columns), plan.found


def _moments(chance: np.random.Generator, filings: int) -> pl.Series:
    from portal.core import clock

    start = int(clock.now().timestamp())
    seconds = pl.Series(start - chance.integers(0, 364 * 86_400, filings))
    return pl.from_epoch(seconds).dt.replace_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def _numbers(values: NDArray[np.float64] | None, filings: int) -> pl.Series:
    found = np.zeros(filings) if values is None else values
    return pl.Series(found).fill_nan(None)


def _flags(values: NDArray[np.float64] | None, filings: int, unknown: bool) -> pl.Series:
    if values is None:
        return pl.Series([None if unknown else False], dtype=pl.Boolean).new_from_index(0, filings)
    return pl.Series(values).fill_nan(None).cast(pl.Boolean)


def _sets(name: str, chance: np.random.Generator, filings: int) -> pl.Series:
    """Arrays as PostgreSQL writes them; goods are drawn from 4,000 codes, one to three a truck."""
    kinds = {"origins": ["{CA}", "{US}", "{CA,US}", "{CN,US}", "{CA,MX}"], "warnings": ["{}", "{}", "{CLR_N113}"]}
    if name in kinds:
        return pl.Series(kinds[name]).gather(pl.Series(chance.integers(0, len(kinds[name]), filings)))
    codes = chance.integers(1, 98, 4000) * 10_000 + chance.integers(100, 9999, 4000)
    named = pl.Series([f"{code:06d}" for code in codes])
    parts = [named.gather(pl.Series(chance.integers(0, 4000, filings))).alias(str(place)) for place in range(3)]
    joined = pl.DataFrame(parts).select(pl.concat_str("0", "1", "2", separator=","))
    return pl.Series([f"{{{text}}}" for text in joined.to_series()])


def _outcomes(cursor: Any, trips: pl.Series, found: NDArray[np.float64], chance: np.random.Generator) -> None:
    chosen = np.flatnonzero((chance.random(len(trips)) < INSPECTED) | ((found > 0) & (chance.random(len(trips)) < 0.3)))
    held = BytesIO()
    pl.DataFrame(
        {
            "number": np.arange(1, len(chosen) + 1),
            "trip": trips.gather(pl.Series(chosen)),
            "found": found[chosen] > 0,
            "drawn": chance.random(len(chosen)) < DRAWN,
        }
    ).write_csv(held, include_header=False)
    held.seek(0)
    cursor.execute("CREATE TEMPORARY TABLE told (number int, trip uuid, found boolean, drawn boolean) ON COMMIT DROP")
    cursor.copy_expert("COPY told FROM STDIN (FORMAT csv)", held)
    reference = "('00000000-0000-0000-0001-' || lpad(to_hex(number), 12, '0'))::uuid"
    cursor.execute(
        "INSERT INTO clearance_referral (id, created_at, row_version, trip_id, cause, note, reason, agency, opened_as, "
        f"opened_at, closed_at, drawn, seed) SELECT {reference}, now(), 1, trip, 'G6', '', '{{}}', 'CBP', 'bench', "
        "now(), now(), drawn, '' FROM told"
    )
    cursor.execute(
        "INSERT INTO clearance_inspection (id, created_at, row_version, trip_id, referral_id, status, crossing, direction, bay, "
        "result, finding_class, checklist, agency_records, summary, officer_as, started_at, minutes) "
        f"SELECT {reference}, now(), 1, trip, {reference}, 'completed', '', '', '', "
        "CASE WHEN found THEN 'finding' ELSE 'clean' END, '', '{}', '{}', '', '', now(), 30 FROM told"
    )


if __name__ == "__main__":
    main()
