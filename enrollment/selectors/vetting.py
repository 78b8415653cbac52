"""Reads of vetting: worksheets with what a counterpart may not read left out, the standard in force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from enrollment.domain.transitions.vetting import PROPOSED, SHEET_OPEN
from enrollment.models import IdentityEntry, NearMatch, VettingWorksheet
from enrollment.selectors.scoping import APPLICATION_READERS, NOTHING, rows_for
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def _sheets() -> QuerySet[VettingWorksheet, VettingWorksheet]:
    return VettingWorksheet.objects.select_related(
        "review__application__organisation",
        "review__application__user",
        "membership__organisation",
        "membership__user",
    ).prefetch_related("checks", Prefetch("near_matches", NearMatch.objects.select_related("other")))


def worksheet_rows(actor: Actor) -> QuerySet[VettingWorksheet, VettingWorksheet]:
    """Give the worksheets the actor may read: all of them to vetting officers of either agency, none to others."""
    return VettingWorksheet.objects.filter(rows_for(actor, APPLICATION_READERS, NOTHING))


def near_match_get(*, actor: Actor, match_id: UUID) -> NearMatch:
    """Give one near match to vetting officers of either agency. Raises NotFound."""
    rows = NearMatch.objects.select_related(
        "worksheet__review__application", "worksheet__membership", "other__application"
    )
    found = rows.filter(rows_for(actor, APPLICATION_READERS, NOTHING), pk=match_id).first()
    if found is None:
        raise NotFound
    return found


def identity_of(sheet: VettingWorksheet) -> dict[str, Any]:
    """Give who a worksheet is about, as filed."""
    entry = IdentityEntry.objects.filter(application_id=sheet.application_id).first()
    if entry is None:
        raise NotFound
    found: dict[str, Any] = entry.identity
    return found


def worksheet_get(*, actor: Actor, worksheet_id: UUID) -> VettingWorksheet:
    """Give one worksheet to vetting officers of either agency. Raises NotFound."""
    found = _sheets().filter(rows_for(actor, APPLICATION_READERS, NOTHING), pk=worksheet_id).first()
    if found is None:
        raise NotFound
    return found


def worksheets_of_application(*, actor: Actor, application_id: UUID) -> list[VettingWorksheet]:
    """Give both agencies' worksheets of one application, CBP's first; nothing for others than vetting officers."""
    rows = _sheets().filter(rows_for(actor, APPLICATION_READERS, NOTHING), review__application_id=application_id)
    return list(rows.order_by("agency"))


def worksheets_of_recheck(*, actor: Actor, sheet: VettingWorksheet) -> list[VettingWorksheet]:
    """Give both agencies' worksheets of one member, opened on the same night, CBP's first."""
    if sheet.membership_id is None:
        return []
    rows = _sheets().filter(
        rows_for(actor, APPLICATION_READERS, NOTHING), membership_id=sheet.membership_id, due_at=sheet.due_at
    )
    return list(rows.order_by("agency"))


def recheck_list_for_officer(*, actor: Actor) -> QuerySet[VettingWorksheet, VettingWorksheet]:
    """Give the members' worksheets the actor's agency has open, the earliest due first."""
    rows = worksheet_rows(actor).filter(
        membership__isnull=False, agency=actor.agency, status__in=(SHEET_OPEN, PROPOSED)
    )
    return rows.select_related("membership__organisation", "membership__user").order_by("due_at", "id")
