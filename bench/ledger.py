"""The benefit ledger over a million movements: is every figure right, and what does the page cost (acceptance 4)?

    python bench/ledger.py [MOVEMENTS]

It starts a throw-away PostgreSQL (or uses DATABASE_URL), seeds movements of members and others over thirty months, and
works every figure of every member out a second time in one SQL statement straight from the movements: no cells, no
Python arithmetic. Then it asks for the page as a member does, and counts queries and time.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

COMPANIES, MEMBERS, MOST_QUERIES = 400, 200, 20
TOLERANCE = 1e-9
SEED = """
SELECT setseed(0.42);
INSERT INTO compliance_movement (trip_id, trip_number, organisation_id, tier, day, crossing, direction, chapter, band,
    inspected, minutes, promised, loop_number, mode, goods, counted_at)
SELECT gen_random_uuid(), 'S' || n, lpad(to_hex(company), 32, '0')::uuid, tier, day, 'port-' || port,
    CASE WHEN random() < 0.5 THEN 'SB' ELSE 'NB' END, chapter, band, random() < odds,
    CASE WHEN random() < 0.8 THEN (8 + random() * 50 + CASE tier WHEN 'T0' THEN 12 ELSE 0 END)::int END,
    CASE tier WHEN 'T1' THEN 60 WHEN 'T2' THEN 30 WHEN 'T3' THEN 15 END, NULL, 'truck', '[]', now()
FROM (
    SELECT *, CASE WHEN company > %(members)s OR day < joined THEN 'T0' ELSE 'T' || (1 + company %% 3) END AS tier,
        0.02 + 0.01 * port + 0.02 * band + CASE WHEN company %% 5 = 0 AND day >= joined THEN 0.05 ELSE 0 END AS odds
    FROM (
        SELECT n, company, %(first)s::date + (random() * 911)::int AS day,
            %(first)s::date + 300 + company AS joined, (random() * 7)::int AS port,
            lpad((1 + (random() * 19)::int)::text, 2, '0') AS chapter, (random() * 3)::int AS band
        FROM (SELECT n, 1 + (random() * (%(companies)s - 1))::int AS company FROM generate_series(1, %(movements)s) n) a
    ) b
) c
"""
RECOUNT = """
WITH one AS (
    SELECT min(day) AS joined FROM compliance_movement WHERE organisation_id = %(member)s AND tier <> 'T0'
), own AS (
    SELECT m.* FROM compliance_movement m WHERE organisation_id = %(member)s AND tier <> 'T0'
        AND day BETWEEN %(first)s AND %(until)s
), peer AS (
    SELECT m.* FROM compliance_movement m, one WHERE organisation_id <> %(member)s AND tier = 'T0'
        AND day BETWEEN greatest(%(first)s::date, date_trunc('month', one.joined)::date) AND %(until)s
), before AS (
    SELECT count(*)::float8 AS n, count(*) FILTER (WHERE inspected)::float8 AS k FROM compliance_movement, one
    WHERE organisation_id = %(member)s AND tier = 'T0' AND day < joined AND day >= (joined - interval '1 year')::date
), o AS (
    SELECT crossing, direction, chapter, band, count(*)::float8 AS n, count(*) FILTER (WHERE inspected)::float8 AS k,
        count(minutes)::float8 AS tn, avg(minutes)::float8 AS mean, coalesce(var_samp(minutes), 0)::float8 AS var
    FROM own GROUP BY 1, 2, 3, 4
), p AS (
    SELECT crossing, direction, chapter, band, count(*)::float8 AS n, count(*) FILTER (WHERE inspected)::float8 AS k,
        count(minutes)::float8 AS tn, avg(minutes)::float8 AS mean, coalesce(var_samp(minutes), 0)::float8 AS var
    FROM peer GROUP BY 1, 2, 3, 4
), j AS (
    SELECT o.n AS on_, o.k AS ok, o.tn AS ot, o.mean AS om, o.var AS ov, p.n AS pn, p.k AS pk, p.tn AS pt, p.mean AS pm,
        p.var AS pv
    FROM o JOIN p USING (crossing, direction, chapter, band)
), m AS (
    SELECT sum(on_) AS n, sum(ok) AS k, sum(on_ * pk / pn) / sum(on_) AS share,
        sum(on_) ^ 2 / sum(on_ ^ 2 / pn) AS base, sum(pn) AS pn
    FROM j
), t AS (
    SELECT sum(ot) AS n, sum(ot * (pm - om)) / sum(ot) AS each,
        sqrt(sum(ot ^ 2 * (ov / ot + pv / pt))) / sum(ot) AS error
    FROM j WHERE ot > 0 AND pt > 0
), rates AS (
    SELECT 'now' AS what, (SELECT count(*)::float8 FROM own) AS n,
        (SELECT count(*) FILTER (WHERE inspected)::float8 / nullif(count(*), 0) FROM own) AS p
    UNION ALL SELECT 'before', n, k / nullif(n, 0) FROM before
    UNION ALL SELECT 'own', n, k / n FROM m UNION ALL SELECT 'peers', base, share FROM m
), z AS (SELECT 1.959963984540054::float8 AS z), w AS (
    SELECT what, n, p,
        greatest(0, (p + z^2/(2*n) - z * sqrt(p*(1-p)/n + z^2/(4*n^2))) / (1 + z^2/n)) AS low,
        least(1, (p + z^2/(2*n) + z * sqrt(p*(1-p)/n + z^2/(4*n^2))) / (1 + z^2/n)) AS high
    FROM rates, z WHERE n > 0
), gaps AS (
    SELECT a.what AS what, a.p - b.p AS value, a.p - b.p - sqrt((a.p - a.low)^2 + (b.high - b.p)^2) AS low,
        a.p - b.p + sqrt((a.high - a.p)^2 + (b.p - b.low)^2) AS high
    FROM w a JOIN w b ON (a.what, b.what) IN (('now', 'before'), ('own', 'peers'))
)
SELECT (SELECT joined FROM one), (SELECT count(*) FROM own), (SELECT n FROM before), m.n, m.pn, m.share,
    (SELECT array_agg(ARRAY[p, low, high] ORDER BY what) FROM w),
    (SELECT array_agg(ARRAY[value, low, high] ORDER BY what) FROM gaps),
    t.n, t.each, t.each - z * t.error, t.each + z * t.error,
    (SELECT count(*) FROM own WHERE minutes IS NOT NULL), (SELECT count(*) FROM own WHERE minutes <= promised)
