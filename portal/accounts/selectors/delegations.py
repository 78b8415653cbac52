"""Reads of lent authority."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.trail.selectors import entries_for_organisation
from portal.accounts.domain.transitions import ACCEPTED, OFFERED
from portal.accounts.domain.wording import TRADER_ADMIN
from portal.accounts.models import CrossDesignation, Delegation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def delegation_list_for_organisation(*, actor: Actor) -> QuerySet[Delegation, Delegation]:
    """Give the delegations the actor's organisation gave or holds, newest first."""
    own = actor.organisation_id
    return (
        Delegation.objects.select_related("trader", "broker")
        .filter(Q(trader_id=own) | Q(broker_id=own))
        .order_by("-created_at", "-id")
    )


def delegation_get(*, actor: Actor, delegation_id: UUID) -> Delegation:
    """Give one delegation to either party; anyone else gets NotFound."""
    found = delegation_list_for_organisation(actor=actor).filter(pk=delegation_id).first()
    if found is None:
        raise NotFound
    return found


def delegation_offers(*, actor: Actor) -> QuerySet[Delegation, Delegation]:
    """Give the offers that wait for an answer of the actor's brokerages, the switchboard's top lines."""
    return (
        Delegation.objects.select_related("trader", "broker")
        .filter(status=OFFERED, ends_at__gt=clock.now())
        .filter(Q(broker__roles__user_id=actor.user_id, broker__roles__role=TRADER_ADMIN))
        .order_by("created_at", "id")
    )


def delegation_acts(*, actor: Actor, delegation_id: UUID) -> tuple[Delegation, QuerySet[Any]]:
    """Give a delegation and what was done under it: entries of the trader's trail by the broker's people, newest first.

    Raises NotFound for anyone but the two parties.
    """
    found = delegation_get(actor=actor, delegation_id=delegation_id)
    acts = entries_for_organisation(found.trader_id).filter(
        actor_organisation_id=found.broker_id, at__gte=found.starts_at
    )
    return found, acts.exclude(subject_type="delegation")


def delegation_active(trader_id: UUID, broker_id: UUID, scope: str, at: datetime) -> Delegation | None:
    """Find the delegation under which the broker may use `scope` for the trader at that moment."""
    return Delegation.objects.filter(
        trader_id=trader_id,
        broker_id=broker_id,
        status=ACCEPTED,
        starts_at__lte=at,
        ends_at__gt=at,
        scopes__contains=[scope],
    ).first()


def delegating_organisations(*, broker_id: UUID, scope: str) -> QuerySet[Delegation, UUID]:
    """Give the ids of traders that let this broker use `scope` now; works as a subquery in `id__in`."""
    now = clock.now()
    return Delegation.objects.filter(
        broker_id=broker_id, status=ACCEPTED, starts_at__lte=now, ends_at__gt=now, scopes__contains=[scope]
    ).values_list("trader_id", flat=True)


def in_force(at: datetime) -> Q:
    """Accreditations that count at the moment: within their dates, training not run out, not ended (R-65)."""
    trained = Q(training_until=None) | Q(training_until__gt=at)
    going_on = Q(ended_at=None) | Q(ended_at__gt=at)
    return Q(valid_from__lte=at, valid_until__gt=at) & trained & going_on


def cross_designation_active(*, user_id: UUID, for_agency: str, power: str, at: datetime) -> CrossDesignation | None:
    """Find the accreditation under which an officer may use a power for the other country's agency (R-65)."""
    return CrossDesignation.objects.filter(
        in_force(at), user_id=user_id, for_agency=for_agency, powers__contains=[power]
    ).first()


def cross_designations_held(*, user_id: UUID, power: str, at: datetime) -> dict[str, CrossDesignation]:
    """Give every accreditation in force that lends an officer the power, by the agency acted for (R-41, R-65)."""
    rows = CrossDesignation.objects.filter(in_force(at), user_id=user_id, powers__contains=[power])
    rows = rows.order_by("valid_until")
    return {row.for_agency: row for row in rows}
