"""Recommended changes of rules: targeting officers answer them, the commission and supervisors follow them (3.1, 17)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from appeals.models import ChangeRequest
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

READERS = ("officer.targeting", "officer.supervisor", "commission.registrar", "commission.member")


def change_list(*, actor: Actor, waiting: bool = False) -> QuerySet[ChangeRequest]:
    """Give the requests, those that wait for an answer first, the soonest due before the others."""
    rows = ChangeRequest.objects.order_by("-status", "due_at") if actor.has(*READERS) else ChangeRequest.objects.none()
    return rows.filter(status="open") if waiting else rows


def change_get(*, actor: Actor, request_id: UUID) -> ChangeRequest:
    """Give one request. Raises NotFound."""
    found = change_list(actor=actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found
