"""Restricted parts of a record, opened by a member of its panel: every look is an entry of the trail (R-85)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.docket import CONFIDENTIAL
from appeals.models import Case, DocketEntry
from appeals.selectors import case_get, seats_standing
from appeals.services.conflicts import judge_check
from appeals.services.refusals import NOT_SEATED
from audit.trail.services import record
from clearance.selectors import in_camera
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed, NotFound
from portal.core.domain.subjects import Subject


@transaction.atomic
def camera_open(*, actor: Actor, case_id: UUID) -> tuple[Case, dict[str, Any]]:
    """Give what the appellant may not read, to a seated member. Raises NotFound, NotAllowed off the panel."""
    case = case_get(actor=actor, case_id=case_id)
    _seated(actor, case)
    content = in_camera(subject_type=case.subject_type, subject_id=case.subject_id)
    record(
        actor=actor,
        event="appeals.camera.opened",
        subject=Subject("appeal", case.id),
        body={"docket": case.docket, "parts": sorted(content)},
    )
    return case, content


@transaction.atomic
def paper_open(*, actor: Actor, case_id: UUID, entry_id: UUID) -> tuple[Case, DocketEntry]:
    """Give a CONFIDENTIAL paper of the docket to the registrar or a seated member. Raises NotFound, NotAllowed."""
    case = case_get(actor=actor, case_id=case_id)
    entry = DocketEntry.objects.select_related("file").filter(case=case, pk=entry_id, level=CONFIDENTIAL).first()
    if entry is None:
        raise NotFound
    if not actor.has("commission.registrar"):
        _seated(actor, case)
    record(
        actor=actor,
        event="appeals.paper.opened",
        subject=Subject("appeal", case.id),
        body={"docket": case.docket, "number": entry.number},
    )
    return case, entry


def _seated(actor: Actor, case: Case) -> None:
    if actor.person not in {seat.user_id for seat in seats_standing(case)}:
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", NOT_SEATED)])
    judge_check(actor=actor, case=case, person=actor.person)
