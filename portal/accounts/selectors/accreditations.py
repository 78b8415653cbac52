"""The register of accreditations: who may act for another agency, with which powers, until when (R-65)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts.models import CrossDesignation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

READERS = ("auditor", "administrator")
SHOWN = 200


def accreditation_list(*, actor: Actor) -> QuerySet[CrossDesignation, CrossDesignation]:
    """Give what the actor may see: a supervisor what the own agency lent or holds, an officer the own ones."""
    rows = CrossDesignation.objects.select_related("user", "granted_by").prefetch_related("user__staff_roles")
    if not actor.has(*READERS) and actor.kind != "system":
        mine = Q(user_id=actor.user_id) if actor.user_id and actor.kind == "officer" else Q(pk__in=())
        if actor.has("officer.supervisor") and actor.agency:
            mine |= Q(for_agency=actor.agency) | Q(user__staff_roles__agency=actor.agency)
        rows = rows.filter(mine)
    return rows.distinct().order_by("valid_until", "id")


def accreditation_get(*, actor: Actor, designation_id: UUID) -> CrossDesignation:
    """Give one accreditation the actor may see; anyone else gets NotFound."""
    found = accreditation_list(actor=actor).filter(pk=designation_id).first()
    if found is None:
        raise NotFound
    return found
