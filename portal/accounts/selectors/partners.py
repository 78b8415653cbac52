"""Reads of partners' keys."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from portal.accounts.models import PartnerApplication
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def application_list_for_organisation(*, actor: Actor) -> QuerySet[PartnerApplication, PartnerApplication]:
    """Give the keys of the actor's organisation, active ones first."""
    return PartnerApplication.objects.filter(organisation_id=actor.organisation_id).order_by("-is_active", "created_at")


def application_get(*, actor: Actor, application_id: UUID) -> PartnerApplication:
    """Give a key of the actor's own organisation; anyone else gets NotFound."""
    found = application_list_for_organisation(actor=actor).filter(pk=application_id).first()
    if found is None:
        raise NotFound
    return found
