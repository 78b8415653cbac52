"""Full nodes of the stored tree."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from audit.trail.domain.tree import Place

LOAD = """
SELECT 0 AS level, index, leaf_hash AS hash FROM trail_leaf WHERE index = ANY(%s::bigint[])
UNION ALL
SELECT node.level, node.index, node.hash
FROM unnest(%s::smallint[], %s::bigint[]) AS wanted(level, index)
JOIN trail_node AS node USING (level, index)
"""


def load_nodes(places: Sequence[Place]) -> dict[Place, bytes]:
    """Give the hashes of the places that exist, in one query."""
    leaves = [place.number for place in places if place.level == 0]
    inner = [place for place in places if place.level > 0]
    with connection.cursor() as cursor:
        cursor.execute(LOAD, [leaves, [place.level for place in inner], [place.number for place in inner]])
        return {Place(level, index): bytes(value) for level, index, value in cursor.fetchall()}
