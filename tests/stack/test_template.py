"""The migrated database that test sessions copy: built once, found again, never trusted when it failed."""

import contextlib

import psycopg2
import pytest

from portal.devstack import places, template
from portal.devstack.postgres import Postgres


@pytest.fixture
def migrations(home, monkeypatch) -> list[str]:
    """How often somebody migrated; the cache lies in a folder of this test."""
    done: list[str] = []

    def migrate(postgres: Postgres) -> bool:
        postgres.create_database(template.NAME)
        with contextlib.closing(psycopg2.connect(url(postgres))) as connection:
            connection.autocommit = True
            connection.cursor().execute("CREATE TABLE migrated AS SELECT 1 AS one")
        done.append("migrated")
        return True

    monkeypatch.setattr(places, "shared_dir", lambda name: places.open_dir(home / name))
    monkeypatch.setattr(template, "_migrate", migrate)
    return done


def url(postgres: Postgres) -> str:
    return postgres.url.rpartition("/")[0] + f"/{template.NAME}"


def session(home, name: str) -> int:
    """One test session: start, look into the migrated database, stop."""
    postgres = Postgres(home / name, throw_away=True)
    try:
        assert template.start_with_template(postgres)
        with contextlib.closing(psycopg2.connect(url(postgres))) as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT one FROM migrated")
            return cursor.fetchone()[0]
    finally:
        postgres.stop()


def test_the_second_session_migrates_nothing(home, migrations):
    assert session(home, "one") == session(home, "two") == 1
    assert migrations == ["migrated"]


def test_another_migration_builds_another_database_and_old_ones_go(home, migrations, monkeypatch):
    for number in range(template.KEPT + 2):
        monkeypatch.setattr(template, "schema_fingerprint", lambda number=number: f"{number}" * 64)
        session(home, f"run{number}")
    assert len(migrations) == template.KEPT + 2
    assert len(list((home / "templates").iterdir())) == template.KEPT


def test_without_good_migrations_nothing_is_kept(home, migrations, monkeypatch):
    monkeypatch.setattr(template, "_migrate", lambda postgres: False)
    postgres = Postgres(home / "one", throw_away=True)
    try:
        assert not template.start_with_template(postgres)
        assert postgres.ready()
    finally:
        postgres.stop()
    assert not list((home / "templates").iterdir())
