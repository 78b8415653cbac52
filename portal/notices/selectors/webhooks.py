"""A partner's addresses and what was sent to them: the own organisation's only."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.notices.models import WebhookDelivery, WebhookEndpoint


def endpoint_list(*, actor: Actor) -> QuerySet[WebhookEndpoint, WebhookEndpoint]:
    """Give the addresses of the actor's organisation, oldest first, without removed ones."""
    return WebhookEndpoint.objects.filter(organisation_id__in=_own(actor), removed_at=None).order_by("created_at", "id")


def _own(actor: Actor) -> list[UUID]:
    """Give the actor's organisation, when the actor acts for it: a driver does not."""
    own = actor.organisation_id
    return [own] if own is not None and actor.can_act_for(own) else []


def endpoint_get(*, actor: Actor, endpoint_id: UUID) -> WebhookEndpoint:
    """Give one address of the own organisation; anyone else gets NotFound."""
    found = endpoint_list(actor=actor).filter(pk=endpoint_id).first()
    if found is None:
        raise NotFound
    return found


def delivery_list(*, actor: Actor, endpoint_id: UUID | None = None) -> QuerySet[WebhookDelivery, WebhookDelivery]:
    """Give messages sent to the organisation's addresses, newest first."""
    found = WebhookDelivery.objects.select_related("endpoint").filter(endpoint__organisation_id__in=_own(actor))
    if endpoint_id is not None:
        found = found.filter(endpoint_id=endpoint_id)
    return found.order_by("-created_at", "-id")


def delivery_get(*, actor: Actor, delivery_id: UUID) -> WebhookDelivery:
    """Give one message; anyone else's is NotFound."""
    found = delivery_list(actor=actor).filter(pk=delivery_id).first()
    if found is None:
        raise NotFound
    return found
