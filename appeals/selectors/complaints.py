"""Complaints by who asks, and the counts everybody may read (R-81)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import F, Q, QuerySet, When

from appeals.domain.published import Course, Row, published
from appeals.models import Complaint
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

OPEN = ("received", "with_agency", "escalated")


def _visible(actor: Actor) -> QuerySet[Complaint]:
    rows = Complaint.objects.all()
    if actor.has("commission.registrar"):
        return rows
    if actor.has("officer.supervisor"):
        return rows.filter(agency=actor.agency).exclude(agency="")
    if actor.is_staff:
        return rows.none()
    mine = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=())
    if actor.organisation_id is not None:
        mine |= Q(organisation_id=actor.organisation_id)
    return rows.filter(mine)


def complaint_list(*, actor: Actor, waiting: bool = False) -> QuerySet[Complaint]:
    """Give the complaints the actor may see: those that wait for an answer first, the soonest due before the others."""
    rows = _visible(actor).annotate(
        wanted_by=Choice(
            When(status="escalated", then=F("settle_due")),
            When(status__in=("received", "with_agency"), then=F("due_at")),
        )
    )
    if waiting:
        rows = rows.filter(status__in=("with_agency",) if actor.has("officer.supervisor") else OPEN)
    return rows.order_by(F("wanted_by").asc(nulls_last=True), "-received_at")


def complaint_get(*, actor: Actor, complaint_id: UUID) -> Complaint:
    """Give one complaint; NotFound for strangers and missing ids alike."""
    found = _visible(actor).filter(pk=complaint_id).first()
    if found is None:
        raise NotFound
    return found


def complaints_published() -> tuple[Row, ...]:
    """Give the counts of every quarter that is final, in one query."""
    fields = ("category", "received_at", "due_at", "answered_at", "escalated_at", "withdrawn_at")
    return published((Course(*row) for row in Complaint.objects.values_list(*fields)), clock.now())
