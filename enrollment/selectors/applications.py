"""Reads of applications: the applicant's own, and the officers' queue by age."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from enrollment.domain.joint import AGENCIES
from enrollment.models import Application
from enrollment.selectors.scoping import APPLICATION_READERS, NOTHING, own_rows, rows_for
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

WAITING = ("submitted", "under_review")


def _with_people() -> QuerySet[Application, Application]:
    return Application.objects.select_related("organisation", "user", "membership", "invoice").prefetch_related(
        "reviews"
    )


def application_get(*, actor: Actor, application_id: UUID) -> Application:
    """Give one application. Officers see it once it is submitted, never a draft. Raises NotFound."""
    rows = _with_people().filter(_readable(actor, own_rows(actor)))
    if actor.is_staff:
        rows = rows.filter(submitted_at__isnull=False)
    found = rows.filter(pk=application_id).first()
    if found is None:
        raise NotFound
    return found


def application_list_for_member(*, actor: Actor) -> QuerySet[Application, Application]:
    """Give the applications of the person and of the company they act for, newest first."""
    return _with_people().filter(own_rows(actor)).order_by("-created_at")


def application_list_for_officer(*, actor: Actor, only_mine: bool = True) -> QuerySet[Application, Application]:
    """Give the waiting applications, oldest first; with `only_mine` those the actor's agency has not decided."""
    # The answers are not read for a list, and they are most of a row.
    rows = _with_people().defer("answers").filter(_readable(actor, NOTHING), status__in=WAITING)
    if only_mine and actor.agency:
        rows = rows.filter(reviews__agency=actor.agency, reviews__status="pending")
    return rows.order_by("submitted_at", "id")


def _readable(actor: Actor, mine: Q) -> Q:
    """Applications are read by the two agencies that decide them, and by no other agency's supervisor (R-13)."""
    if actor.is_staff and actor.agency not in AGENCIES:
        return NOTHING
    return rows_for(actor, APPLICATION_READERS, mine)
