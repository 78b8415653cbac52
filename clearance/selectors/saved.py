"""Kept records of the actor's own organisation, and the warnings about their papers (R-23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from clearance.domain.saved import TEMPLATE, identities_in, paper_items
from clearance.models import SavedRecord
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotFound

MOST_OFFERED = 500


def saved_list(*, actor: Actor, kind: str = "", retired: bool = False) -> QuerySet[SavedRecord, SavedRecord]:
    """Give the organisation's kept records, those used last first; retired ones only when asked for."""
    if actor.organisation_id is None:
        return SavedRecord.objects.none()
    rows = SavedRecord.objects.filter(organisation_id=actor.organisation_id, retired_at__isnull=not retired)
    return (rows.filter(kind=kind) if kind else rows).order_by(F("last_used_at").desc(nulls_last=True), "name", "id")


def saved_get(*, actor: Actor, record_id: UUID, lock: bool = False) -> SavedRecord:
    """Give one kept record of the organisation, retired or not; raises NotFound."""
    rows = SavedRecord.objects.select_for_update() if lock else SavedRecord.objects.all()
    found = rows.filter(pk=record_id, organisation_id=actor.organisation_id).first() if actor.organisation_id else None
    if found is None:
        raise NotFound
    return found


def saved_offers(*, actor: Actor, kinds: Iterable[str]) -> dict[str, list[SavedRecord]]:
    """Give what the wizard offers, by kind, in one query; at most five hundred records."""
    wanted = list(kinds)
    found: dict[str, list[SavedRecord]] = {kind: [] for kind in wanted}
    for record in saved_list(actor=actor).filter(kind__in=wanted).exclude(kind=TEMPLATE)[:MOST_OFFERED]:
        found[record.kind].append(record)
    return found


def paper_check(*, actor: Actor, data: Mapping[str, Any]) -> list[ErrorItem]:
    """Give the warnings about papers of kept records that the filing uses, on the day it crosses; one query at most."""
    known = identities_in(data)
    if not known or actor.organisation_id is None:
        return []
    rows = (
        SavedRecord.objects.filter(organisation_id=actor.organisation_id, identity__in=known, retired_at=None)
        .exclude(papers={})
        .values_list("identity", "papers")
    )
    return paper_items(data, dict(rows), _day_of(data))


def _day_of(data: Mapping[str, Any]) -> date:
    """Give the day of the crossing, or today while it is not known."""
    trip = data.get("trip")
    try:
        return datetime.fromisoformat(str(trip["eta"])).date() if isinstance(trip, Mapping) else clock.now().date()
    except (KeyError, ValueError):
        return clock.now().date()
