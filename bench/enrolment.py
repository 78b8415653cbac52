"""How the desks and pages of enrolment answer with 100,000 memberships and 2,000,000 status events behind them:

    python -m bench.enrolment [--memberships 100000] [--events 2000000] [--reads 200]

One member of each kind is made through the services; the rest are copies of those rows under numbers of their own,
written by the database in bulk, with as many entries of the trail as asked for. Each page is then asked for through
Django (middleware, view, template), and its number of queries is counted. A page over twenty queries is a failure
of this run. It starts a throw-away PostgreSQL, or uses DATABASE_URL, and works in a database of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from typing import Any

MOST_QUERIES = 20
OPEN_SHARE = 50  # one application in fifty is under review
# Every row of a table like the one named, with what must differ; `n` counts the copies. Sources are found by id.
CLONE = """
INSERT INTO {table}
SELECT (jsonb_populate_record(source.*, {changes})).*
FROM {table} source, generate_series(1, %(copies)s) n WHERE source.id = %(source)s
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--memberships", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--reads", type=int, default=200, help="per page")
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
            sys.exit(measure(options.memberships, options.events, options.reads))
        finally:
            teardown_databases(databases, verbosity=0)


def measure(memberships: int, events: int, reads: int) -> int:
    """Fill, ask, tell; gives how many pages need too many queries."""
    from tests.factories.reference import load

    load()
    started = time.perf_counter()
    people = fill(memberships, events)
    print(f"filled {memberships:,} memberships and {events:,} events in {time.perf_counter() - started:.0f} s")
    return sum(page(name, client, paths, reads) for name, (client, paths) in pages(people, memberships).items())


def fill(memberships: int, events: int) -> dict[str, Any]:
    """Two members and two open applications through the services, then their copies."""
    from django.db import connection

    from tests.factories.accounts import make_member, make_organisation, make_staff
    from tests.factories.enrollment import applicant_for, make_membership, make_submitted

    company, waiting = make_organisation(), make_organisation()
    people = {"member": make_member(company), "officer": make_staff("officer.vetting", "CBP")}
    people["membership"] = make_membership("FAST_CARRIER", organisation=company)
    people["application"] = make_submitted("FAST_CARRIER", applicant_for("FAST_CARRIER", waiting))
    with connection.cursor() as cursor:
        # Copies carry what the originals were checked for; the checks of one row at a time would take hours.
        cursor.execute("SET session_replication_role = replica")
        copies(cursor, people["membership"], memberships, "m")
        copies(cursor, people["application"], memberships // OPEN_SHARE, "a")
        spread(cursor, people["membership"], memberships, events)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
    return people


def copies(cursor: Any, original: Any, count: int, mark: str) -> None:
    """Copy one holder's company, application, reviews and membership `count` times."""
    application = original.application if mark == "m" else original
    unlike = f"md5('{mark}{{}}'||n)::uuid"
    company, filed, held = (unlike.format(part) for part in ("company", "application", "membership"))
    clone(
        cursor, "accounts_organisation", original.organisation_id, count, id=company, legal_name=f"'Example {mark}'||n"
    )
    old = "now() - (n % 120) * interval '1 day'"
    clone(cursor, "enrollment_application", application.id, count, id=filed, organisation_id=company, submitted_at=old)
    for review in application.reviews.all():
        one = f"md5('{mark}{review.agency}'||n)::uuid"
        clone(cursor, "enrollment_agency_review", review.id, count, id=one, application_id=filed)
    if mark == "m":
        new = {
            "id": held,
            "organisation_id": company,
            "application_id": filed,
            "number": "'FC-9-'||lpad(n::text, 8, '0')",
        }
        clone(cursor, "enrollment_membership", original.id, count, **new)
        if hasattr(original, "tally"):
            tally = "md5('tally'||n)::uuid"
            clone(cursor, "enrollment_movement_tally", original.tally.id, count, id=tally, membership_id=held)


def clone(cursor: Any, table: str, source: Any, count: int, **changes: str) -> None:
    """Copy one row `count` times; `changes` are SQL expressions over n."""
    pairs = ", ".join(f"'{column}', {expression}" for column, expression in changes.items())
    statement = CLONE.format(table=table, changes=f"jsonb_build_object({pairs})")
    cursor.execute(statement, {"copies": count, "source": source})


def spread(cursor: Any, membership: Any, memberships: int, events: int) -> None:
    """Give every membership its share of the events, each a copy of a true entry of the trail."""
    cursor.execute(
        """
        INSERT INTO trail_entry
        SELECT (jsonb_populate_record(source.*, jsonb_build_object('id', gen_random_uuid(),
            'subject_id', md5('mmembership'||(1 + n %% %(memberships)s))::uuid))).*
        FROM (SELECT * FROM trail_entry WHERE subject_type = 'membership' AND subject_id = %(source)s LIMIT 1) source,
            generate_series(1, %(events)s) n
        """,
        {"memberships": memberships, "events": events, "source": membership.id},
    )


def pages(people: dict[str, Any], memberships: int) -> dict[str, tuple[Any, list[str]]]:
    """The pages asked for: who asks, and addresses to choose from."""
    from django.test import Client
    from django.urls import reverse

    from enrollment.models import Application, Membership
    from tests.factories.accounts import sign_in

    officer, member = sign_in(Client(), people["officer"]), sign_in(Client(), people["member"])
    chance = random.Random(7)
    numbers = [f"FC-9-{chance.randrange(1, memberships):08d}" for _ in range(50)]
    open_ones = Application.objects.filter(status__in=("submitted", "under_review")).values_list("id", flat=True)[:50]
    held = Membership.objects.filter(number__in=numbers).values_list("id", flat=True)
    desk = reverse("enrollment:reviews")
    return {
        "work queue": (officer, [desk, f"{desk}?page=2"]),
        "search by number": (officer, [f"{reverse('enrollment:find')}?q={number}" for number in numbers]),
        "search by name": (officer, [f"{reverse('enrollment:find')}?q=Example+m{n}" for n in range(1, 40)]),
        "application, officer": (officer, [reverse("enrollment:review", args=[one]) for one in open_ones]),
        "membership, officer": (officer, [reverse("enrollment:membership", args=[one]) for one in held]),
        "membership, member": (member, [reverse("enrollment:membership", args=[people["membership"].id])]),
        "own applications": (member, [reverse("enrollment:mine")]),
    }


def page(name: str, client: Any, paths: list[str], reads: int) -> int:
    """Ask for one kind of page; prints rate, p50, p99 and queries, and says whether they are too many."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(paths[0])
    if answer.status_code != 200:
        raise RuntimeError(f"{name}: {paths[0]} answers {answer.status_code}")
    times = []
    for number in range(reads):
        start = time.perf_counter()
        client.get(paths[number % len(paths)])
        times.append(time.perf_counter() - start)
    cuts = statistics.quantiles(times, n=100)
    queries = len(captured)
    print(f"{name:<22} p50 {cuts[49] * 1000:7.1f} ms   p99 {cuts[98] * 1000:7.1f} ms   {queries:>3} queries")
    return int(queries > MOST_QUERIES)


if __name__ == "__main__":
    main()
