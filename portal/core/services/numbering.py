"""Numbers without gaps: the row of the series is locked until the transaction that uses the number ends."""

from __future__ import annotations

from django.db import connection


def next_number(series: str, year: int) -> int:
    """Give the next number of the series in that year, starting at 1; a rollback gives it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_number_series (series, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (series, year) DO UPDATE SET last = core_number_series.last + 1 RETURNING last",
            [series, year],
        )
        row = cursor.fetchone()
    return int(row[0])
