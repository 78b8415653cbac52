"""Who may take a place on a team of both agencies (R-63, R-70)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portal.accounts.selectors import users_with_staff_role


@dataclass(frozen=True, slots=True)
class Candidate:
    """An auditor a supervisor may put on the team, and how many undecided ones he or she has."""

    id: UUID
    name: str
    load: int


def candidates_of(agency: str, barred: frozenset[UUID], seats: QuerySet[Any]) -> list[Candidate]:
    """Give the auditors of an agency who are not barred, the least loaded first; `seats` are those that load them."""
    people = [user for user in users_with_staff_role("auditor", agency) if user.id not in barred]
    loads = Counter(seats.filter(ended_at=None, auditor__in=people).values_list("auditor_id", flat=True))
    found = [Candidate(user.id, user.name, loads[user.id]) for user in people]
    return sorted(found, key=lambda one: (one.load, one.name))
