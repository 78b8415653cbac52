"""The vetting desk: the queue by age, who has what, the notes handed over, the load of the officers (4.8, R-30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from enrollment.domain.desk import MINE, NOBODY, OVERDUE, SOON, SOON_DAYS, Filters
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import Application, Assignment, HandoverNote
from enrollment.selectors.applications import WAITING, application_get, application_list_for_officer
from enrollment.selectors.scoping import APPLICATION_READERS
from portal.accounts.selectors import users_with_staff_role
from portal.core import clock
from portal.core.domain.actors import Actor

OPEN = Q(ended_at=None)


def desk_queue(*, actor: Actor, filters: Filters) -> QuerySet[Application, Application]:
    """Give what waits, the nearest end of the service standard first, with `due` and the open assignments.

    Three queries for any page of it: applications, reviews, assignments.
    """
    rows = application_list_for_officer(actor=actor, only_mine=not filters.everything).annotate(due=_due())
    held = Assignment.objects.filter(OPEN, application_id=OuterRef("pk"), agency=actor.agency)
    if filters.programme:
        rows = rows.filter(programme=filters.programme)
    if filters.owner == MINE:
        rows = rows.filter(Exists(held.filter(officer_id=actor.user_id)))
    elif filters.owner == NOBODY:
        rows = rows.filter(~Exists(held))
    now = clock.now()
    if filters.age == OVERDUE:
        rows = rows.filter(due__lt=now)
    elif filters.age == SOON:
        rows = rows.filter(due__gte=now, due__lt=now + timedelta(days=SOON_DAYS))
    return rows.prefetch_related(_open_assignments()).order_by("due", "id")


def _due() -> Any:
    """The end of the published service standard, as `domain.progress.due_at` works it out."""
    days = [
        When(programme=code, then=Value(timedelta(days=one.service_days), output_field=DurationField()))
        for code, one in PROGRAMMES.items()
    ]
    length = Case(*days, default=Value(timedelta(0)), output_field=DurationField())
    return ExpressionWrapper(F("submitted_at") + length, output_field=DateTimeField())


def _open_assignments() -> Prefetch[Any]:
    return Prefetch("assignments", queryset=Assignment.objects.filter(OPEN).order_by("agency"), to_attr="held_by")


@dataclass(frozen=True, slots=True)
class Desk:
    """One application as the desk sees it: who has it per agency, and the notes the actor may read."""

    application: Application
    held_by: dict[str, Assignment]
    notes: tuple[HandoverNote, ...]


def desk_of(*, actor: Actor, application_id: UUID) -> Desk:
    """Give the desk of one application the officer may read. Raises NotFound."""
    found = application_get(actor=actor, application_id=application_id)
    held = Assignment.objects.filter(OPEN, application_id=found.id)
    notes = handover_list(actor=actor, application_id=found.id)
    return Desk(found, {row.agency: row for row in held}, tuple(notes))


def handover_list(*, actor: Actor, application_id: UUID) -> QuerySet[HandoverNote, HandoverNote]:
    """Give the notes of an application: the own agency's all, the other's unless restricted (R-50); newest first."""
    if not (actor.is_staff and actor.has(*APPLICATION_READERS)):
        return HandoverNote.objects.none()
    readable = Q(restricted_reason="") | Q(agency=actor.agency)
    return HandoverNote.objects.filter(readable, application_id=application_id).order_by("-created_at", "-id")


def assignment_open(*, application_id: UUID, agency: str) -> Assignment | None:
    """Give who has an agency's review now."""
    return Assignment.objects.filter(OPEN, application_id=application_id, agency=agency).first()


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer has: pieces, how many of them overdue, since when the oldest waits."""

    name: str
    user_id: UUID | None
    pieces: int
    overdue: int
    oldest: datetime | None


def desk_load(*, actor: Actor) -> list[Load]:
    """Give the load of each vetting officer of the supervisor's agency, the fullest first; last what nobody has.

    Three queries whatever the number of applications.
    """
    waiting = Application.objects.filter(
        status__in=WAITING, reviews__agency=actor.agency, reviews__status="pending"
    ).annotate(due=_due())
    figures = {
        "pieces": Count("id", distinct=True),
        "overdue": Count("id", distinct=True, filter=Q(due__lt=clock.now())),
        "oldest": Min("submitted_at"),
    }
    mine = Q(assignments__ended_at=None, assignments__agency=actor.agency)
    rows = waiting.filter(mine).values("assignments__officer_id").annotate(**figures).order_by()
    held: dict[UUID, Any] = {row["assignments__officer_id"]: row for row in rows}
    officers = {one.id: one.name or one.email for one in desk_officers(actor.agency)}
    loads = [_load(name, user_id, held.get(user_id)) for user_id, name in officers.items()]
    loads.sort(key=lambda load: (-load.pieces, load.name))
    nobody = Assignment.objects.filter(OPEN, application_id=OuterRef("pk"), agency=actor.agency)
    free = waiting.filter(~Exists(nobody)).aggregate(**figures)
    return [*loads, _load("", None, free)]


def desk_officers(agency: str) -> QuerySet[Any]:
    """Give the people of an agency who can have an application."""
    return users_with_staff_role("officer.vetting", agency)


def _load(name: str, user_id: UUID | None, row: dict[str, Any] | None) -> Load:
    if row is None:
        return Load(name, user_id, 0, 0, None)
    return Load(name, user_id, row["pieces"], row["overdue"], row["oldest"])
