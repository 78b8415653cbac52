"""Writing an entry: what is stored, what is refused, and what the database refuses by itself (rule 4)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit.trail.domain.canonical import NotCanonical
from audit.trail.domain.hashing import entry_digest, envelope
from audit.trail.models import TrailEntry
from audit.trail.selectors.entries import facts_of
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.sql import trail_required
from tests.factories.trail import OFFICER, add_entry, in_the_book

SUBJECT = Subject("trip", UUID(int=4))
PAST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_an_entry_tells_who_what_when_and_under_which_authority() -> None:
    body = {"to": "released", "amount": 10, "from": "arrived"}
    entry_id = add_entry(event="clearance.trip.released", subject=SUBJECT, body=body, organisation_id=UUID(int=9))
    row = TrailEntry.objects.get(pk=entry_id)
    assert (row.event, row.subject_type, row.subject_id) == ("clearance.trip.released", "trip", SUBJECT.id)
    assert (row.actor_kind, row.actor_id, row.actor_name) == ("officer", OFFICER.user_id, OFFICER.name)
    assert (row.actor_roles, row.actor_agency, row.actor_port) == ("officer.primary", "CBP", OFFICER.port)
    assert (row.organisation_id, row.request_id) == (UUID(int=9), "req-1")
    assert row.body == '{"amount":10,"from":"arrived","to":"released"}'
    assert isinstance(row.xid, int)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor", [OFFICER, system_actor("scoring"), Actor(kind="partner", client_id="é'\"\\%s", name="\U0001f69a\n")]
)
def test_the_digest_computed_by_the_database_is_the_one_computed_here(actor: Actor) -> None:
    body = {"text": 'd\'œuvre \\ "quoted" %s %(x)s \x00 \u2028', "n": 1.5, "none": None}
    row = TrailEntry.objects.get(pk=add_entry(actor=actor, body=body))
    assert json.loads(row.body) == body
    assert bytes(row.digest) == entry_digest(bytes(row.salt), envelope(facts_of(row), row.at))


@pytest.mark.django_db
def test_each_entry_has_its_own_salt() -> None:
    first, second = (TrailEntry.objects.get(pk=add_entry(subject=SUBJECT)) for _ in range(2))
    assert bytes(first.salt) != bytes(second.salt)


@pytest.mark.django_db
def test_the_moment_is_the_databases_and_not_the_injected_clock() -> None:
    with clock.frozen(PAST):
        row = TrailEntry.objects.get(pk=add_entry())
    assert datetime.now(UTC) - row.at < timedelta(minutes=1)


@pytest.mark.django_db
def test_recording_is_one_statement(django_assert_num_queries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        record(actor=OFFICER, event="clearance.trip.filed", subject=SUBJECT, body={"n": 1})


@pytest.mark.django_db(transaction=True)
def test_no_entry_outside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        record(actor=OFFICER, event="clearance.trip.filed", subject=SUBJECT, body={})
    assert not TrailEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("event", ["", "filed", "Trip.filed", "trip..filed", "trip.filed; drop", "a.b\n"])
def test_an_event_code_is_dotted_lower_case(event: str) -> None:
    with pytest.raises(ValueError, match="not an event code"):
        add_entry(event=event)


@pytest.mark.django_db
def test_a_body_without_a_canonical_text_is_refused() -> None:
    with pytest.raises(NotCanonical):
        add_entry(body={"rate": float("nan")})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET body = '{}'",
        "DELETE FROM trail_entry",
        "TRUNCATE trail_entry",
        "TRUNCATE trail_leaf",
        "TRUNCATE trail_node",
        "TRUNCATE trail_checkpoint",
    ],
)
def test_the_database_refuses_to_change_or_remove_entries(statement: str) -> None:
    add_entry()
    before = TrailEntry.objects.count()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert TrailEntry.objects.count() == before


@pytest.fixture
def guarded_table(transactional_db):
    """A business table whose changes need an entry."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE trail_probe (id int PRIMARY KEY, note text)")
        cursor.execute(trail_required("trail_probe")[0])
    yield "trail_probe"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trail_probe")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_probe")
        return cursor.fetchone()[0]


def test_a_change_without_an_entry_does_not_commit(guarded_table: str) -> None:
    with pytest.raises(IntegrityError, match="no entry in the trail"), transaction.atomic():
        run("INSERT INTO trail_probe VALUES (1, 'silent')")
    with pytest.raises(IntegrityError, match="no entry in the trail"):
        run("INSERT INTO trail_probe VALUES (1, 'psql')")
    assert rows() == 0


def test_a_change_with_its_entry_commits_whatever_comes_first(guarded_table: str) -> None:
    with transaction.atomic():
        run("INSERT INTO trail_probe VALUES (1, 'before')")
        add_entry()
    with in_the_book():
        run("INSERT INTO trail_probe SELECT n, 'bulk' FROM generate_series(2, 100) AS n")
    assert rows() == 100


@pytest.mark.parametrize("statement", ["UPDATE trail_probe SET note = 'x'", "DELETE FROM trail_probe"])
def test_updates_and_deletes_need_an_entry_too(guarded_table: str, statement: str) -> None:
    with in_the_book():
        run("INSERT INTO trail_probe VALUES (1, 'a')")
    with pytest.raises(IntegrityError, match="no entry in the trail"):
        run(statement)
    with in_the_book():
        run(statement)


def test_the_entry_of_an_earlier_transaction_does_not_count(guarded_table: str) -> None:
    add_entry()
    with pytest.raises(IntegrityError, match="no entry in the trail"), transaction.atomic():
        run("INSERT INTO trail_probe VALUES (1, 'late')")


def test_a_rolled_back_entry_does_not_count(guarded_table: str) -> None:
    with pytest.raises(IntegrityError, match="no entry in the trail"), transaction.atomic():
        run("INSERT INTO trail_probe VALUES (1, 'kept')")
        savepoint = transaction.savepoint()
        add_entry()
        transaction.savepoint_rollback(savepoint)
    assert rows() == 0


def test_entry_and_change_vanish_together(guarded_table: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        run("INSERT INTO trail_probe VALUES (1, 'a')")
        add_entry()
        raise RuntimeError
    assert rows() == 0
    assert not TrailEntry.objects.exists()
