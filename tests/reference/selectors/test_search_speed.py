"""The search is quick because its indexes are ready and used; a busy machine does not fail these tests."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.usefixtures("reference_data")


def test_no_search_reads_a_pending_list() -> None:
    """After a bulk load the new entries would wait in the index and be read whole by every search."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('hs_search_en'::regclass)")
        assert cursor.fetchone()[0] == 0


def test_the_planner_takes_the_indexes_by_itself() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (FORMAT JSON) SELECT code FROM reference_hscode WHERE search_en @@ to_tsquery('english', 'brake') "
            "OR search_fr @@ to_tsquery('simple', 'frein') OR terms @> ARRAY['brake']::varchar[] "
            "OR heading_terms @> ARRAY['brake']::varchar[]"
        )
        plan = str(cursor.fetchone()[0])
    assert "Bitmap Index Scan" in plan
    assert "Seq Scan" not in plan
