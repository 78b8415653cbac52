"""Closing a worksheet as clear, and opening it again after a ruling."""

from __future__ import annotations

from enrollment.domain.transitions import WORKSHEET
from enrollment.domain.transitions.application import joined_blockers
from enrollment.domain.vetting.judging import NO_WORKSHEET
from enrollment.models import AgencyReview, VettingWorksheet
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply


def worksheet_complete(actor: Actor, sheet: VettingWorksheet | None) -> VettingWorksheet:
    """Close a worksheet as clear. Raises Conflict saying everything that keeps it open, NotAllowed."""
    if sheet is None:
        fault = joined_blockers((NO_WORKSHEET,))
        raise Conflict([fault] if fault else [])
    return apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="complete",
        actor=actor,
        subject=Subject("worksheet", sheet.id),
        changes={"decided_by_id": actor.user_id, "decided_by_name": actor.name, "decided_at": clock.now()},
        body={"agency": sheet.agency, "points": sheet.points, "threshold": sheet.threshold},
    )


def worksheet_reopen(actor: Actor, review: AgencyReview, docket: str) -> None:
    """Open the worksheet of a denial that was overturned: the agency decides again, on the same checks."""
    sheet = VettingWorksheet.objects.filter(review=review, status="adverse").first()
    if sheet is None:
        return
    apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="reopen",
        actor=actor,
        subject=Subject("worksheet", sheet.id),
        changes={
            "proposal": None,
            "proposed_by_id": None,
            "proposed_by_name": "",
            "proposed_at": None,
            "decided_by_id": None,
            "decided_by_name": "",
            "decided_at": None,
        },
        body={"agency": sheet.agency, "docket": docket},
    )