FROM m, t, z
"""
PUBLIC = """
SELECT tier, crossing, count(*), sum(inspected::int), count(DISTINCT organisation_id) FROM compliance_movement
WHERE extract(year FROM day) = %(year)s AND extract(quarter FROM day) = %(number)s GROUP BY 1, 2 ORDER BY 1, 2
"""
FIRST = date(2024, 4, 1)
TODAY = date(2026, 9, 27)


def main() -> None:
    """Seed, recount, compare and measure in a fresh database; exits with 1 when a figure differs."""
    movements = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    from portal.devstack.stack import throw_away_stack

    with throw_away_stack() as stack:
        os.environ.update(stack.environment)
        import django

        django.setup()
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases

        setup_test_environment()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            wrong = _measure(movements)
        finally:
            teardown_databases(databases, verbosity=0)
    sys.exit(1 if wrong else 0)


def _measure(movements: int) -> int:
    _seed(movements)
    wrong = _compare() + _compare_public()
    _page()
    return wrong


def _seed(movements: int) -> None:
    from django.db import connection

    started = time.perf_counter()
    with connection.cursor() as cursor:
        values = {"first": FIRST, "members": MEMBERS, "companies": COMPANIES, "movements": movements}
        cursor.execute(SEED, values)
        counted = time.perf_counter() - started
        cursor.execute("ANALYZE compliance_movement; ANALYZE compliance_ledger_cell")
        cursor.execute("SELECT count(*), sum(movements) FROM compliance_ledger_cell")
        cells, inside = cursor.fetchone()
    print(f"seed {movements:,} movements with their cells      {counted:>8.1f} s   {movements / counted:,.0f}/s")
    print(f"cells                                        {cells:>10,}   holding {inside:,}")
    assert inside == movements, "cells and movements differ"


def _member(place: int) -> str:
    return f"{place:032x}"


def _compare() -> int:
    """Hold every member's figures against the recount; gives how many members differ."""
    from uuid import UUID

    from audit.compliance.domain.ledger_period import Period
    from audit.compliance.selectors.ledger import ledger_of

    period = Period.recent(TODAY)
    wrong = figures = 0
    ours = theirs = 0.0
    for place in range(1, MEMBERS + 1):
        member = UUID(_member(place))
        started = time.perf_counter()
        ledger = _figures(ledger_of(member, period))
        ours += time.perf_counter() - started
        started = time.perf_counter()
        again = _recount(member, period)
        theirs += time.perf_counter() - started
        figures += len(ledger)
        if not _same(ledger, again):
            wrong += 1
            print(f"DIFFERS {member}\n  {ledger}\n  {again}")
    print(f"members compared {MEMBERS}, figures {figures:,}, members that differ {wrong}")
    print(
        f"figures of one member: {ours / MEMBERS * 1000:.1f} ms from cells, {theirs / MEMBERS * 1000:.1f} ms recounted"
    )
    return wrong


