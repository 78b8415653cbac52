"""Reads of tier criteria: what counts now, the register of versions, the published difference (R-08)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from enrollment.domain.criteria_document import (
    CriteriaInForce,
    changes_between,
    criteria_read,
    founding_criteria,
    tiers_of,
)
from enrollment.domain.joint import AGENCIES
from enrollment.domain.transitions import POLICY_READERS
from enrollment.models import CriteriaVersion
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.workflow.domain.two_keys import APPROVED, IN_FORCE

Versions = QuerySet[CriteriaVersion, CriteriaVersion]


def criteria_row(programme: str, at: datetime | None = None) -> CriteriaVersion | None:
    """Give the version that counts at the moment, by its day and not by a worker; None while the founding one does."""
    rows = CriteriaVersion.objects.filter(
        programme=programme, status__in=(APPROVED, IN_FORCE), valid_from__lte=at or clock.now()
    )
    return rows.order_by("-valid_from", "-number").first()


def criteria_in_force(programme: str, at: datetime | None = None) -> CriteriaInForce:
    """Give the criteria that count for a programme at the moment. One query."""
    row = criteria_row(programme, at)
    return founding_criteria(programme) if row is None else _read(row)


def _read(row: CriteriaVersion) -> CriteriaInForce:
    return CriteriaInForce(row.programme, row.label, row.number, row.valid_from, criteria_read(row.data))


def criteria_published(programme: str) -> dict[str, Any]:
    """Give what the public page shows: the version, what it changed, and the one that follows.

    At most three queries, none for a programme without a ladder.
    """
    now = clock.now()
    if not tiers_of(programme):
        return {"criteria": founding_criteria(programme), "changes": None}
    row = criteria_row(programme, now)
    before = criteria_before(row) if row else None
    coming = CriteriaVersion.objects.filter(programme=programme, status=APPROVED, valid_from__gt=now)
    following = coming.order_by("valid_from").first()
    return {
        "criteria": _read(row) if row else founding_criteria(programme),
        "before": before,
        "changes": changes_between(before.data, row.data) if row and before else None,
        "following": following,
        "following_changes": changes_between(row.data, following.data) if row and following else None,
    }


def criteria_before(version: CriteriaVersion) -> CriteriaVersion | None:
    """Give the version that counted before this one, or that counts while this one is prepared."""
    older = CriteriaVersion.objects.filter(programme=version.programme, in_force_at__isnull=False)
    return older.exclude(pk=version.pk).filter(number__lt=version.number).order_by("-in_force_at", "-number").first()


def criteria_list(*, actor: Actor) -> Versions:
    """Give every version, newest first, to policy staff, vetting officers and auditors; nothing to others."""
    if not may_read_policy(actor):
        return CriteriaVersion.objects.none()
    return CriteriaVersion.objects.prefetch_related("signatures").order_by("programme", "-number")


def criteria_get(*, actor: Actor, version_id: UUID) -> CriteriaVersion:
    """Give one version with its signatures. Raises NotFound."""
    found = criteria_list(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def may_read_policy(actor: Actor) -> bool:
    """Officers of the two border agencies in a policy role, and staff of the service; no other agency."""
    return actor.has(*POLICY_READERS) and (actor.kind != "officer" or actor.agency in AGENCIES)
