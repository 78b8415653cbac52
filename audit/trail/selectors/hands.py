"""Who had a hand in something, as the book tells it: what a conflict of interest is measured by (R-80)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from audit.trail.models import TrailEntry
from portal.core.domain.subjects import Subject

JUDGES = "commission"


def hands_in(subjects: Iterable[Subject]) -> frozenset[UUID]:
    """Give the ids of the people who acted on any of the subjects, in any capacity but as the commission. One query."""
    wanted = Q(pk__in=())
    for subject in subjects:
        wanted |= Q(subject_type=subject.type, subject_id=subject.id)
    rows = TrailEntry.objects.filter(wanted, actor_id__isnull=False).exclude(actor_kind=JUDGES)
    found = rows.order_by().values_list("actor_id", flat=True).distinct()
    return frozenset(person for person in found if person is not None)
