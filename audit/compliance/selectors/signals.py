"""Signals: a company its own, auditors and supervisors all (R-67)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from audit.compliance.domain.signals import CONTESTED
from audit.compliance.models import Signal
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

STAFF = ("auditor", "officer.supervisor")


def signal_list(*, actor: Actor) -> QuerySet[Signal, Signal]:
    """Give the actor's signals: those a member calls wrong first, then the newest."""
    rows = Signal.objects.annotate(waits=Q(status=CONTESTED)).order_by("-waits", "-noted_at", "-id")
    if actor.has(*STAFF):
        return rows
    return rows.none() if actor.is_staff else rows.filter(organisation_id__in=actor.reach)


def signals_by_hit(trip_id: UUID) -> dict[tuple[str, str], Signal]:
    """Give the signals of a movement by rule and English words, as the pre-check of its audit names them. One query."""
    return {(row.code, row.text["en"]): row for row in Signal.objects.filter(trip_id=trip_id)}


def signal_get(*, actor: Actor, signal_id: UUID) -> Signal:
    """Give one signal; NotFound for strangers and missing ids alike."""
    found = signal_list(actor=actor).filter(pk=signal_id).first()
    if found is None:
        raise NotFound
    return found
