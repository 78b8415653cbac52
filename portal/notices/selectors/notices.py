"""Whose notices an actor reads: the own organisation's, the clients' that allow it, and personal ones."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts.selectors import delegating_organisations
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.notices.models import Notice

READ_FOR_CLIENTS = "notices:read"


def notice_list(*, actor: Actor) -> QuerySet[Notice, Notice]:
    """Give the actor's notices, newest first. A broker sees those of traders that delegated `notices:read`."""
    return Notice.objects.select_related("organisation", "user").filter(_scope(actor)).order_by("-created_at", "-id")


def _scope(actor: Actor) -> Q:
    scope = Q(pk__in=())
    if actor.user_id is not None:
        scope |= Q(user_id=actor.user_id)
    if actor.organisation_id is not None and actor.can_act_for(actor.organisation_id):
        scope |= Q(organisation_id=actor.organisation_id)
        if actor.organisation_kind == "broker":
            clients = delegating_organisations(broker_id=actor.organisation_id, scope=READ_FOR_CLIENTS)
            scope |= Q(organisation_id__in=clients)
    return scope


def notice_get(*, actor: Actor, notice_id: UUID) -> Notice:
    """Give one notice of the actor; anyone else gets NotFound."""
    found = notice_list(actor=actor).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def notice_unread_count(*, actor: Actor) -> int:
    return notice_list(actor=actor).filter(read_at=None).count()
