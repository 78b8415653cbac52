"""Reads of schemes held elsewhere and of what recognises them (R-03, R-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from enrollment.domain.schemes import SCHEMES
from enrollment.models import Recognition, SchemeMembership
from enrollment.selectors.criteria import may_read_policy
from enrollment.selectors.scoping import APPLICATION_READERS, own_rows, rows_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

Held = QuerySet[SchemeMembership, SchemeMembership]
Recognitions = QuerySet[Recognition, Recognition]


def _rows() -> Held:
    return SchemeMembership.objects.select_related("organisation", "user")


def scheme_get(*, actor: Actor, scheme_id: UUID) -> SchemeMembership:
    """Give one to its holder and to vetting officers. Raises NotFound."""
    found = _rows().filter(rows_for(actor, APPLICATION_READERS, own_rows(actor)), pk=scheme_id).first()
    if found is None:
        raise NotFound
    return found


def scheme_list_for_member(*, actor: Actor) -> Held:
    """Give those of the person and of the company they act for, newest first."""
    return _rows().filter(own_rows(actor)).order_by("-created_at", "-id")


def scheme_list_for_officer(*, actor: Actor) -> Held:
    """Give what waits for the actor's agency, oldest first."""
    mine = [code for code, scheme in SCHEMES.items() if actor.agency in scheme.confirmed_by]
    rows = _rows().filter(rows_for(actor, APPLICATION_READERS, Q(pk__in=())), status="claimed", scheme__in=mine)
    return rows.order_by("created_at", "id")


def lasting(at: datetime) -> Q:
    """The recognition rows that count at a moment, by the clock alone."""
    return Q(status__in=("agreed", "ended"), valid_from__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))


def held_at(at: datetime) -> Q:
    """The schemes held that are confirmed and within their dates at a moment."""
    return Q(status="confirmed", valid_from__lte=at, valid_until__gt=at)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What one scheme held opens here, by which row and until when; `until` is None without an end."""

    held: SchemeMembership
    row: Recognition
    until: datetime


def recognised_for(actor: Actor, at: datetime | None = None) -> list[Recognised]:
    """Give what the actor's own schemes open at the moment, without any application here (R-03). Two queries."""
    moment = at or clock.now()
    held = list(scheme_list_for_member(actor=actor).filter(held_at(moment)))
    rows = Recognition.objects.filter(lasting(moment), scheme__in={one.scheme for one in held}).order_by("number")
    return [
        Recognised(one, row, min(one.valid_until, row.ends_at or one.valid_until))
        for row in (rows if held else ())
        for one in held
        if one.scheme == row.scheme
    ]


def recognition_list(*, actor: Actor) -> Recognitions:
    """Give every row, newest first, to policy staff, vetting officers and auditors; nothing to others."""
    if not may_read_policy(actor):
        return Recognition.objects.none()
    return Recognition.objects.prefetch_related("signatures").order_by("-number")


def recognition_get(*, actor: Actor, version_id: UUID) -> Recognition:
    """Give one row with its signatures. Raises NotFound."""
    found = recognition_list(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def recognitions_published(at: datetime | None = None) -> list[Recognition]:
    """Give the rows that count now or will, for everybody to read. One query."""
    moment = at or clock.now()
    rows = Recognition.objects.filter(status__in=("agreed", "ended")).filter(Q(ends_at=None) | Q(ends_at__gt=moment))
    return list(rows.order_by("scheme", "programme", "number"))
