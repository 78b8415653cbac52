"""Bring a large table in line with rows from a file: COPY into a temporary table, then one upsert."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.db import connection
from psycopg2 import sql

Value = str | None | Sequence[str]


def copy_upsert(*, table: str, key: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows that are new and update those that differ; rows that are the same are not touched.

    Runs in the caller's transaction. Empty text stays empty text, None becomes NULL, a list a text array.
    """
    target, staging = sql.Identifier(table), sql.Identifier(f"loading_{table}")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    others = [sql.Identifier(column) for column in columns if column != key]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {staging} ON COMMIT DROP AS SELECT {names} FROM {target} WITH NO DATA").format(
                staging=staging, names=names, target=target
            )
        )
        copy = sql.SQL("COPY {staging} ({names}) FROM STDIN WITH (FORMAT csv, NULL '\\N')").format(
            staging=staging, names=names
        )
        cursor.copy_expert(copy, _as_csv(rows))
        cursor.execute(
            sql.SQL(
                "INSERT INTO {target} AS kept ({names}) SELECT {names} FROM {staging} ORDER BY length({key}), {key} "
                "ON CONFLICT ({key}) DO {action}"
            ).format(
                target=target,
                names=names,
                staging=staging,
                key=sql.Identifier(key),
                action=_update(others) if others else sql.SQL("NOTHING"),
            )
        )
        cursor.execute(sql.SQL("DROP TABLE {staging}").format(staging=staging))


def _update(columns: Sequence[sql.Identifier]) -> sql.Composable:
    assignments = sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(column) for column in columns)
    new = sql.SQL(", ").join(sql.SQL("EXCLUDED.{0}").format(column) for column in columns)
    old = sql.SQL(", ").join(sql.SQL("kept.{0}").format(column) for column in columns)
    return sql.SQL("UPDATE SET {assignments} WHERE ({old}) IS DISTINCT FROM ({new})").format(
        assignments=assignments, old=old, new=new
    )


def _as_csv(rows: Iterable[Sequence[Value]]) -> StringIO:
    stream = StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    stream.seek(0)
    return stream


def _cell(value: Value) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value
    return "{" + ",".join('"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in value) + "}"
