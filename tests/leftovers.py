"""What one file of tests would leave to the next file in its process; `tests/conftest.py` fails the file that does.

A running event loop makes Django refuse every database access after it; rows that nobody rolled back or flushed
make later tests see what they did not do.
"""

from __future__ import annotations

import asyncio

from django.db import connection

# What migrations and the clean-up itself write, and the reference data, loaded once per process.
MAY_HOLD_ROWS = {"django_migrations", "django_content_type", "auth_permission", "django_site", "workflow_edge"}
REFERENCE = "reference_"
SWITCHED = ("reference_lane", "reference_agencyhours")


def loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def has_test_database() -> bool:
    return str(connection.settings_dict["NAME"]).startswith("test_")


def tables_with_rows() -> set[str]:
    """Every table with a row in it that no test may have committed."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name not in MAY_HOLD_ROWS and not name.startswith(REFERENCE)
    ]
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        return {name for (name,) in cursor.fetchall()}


def emptying_statements() -> list[str]:
    """Delete every such row; a replica's session asks neither triggers nor foreign keys."""
    emptied = [f'DELETE FROM "{name}"' for name in sorted(tables_with_rows())]
    return ["SET session_replication_role = replica", *emptied, "SET session_replication_role = DEFAULT"]


def reference_stamp() -> tuple[object, ...]:
    """Changes with every committed change to a lane or to an agency's hours; empty before they are loaded."""
    parts = ", ".join(f"(SELECT sum(xmin::text::bigint) FROM {table})" for table in SWITCHED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}")
        return tuple(each for each in cursor.fetchone() if each is not None)


def left_behind(before: tuple[object, ...]) -> list[str]:
    """Say in words what is left; `before` is the stamp of the reference data when the file began."""
    if loop_runs():
        return ["an event loop still runs: a browser must be closed in the file that opened it"]
    if not has_test_database():
        return []
    words = [f"rows in {name}" for name in sorted(tables_with_rows())]
    if before and reference_stamp() != before:
        words.append("committed changes to lanes or hours, which are kept when tables are emptied")
    return words
