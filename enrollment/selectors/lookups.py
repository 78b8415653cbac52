"""Reads of look-ups: what is about to be seen, what was seen lately, who looked at me (R-13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet, UUIDField, Value

from enrollment.domain.lookups import ENROLMENT, WITHHELD, Looked, occasions
from enrollment.models import Application, Assignment, Credential, Lookup, LookupReview
from enrollment.selectors.lookup_kinds import KINDS
from enrollment.selectors.scoping import APPLICATION_READERS, NOTHING, own_rows
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

DESK, ASSIGNMENT = "desk", "assignment"


def looked_at(*, actor: Actor, kind: str, record_id: UUID) -> Looked | None:
    """Give what a member of staff is about to look at; None when they do not read such records, or there is none."""
    asked = KINDS[kind]
    if not actor.is_staff or actor.user_id is None or not actor.has(*asked.readers):
        return None
    found = asked.rows().filter(pk=record_id).values_list(_or_none(asked.company), asked.person).first()
    return Looked(kind, record_id, *found) if found else None


def _or_none(path: Any) -> Any:
    """A record that is never a company's says so in its place."""
    return Value(None, output_field=UUIDField()) if path is None else path


def _same(looked: Looked) -> Q:
    """Rows about the same company or person; the one of the two that is empty is asked for as empty."""
    return Q(organisation_id=looked.organisation_id, user_id=looked.user_id)


def lookup_recent(*, actor: Actor, looked: Looked, since: datetime) -> bool:
    """Say whether this officer has stated a purpose for the same company or person since then."""
    return Lookup.objects.filter(
        _same(looked),
        officer_id=actor.user_id,
        agency=actor.agency,
        created_at__gte=since,
    ).exists()


def occasion_of(*, actor: Actor, looked: Looked) -> tuple[str, str] | None:
    """Give (occasion, purpose) of an open piece of work that makes the prompt needless, or None."""
    if desk_occasion(actor, looked):
        return DESK, ENROLMENT
    for one in occasions():
        if one.check(actor, looked):
            return one.code, one.purpose
    return None


def desk_occasion(actor: Actor, looked: Looked) -> bool:
    """An application that waits for the actor's agency and that nobody else has; for other records, the actor has it.

    A worksheet, proposal, appointment or report that waits at the desk is open work of its own. Two queries at most.
    """
    if not actor.has(*APPLICATION_READERS):
        return False
    work = KINDS[looked.kind].work
    if work is not None and work(KINDS[looked.kind].rows(), actor).filter(pk=looked.record_id).exists():
        return True
    open_now = Assignment.objects.filter(agency=actor.agency, ended_at=None)
    waiting = Application.objects.filter(
        _same(looked),
        status__in=("submitted", "under_review"),
        reviews__agency=actor.agency,
        reviews__status="pending",
    )
    mine = Q(pk__in=open_now.filter(officer_id=actor.user_id).values("application_id"))
    free = (
        Q(pk=looked.record_id) & ~Q(pk__in=open_now.values("application_id"))
        if looked.kind == "application"
        else NOTHING
    )
    return waiting.filter(mine | free).exists()


def cards_of(user_id: UUID) -> QuerySet[Credential, str]:
    """Give the numbers of a person's cards, for the apps above; works as a subquery."""
    return Credential.objects.filter(membership__user_id=user_id).values_list("card_number", flat=True)


def _about(actor: Actor) -> QuerySet[Lookup, Lookup]:
    return Lookup.objects.filter(NOTHING if actor.is_staff else own_rows(actor))


def looked_list(*, actor: Actor) -> QuerySet[Lookup, Lookup]:
    """Give the look-ups of the person and of the company they act for, newest first; never those withheld."""
    return _about(actor).exclude(purpose__in=WITHHELD).order_by("-created_at", "-id")


def looked_withheld(*, actor: Actor) -> dict[str, int]:
    """Count law enforcement's look-ups by agency once they are older than the policy's delay; no dates, no records."""
    until = clock.now() - timedelta(days=settings.LOOKUP_LAW_DELAY_DAYS)
    rows = _about(actor).filter(purpose__in=WITHHELD, created_at__lt=until)
    return dict(rows.values_list("agency").annotate(Count("id")).order_by("agency"))


def lookup_sample_list(*, actor: Actor) -> QuerySet[LookupReview, LookupReview]:
    """Give the sample of the supervisor's agency, what waits first, then newest."""
    rows = LookupReview.objects.select_related("lookup__organisation", "lookup__user", "week")
    mine = Q(agency=actor.agency) if actor.has("officer.supervisor") and actor.agency else NOTHING
    return rows.filter(mine).order_by("-week__monday", "status", "id")


def lookup_review_get(*, actor: Actor, review_id: UUID) -> LookupReview:
    """Give one look-up of the agency's sample; anyone else gets NotFound."""
    found = lookup_sample_list(actor=actor).filter(pk=review_id).first()
    if found is None:
        raise NotFound
    return found


def lookups_between(first: date, last: date) -> QuerySet[Lookup, Lookup]:
    """Give the look-ups from the first day to the one before the last, in UTC."""
    return Lookup.objects.filter(created_at__date__gte=first, created_at__date__lt=last).exclude(agency="")
