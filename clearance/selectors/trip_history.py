"""Scored trips for the simulator: a COPY of the facts' columns into a frame, a million rows in seconds.

For the simulator only, which shows numbers and a few trips that its readers may open: rows are not scoped here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import polars as pl
from django.db import connection
from psycopg2 import sql

from clearance.domain.inspection_words import FINDING
from clearance.models import Inspection
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, SET, FactSpec
from clearance.targeting.simulator.history import UNKNOWN, History
from portal.accounts.selectors import organisations_many
from portal.core import clock

WINDOW = timedelta(days=365)
MOST = 1_500_000
NOT_KEPT = "*"

FIRST_DAY = """
SELECT GREATEST(%(from)s, (SELECT eta FROM clearance_trip_facts ORDER BY eta DESC OFFSET %(most)s LIMIT 1))
"""
_PLACE = (
    ("trip", "trip_id", pl.String()),
    ("carrier", "carrier_id", pl.Categorical()),
    ("on", "(eta AT TIME ZONE 'UTC')::date", pl.Date()),
    ("open_lanes", f"COALESCE(array_to_string(open_lanes, chr(31)), '{NOT_KEPT}')", pl.String()),
    ("importer_tiers", "array_to_string(importer_tiers, chr(31))", pl.String()),
    ("minute", "minute", pl.Int32()),
    ("fast_wait", "fast_wait", pl.Int32()),
    ("fast_wait_age", "fast_wait_age", pl.Int32()),
    ("loop_checks", "loop_checks", pl.Int32()),
)


def trip_history() -> History:
    """Give the scored trips of the last 365 days, at most MOST of them (then the latest), with what came of them."""
    since = clock.now() - WINDOW
    with connection.cursor() as cursor:
        cursor.execute(FIRST_DAY, {"from": since, "most": MOST})
        first = cursor.fetchone()[0]
        held = BytesIO()
        cursor.copy_expert(_statement(first), held)
    held.seek(0)
    rows = _typed(pl.read_csv(held, has_header=False, schema=_schema())) if held.getbuffer().nbytes else _empty()
    return History(_with_outcomes(_with_carriers(rows)), cut=first > since)


def _statement(first: datetime) -> sql.Composed:
    columns = [expression for _, expression, _ in _PLACE] + [_column(spec) for spec in SCHEMA.values()]
    return sql.SQL("COPY (SELECT {} FROM clearance_trip_facts WHERE eta >= {}) TO STDOUT (FORMAT csv)").format(
        sql.SQL(", ").join(sql.SQL(expression) for expression in columns), sql.Literal(first)
    )


def _column(spec: FactSpec) -> str:
    if spec.kind == FLAG:
        return f"{spec.name}::int"
    return f"array_to_string({spec.name}, chr(31))" if spec.kind == SET else spec.name


_READ = {NUMBER: pl.Float64(), FLAG: pl.Int8(), CODE: pl.String(), SET: pl.String()}


def _schema() -> dict[str, pl.DataType]:
    return {name: kind for name, _, kind in _PLACE} | {spec.name: _READ[spec.kind] for spec in SCHEMA.values()}


def _empty() -> pl.DataFrame:
    return _typed(pl.DataFrame(schema=_schema()))


def _typed(read: pl.DataFrame) -> pl.DataFrame:
    """Flags as flags; an empty set is not an unknown one; an unknown list of lanes is not an empty one."""
    lanes = pl.col("open_lanes")
    return read.with_columns(
        *(pl.col(spec.name).cast(pl.Boolean) for spec in SCHEMA.values() if spec.kind == FLAG),
        *(pl.col(spec.name).fill_null("") for spec in SCHEMA.values() if spec.kind == SET),
        pl.when(lanes == NOT_KEPT).then(None).otherwise(lanes.fill_null("")).alias("open_lanes"),
    )


def _with_carriers(rows: pl.DataFrame) -> pl.DataFrame:
    carriers = organisations_many(UUID(name) for name in rows["carrier"].unique().to_list())
    known = pl.DataFrame(
        [(str(one.id), one.country, one.size_class or UNKNOWN) for one in carriers.values()],
        schema={"carrier": pl.String, "country": pl.String, "size": pl.String},
        orient="row",
    ).with_columns(pl.col("carrier").cast(pl.Categorical))
    joined = rows.join(known, on="carrier", how="left", maintain_order="left")
    return joined.with_columns(pl.col("country", "size").fill_null(UNKNOWN))


def _with_outcomes(rows: pl.DataFrame) -> pl.DataFrame:
    """What inspections said: `inspected`, `found` (a security finding), `drawn` (sent there by the random draw)."""
    done = Inspection.objects.exclude(result="").values_list("trip_id", "result", "referral__drawn")
    told = pl.DataFrame(
        [(str(trip), result == FINDING, drawn) for trip, result, drawn in done.iterator(chunk_size=20_000)],
        schema={"trip": pl.String, "found": pl.Boolean, "drawn": pl.Boolean},
        orient="row",
    )
    once = told.group_by("trip").agg(pl.col("found").any(), pl.col("drawn").any(), pl.lit(True).alias("inspected"))
    joined = rows.join(once, on="trip", how="left", maintain_order="left")
    return joined.with_columns(pl.col("inspected", "found", "drawn").fill_null(False))
