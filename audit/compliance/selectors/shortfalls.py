"""Benefit shortfalls: the member its own, the programme office and auditors all (R-39)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from audit.compliance.domain.ledger_shortfall import ANSWERED, OPEN
from audit.compliance.models import BenefitShortfall
from audit.compliance.selectors.ledger import STAFF
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def shortfall_list(*, actor: Actor) -> QuerySet[BenefitShortfall, BenefitShortfall]:
    """Give the actor's cases: what is going on first, the nearest due date on top."""
    going_on = Q(status__in=(OPEN, ANSWERED))
    rows = BenefitShortfall.objects.annotate(over=~going_on).order_by("over", "due_on", "id")
    if actor.has(*STAFF):
        return rows
    return rows.none() if actor.is_staff else rows.filter(organisation_id__in=actor.reach)


def shortfall_get(*, actor: Actor, shortfall_id: UUID) -> BenefitShortfall:
    """Give one case; NotFound for strangers and missing ids alike."""
    found = shortfall_list(actor=actor).filter(pk=shortfall_id).first()
    if found is None:
        raise NotFound
    return found
