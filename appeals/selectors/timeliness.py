"""How long appeals took, for everybody to read (R-80)."""

from __future__ import annotations

from appeals.domain.timeliness import Course, Row, timeliness
from appeals.models import Case
from portal.core import clock

GONE = ("withdrawn", "refused")


def timeliness_published() -> tuple[Row, ...]:
    """Give the counts of every quarter that is final, in one query."""
    rows = Case.objects.values_list("kind", "filed_at", "ruling__issued_at", "status", "closed_at")
    courses = (Course(kind, filed, ruled, status in GONE, closed) for kind, filed, ruled, status, closed in rows)
    return timeliness(courses, clock.now())
