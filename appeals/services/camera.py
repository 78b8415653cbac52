"""Restricted parts of a record, opened by a member of its panel: every look is an entry of the trail (R-85)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.models import Case
from appeals.selectors import case_get, seats_standing
from appeals.services.conflicts import judge_check
from appeals.services.refusals import NOT_SEATED
from audit.trail.services import record
from clearance.selectors import in_camera
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed
from portal.core.domain.subjects import Subject


@transaction.atomic
def camera_open(*, actor: Actor, case_id: UUID) -> tuple[Case, dict[str, Any]]:
    """Give what the appellant may not read, to a seated member. Raises NotFound, NotAllowed off the panel."""
    case = case_get(actor=actor, case_id=case_id)
    if actor.person not in {seat.user_id for seat in seats_standing(case)}:
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", NOT_SEATED)])
    judge_check(actor=actor, case=case, person=actor.person)
    content = in_camera(subject_type=case.subject_type, subject_id=case.subject_id)
    record(
        actor=actor,
        event="appeals.camera.opened",
        subject=Subject("appeal", case.id),
        body={"docket": case.docket, "parts": sorted(content)},
    )
    return case, content
