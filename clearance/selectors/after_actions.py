"""After-actions of inspections: read by the officers who may see the trip (R-50)."""

from __future__ import annotations

from django.db.models import QuerySet

from clearance.models import AfterAction, Inspection
from clearance.selectors.booth import trips_for_officer
from portal.core.domain.actors import Actor


def after_action_of(inspection: Inspection) -> AfterAction | None:
    """Give the after-action of an inspection with its signatures, the present words' only."""
    return AfterAction.objects.prefetch_related("signatures").filter(inspection=inspection).first()


def after_action_list(*, actor: Actor) -> QuerySet[AfterAction, AfterAction]:
    """Give the after-actions of the officer's port: those that wait for a key first, then the newest."""
    rows = AfterAction.objects.filter(inspection__trip__in=trips_for_officer(actor=actor))
    return rows.select_related("inspection__trip").order_by("-status", "-written_at", "-id")
