"""How the desks and pages of enrolment answer with 100,000 memberships and 2,000,000 status events behind them:

    python -m bench.enrolment [--memberships 100000] [--events 2000000] [--reads 200]

Members and applications are made through the services and copied in bulk (`bench.enrolment_rows`): half companies, half
persons with card and document, and what waits at the desks. Each page is then asked for through Django (middleware,
view, template) by somebody who is signed in and has stated a purpose; its queries are counted. A page over twenty
queries is a failure of this run. It starts a throw-away PostgreSQL, or uses DATABASE_URL, in a database of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from typing import Any

from bench.enrolment_rows import Cast, fill

MOST_QUERIES = 20
CHOSEN = 40
ANSWERS = (200, 302)  # one record behind a number: the search goes on to it
Pages = dict[str, tuple[Any, list[str]]]


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
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases

        setup_test_environment()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            failed = measure(options.memberships, options.events, options.reads)
        finally:
            teardown_databases(databases, verbosity=0)
    sys.exit(1 if failed else 0)


def measure(memberships: int, events: int, reads: int) -> int:
    """Fill, ask, tell; gives how many pages need too many queries."""
    from tests.factories.reference import load

    load()
    started = time.perf_counter()
    cast = fill(memberships, events)
    print(f"filled in {time.perf_counter() - started:.0f} s: {counted()}", flush=True)
    chance = random.Random(7)
    pages = {**queues(cast), **searches(cast, memberships // 2, chance), **records(cast), **own(cast)}
    return sum(page(name, client, paths, reads) for name, (client, paths) in pages.items())


def counted() -> str:
    """Say what the tables hold."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM enrollment_membership), (SELECT count(*) FROM trail_entry), "
            "(SELECT count(*) FROM enrollment_application WHERE status IN ('submitted', 'under_review'))"
        )
        members, entries, waiting = cursor.fetchone()
    return f"{members:,} memberships, {entries:,} entries of the trail, {waiting:,} applications that wait"


def queues(cast: Cast) -> Pages:
    """The officers' desks."""
    from django.urls import reverse

    officer, supervisor = signed_in(cast.officer), signed_in(cast.supervisor)
    reviews = reverse("enrollment:reviews")
    return {
        "review queue": (officer, [reviews, f"{reviews}?page=2", f"{reviews}?all=1", f"{reviews}?age=overdue"]),
        "members vetted again": (officer, [reverse("enrollment:rechecks")]),
        "proposals to rise": (officer, [reverse("enrollment:graduations")]),
        "desk of members' life": (officer, [reverse("enrollment:members_desk")]),
        "load of the officers": (supervisor, [reverse("enrollment:load")]),
    }


def searches(cast: Cast, each: int, chance: random.Random) -> Pages:
    """Opening a record by what is printed or on the chip."""
    from django.urls import reverse

    officer, find = signed_in(cast.officer), reverse("enrollment:find")
    drawn = [chance.randrange(1, each) for _ in range(CHOSEN)]
    return {
        "find: membership number": (officer, [f"{find}?number=XC{n:08d}" for n in drawn]),
        "find: card": (officer, [f"{find}?number=9{n:08d}" for n in drawn]),
        "find: chip": (officer, [f"{find}?number=E9{n:022d}" for n in drawn]),
        "find: travel document": (officer, [f"{find}?number=P{n:08d}" for n in drawn if n % 50]),
    }


def records(cast: Cast) -> Pages:
    """One record each, for an officer whose purpose is on file."""
    from django.urls import reverse

    from enrollment.models import Application, Membership, VettingWorksheet

    officer = signed_in(cast.officer)
    waiting = Application.objects.filter(status="submitted").order_by("id")[:CHOSEN]
    companies = Membership.objects.filter(organisation__isnull=False).order_by("id")[:CHOSEN]
    people = Membership.objects.filter(user__isnull=False).order_by("id")[:CHOSEN]
    again = VettingWorksheet.objects.filter(membership__isnull=False).order_by("id")[:CHOSEN]
    for kind, rows in (("application", waiting), ("membership", companies), ("membership", people)):
        stated(cast.officer, kind, rows)
    stated(cast.officer, "membership", [sheet.membership for sheet in again])
    return {
        "application, officer": (officer, [reverse("enrollment:review", args=[row.id]) for row in waiting]),
        "hand-over, officer": (officer, [reverse("enrollment:desk", args=[row.id]) for row in waiting]),
        "company's membership": (officer, [reverse("enrollment:membership", args=[row.id]) for row in companies]),
        "person's membership": (officer, [reverse("enrollment:membership", args=[row.id]) for row in people]),
        "recheck, officer": (officer, [reverse("enrollment:recheck", args=[row.id]) for row in again]),
    }


def own(cast: Cast) -> Pages:
    """What members and applicants see of themselves."""
    from django.urls import reverse

    company, person = (owner(row) for row in cast.members)
    applicants = [(owner(row), reverse("enrollment:application", args=[row.id])) for row in cast.waiting]
    held = [reverse("enrollment:membership", args=[row.id]) for row in cast.members]
    return {
        "own membership, company": (company, held[:1]),
        "own membership, person": (person, held[1:]),
        "own list, company": (company, [reverse("enrollment:mine")]),
        "own list, person": (person, [reverse("enrollment:mine")]),
        "status page, company": (applicants[0][0], [applicants[0][1]]),
        "status page, person": (applicants[1][0], [applicants[1][1]]),
        "who looked at me": (company, [reverse("enrollment:looked")]),
    }


def owner(row: Any) -> Any:
    """Sign in somebody of the company, or the person."""
    from portal.accounts.models import User
    from tests.factories.accounts import make_member

    person = make_member(row.organisation) if row.organisation_id else User.objects.get(pk=row.user_id)
    return signed_in(person)


def signed_in(user: Any) -> Any:
    from django.test import Client

    from tests.factories.accounts import sign_in

    return sign_in(Client(), user)


def stated(user: Any, kind: str, rows: Any) -> None:
    """Have the officer state a purpose for each record, as the prompt asks (R-13)."""
    from enrollment import selectors, services
    from portal.accounts.selectors import actor_for_user

    actor = actor_for_user(user, mfa=True)
    for row in rows:
        looked = selectors.looked_at(actor=actor, kind=kind, record_id=row.id)
        if looked is None:
            raise RuntimeError(f"{kind} {row.id} is not for this officer")
        services.lookup_make(actor=actor, looked=looked, purpose="service", words="They called about their record.")


def page(name: str, client: Any, paths: list[str], reads: int) -> int:
    """Ask for one kind of page; prints p50, p99 and queries, and says whether they are too many."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(paths[0])
    if answer.status_code not in ANSWERS:
        raise RuntimeError(f"{name}: {paths[0]} answers {answer.status_code}")
    queries = 0
    for path in paths:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        queries = max(queries, len(captured))
    times = []
    for number in range(reads):
        start = time.perf_counter()
        client.get(paths[number % len(paths)])
        times.append(time.perf_counter() - start)
    cuts = statistics.quantiles(times, n=100)
    told = f"p50 {cuts[49] * 1000:7.1f} ms   p99 {cuts[98] * 1000:7.1f} ms   {queries:>3} queries"
    print(f"{name:<24} {told}", flush=True)
    return int(queries > MOST_QUERIES)


if __name__ == "__main__":
    main()
