"""Protocols of reverse inspection: the lists of the two agencies (R-61)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from clearance.domain.officers import BORDER
from clearance.models import InspectionProtocol
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

SEES_ALL = ("administrator", "auditor")


def protocols_for_actor(*, actor: Actor) -> QuerySet[InspectionProtocol, InspectionProtocol]:
    """Give the protocols of the officer's agency, newest first; border officers, who rely on them, see all."""
    rows = InspectionProtocol.objects.prefetch_related("signatures").order_by("-number", "-version")
    if actor.has(*SEES_ALL) or (actor.kind == "officer" and actor.agency in BORDER):
        return rows
    if actor.kind != "officer" or not actor.agency:
        return rows.none()
    return rows.filter(Q(giver=actor.agency) | Q(receiver=actor.agency))


def protocol_get(*, actor: Actor, protocol_id: UUID) -> InspectionProtocol:
    """Give one; raises NotFound."""
    found = protocols_for_actor(actor=actor).filter(pk=protocol_id).first()
    if found is None:
        raise NotFound
    return found
