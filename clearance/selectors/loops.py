"""Loops as companies and officers see them (R-62). A stranger's loop is NotFound, like a missing one."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from clearance.domain.officers import BORDER
from clearance.models import ValueChainLoop
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

SEES_ALL = ("administrator", "auditor")


def loops_for_actor(*, actor: Actor) -> QuerySet[ValueChainLoop, ValueChainLoop]:
    """Give every version of the loops the actor may see, newest first.

    A company sees its own, an officer of CBP or the CBSA those that cross at the officer's port (all without a
    posting), auditors and administrators all.
    """
    rows = ValueChainLoop.objects.select_related("owner").order_by("-number", "-version")
    if actor.has(*SEES_ALL):
        return rows
    if actor.kind == "officer" and actor.agency in BORDER:
        return rows.filter(terms__crossings__contains=[actor.port]) if actor.port else rows
    if actor.is_staff or actor.organisation_id is None:
        return rows.none()
    return rows.filter(owner_id=actor.organisation_id)


def loop_get(*, actor: Actor, loop_id: UUID) -> ValueChainLoop:
    """Give one version; raises NotFound."""
    found = loops_for_actor(actor=actor).filter(pk=loop_id).first()
    if found is None:
        raise NotFound
    return found
