"""What is filed in a case, as each side may read it (4.11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from appeals.domain.docket import (
    AGENCY,
    APPELLANT,
    COMMISSION,
    CONFIDENTIAL,
    PUBLIC,
    RESPONSE,
    in_camera_only,
    may_read,
    to_chase,
)
from appeals.domain.gists import SETTLED
from appeals.models import Case, DocketEntry, Representative
from appeals.selectors.cases import case_list_for_actor
from appeals.selectors.joinders import cases_together
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def side_of(actor: Actor) -> str:
    """Give the side an actor who sees a case is on."""
    if actor.kind == "commission" or actor.kind == "system":
        return COMMISSION
    return AGENCY if actor.is_staff else APPELLANT


def docket_of(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Give the entries in order: what may not be read, or only in camera, stands there with its name. One query."""
    side = side_of(actor)
    rows = DocketEntry.objects.filter(case=case).select_related("public_version", "gist", "file").order_by("number")
    return [_row(row, side) for row in rows]


def _row(row: DocketEntry, side: str) -> dict[str, Any]:
    """What a side sees of a paper: `gist` once it is settled, `proposed` only on the side that filed it and inside."""
    found = getattr(row, "gist", None)
    settled = found if found is not None and found.status == SETTLED else None
    sealed = in_camera_only(row.level, row.side, side)
    missing = row.level != PUBLIC and settled is None and not hasattr(row, "public_version")
    return {
        "entry": row,
        "readable": may_read(row.level, row.side, side) and not sealed,
        "sealed": sealed,
        "missing": missing,
        "bare": missing and row.level == CONFIDENTIAL,
        "mine": row.side == side,
        "file": getattr(row, "file", None),
        "gist": settled,
        "proposed": found if settled is None and side in {row.side, COMMISSION} else None,
    }


def entry_readable(*, actor: Actor, entry_id: UUID) -> DocketEntry:
    """Give a paper with a file that the actor may read: of a case they see, or PUBLIC of one joined with it.

    Raises NotFound for a stranger, a level that is not theirs, and a paper without a file alike.
    """
    entry = DocketEntry.objects.select_related("case", "file").filter(pk=entry_id, file__isnull=False).first()
    if entry is None:
        raise NotFound
    if case_list_for_actor(actor=actor).filter(pk=entry.case_id).exists():
        if may_read(entry.level, entry.side, side_of(actor)):
            return entry
        raise NotFound
    together = [each.pk for each in cases_together(entry.case)] if entry.level == PUBLIC else []
    if not case_list_for_actor(actor=actor).filter(pk__in=together).exists():
        raise NotFound
    return entry


def representatives_of(case: Case) -> QuerySet[Representative]:
    """Give those who act for the appellant now."""
    return Representative.objects.filter(case=case, ended_at=None).order_by("name")


def response_given(case: Case) -> bool:
    """Say whether the agency has filed its statement of reasons."""
    return DocketEntry.objects.filter(case=case, kind=RESPONSE).exists()


def entries_to_chase() -> list[DocketEntry]:
    """Give the entries whose public version is missing and whose side is to be reminded now."""
    now = clock.now()
    rows = (
        DocketEntry.objects.filter(public_due__lt=now, public_version=None, case__status__in=("filed", "with_panel"))
        .exclude(gist__status=SETTLED)
        .select_related("case")
        .annotate(chased=Max("chases__at"))
        .order_by("public_due")
    )
    return [row for row in rows if to_chase(row.public_due, False, row.chased, now)]