def _figures(ledger: Any) -> list[Any]:
    rates = {
        "before": ledger.before.rate,
        "now": ledger.own.rate,
        "own": ledger.matched.own,
        "peers": ledger.matched.peers,
    }
    gaps = (ledger.since_before, ledger.matched.difference)
    bounds = [part for _, rate in sorted(rates.items()) if rate for part in (rate.share, *rate.bounds)]
    spread = [part for gap in gaps if gap for part in (gap.value, gap.low, gap.high)]
    each = ledger.saved.each
    return [
        ledger.joined, ledger.own.movements, ledger.before.movements, ledger.matched.own.n, ledger.matched.peers.n,
        ledger.matched.peers.share, *bounds, *spread, ledger.saved.movements, each.value, each.low, each.high,
        ledger.own.promised, ledger.own.kept,
    ]  # fmt: skip


def _recount(member: Any, period: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"member": member, "first": period.first, "until": period.until})
        row = cursor.fetchone()
    flat: list[Any] = list(row[:6])
    flat += [part for rate in row[6] for part in rate] + [part for gap in row[7] for part in gap]
    return flat + list(row[8:])


def _same(one: list[Any], other: list[Any]) -> bool:
    if len(one) != len(other) or one[0] != other[0]:
        return False
    return all(
        abs(float(a) - float(b)) <= TOLERANCE * max(1.0, abs(float(b))) for a, b in zip(one[1:], other[1:], strict=True)
    )


def _compare_public() -> int:
    from django.db import connection

    from audit.compliance.domain.benefits import Quarter, benefits
    from audit.compliance.selectors.benefits import quarter_groups

    quarter = Quarter.last_over(TODAY)
    started = time.perf_counter()
    groups = quarter_groups(quarter)
    shown = benefits(groups)
    spent = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute(PUBLIC, {"year": quarter.year, "number": quarter.number})
        again = cursor.fetchall()
    same = [(one.tier, one.crossing, one.movements, one.inspected, one.companies) for one in groups] == again
    print(
        f"public page {quarter.code}: {len(groups)} groups, {shown.left_out} left out, {spent * 1000:.0f} ms, same: {same}"
    )
    return 0 if same else 1


def _page() -> None:
    """Open the page as a member does; prints queries and the median of five times."""
    from statistics import median
    from uuid import UUID

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from portal.core import clock
    from tests.factories.accounts import make_member, make_organisation, sign_in

    organisation = make_organisation("carrier")
    _hand_over(UUID(_member(7)), organisation.id)
    url = reverse("compliance:ledger", args=[organisation.id])
    with clock.frozen(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)):
        client = sign_in(Client(), make_member(organisation))
        client.get(url)
        times = []
        for _ in range(5):
            started = time.perf_counter()
            with CaptureQueriesContext(connection) as asked:
                page = client.get(url)
            times.append(time.perf_counter() - started)
    assert page.status_code == 200, page.status_code
    assert len(asked) < MOST_QUERIES, len(asked)
    print(f"ledger page: {len(asked)} queries, {median(times) * 1000:.0f} ms")


def _hand_over(member: Any, organisation_id: Any) -> None:
    """Give a seeded member's movements to a company that can sign in; the triggers are off for this one step."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE compliance_movement SET organisation_id = %s WHERE organisation_id = %s", [organisation_id, member]
        )
        cursor.execute("SET session_replication_role = DEFAULT")


if __name__ == "__main__":
    main()
