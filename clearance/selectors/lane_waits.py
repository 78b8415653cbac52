"""How long trucks waited for the FAST lane, from the readers at the end of the queue and at the booth (R-42, R-47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

WINDOW = timedelta(minutes=30)  # older passes say nothing of the queue now
LONGEST = timedelta(hours=6)  # a truck seen in the queue earlier than that went elsewhere in between
TRUCKS = 5
STATEMENT = """
SELECT crossing, direction, percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes)::int, count(*), max(seen_at)
FROM (
    SELECT c.code AS crossing, l.direction, booth.seen_at,
        least(round(extract(epoch FROM booth.seen_at - queue.seen_at) / 60), 600) AS minutes,
        row_number() OVER (PARTITION BY c.code, l.direction ORDER BY booth.seen_at DESC) AS place
    FROM clearance_lane_sighting booth
    JOIN clearance_lane_event e ON e.id = booth.event_id
    JOIN clearance_lane_reader r ON r.id = e.reader_id AND NOT r.at_queue
    JOIN reference_lane l ON l.id = booth.lane_id AND l.kind IN ('FAST', 'GREEN_FAST')
    JOIN reference_crossing c ON c.id = l.crossing_id
    JOIN LATERAL (
        SELECT s.seen_at FROM clearance_lane_sighting s
        JOIN clearance_lane_event se ON se.id = s.event_id
        JOIN clearance_lane_reader sr ON sr.id = se.reader_id AND sr.at_queue
        WHERE s.trip_id = booth.trip_id AND s.seen_at < booth.seen_at AND s.seen_at > booth.seen_at - %(longest)s
        ORDER BY s.seen_at DESC LIMIT 1
    ) queue ON true
    WHERE booth.trip_id IS NOT NULL AND booth.seen_at > %(now)s - %(window)s
) passes WHERE place <= %(trucks)s GROUP BY crossing, direction
"""


@dataclass(frozen=True, slots=True)
class MeasuredWait:
    """The median of the last trucks' waits in minutes, of how many, and when the last of them was at the booth."""

    crossing: str
    direction: str
    minutes: int
    trucks: int
    at: datetime


def waits_measured(now: datetime) -> list[MeasuredWait]:
    """Give what the readers show of each place. One query; empty where no reader stands at the end of a queue."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"now": now, "window": WINDOW, "longest": LONGEST, "trucks": TRUCKS}
        cursor.execute(STATEMENT, values)
        return [MeasuredWait(*row) for row in cursor.fetchall()]
