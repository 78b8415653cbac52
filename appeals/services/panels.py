"""Seat a panel: both countries, nobody who touched the decision (R-80)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from appeals.domain.panels import Seat, panel_faults
from appeals.domain.transitions import APPEAL
from appeals.models import Case, PanelSeat
from appeals.selectors import case_get, member_seats
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply


@transaction.atomic
def panel_assign(*, actor: Actor, case_id: UUID, member_ids: Sequence[UUID], expected_version: int) -> Case:
    """Seat three commission members on the case. Raises Invalid naming every fault of the panel."""
    case = case_get(actor=actor, case_id=case_id)
    known = {seat.user_id: seat for seat in member_seats()}
    seats: list[Seat] = [known[user_id] for user_id in member_ids if user_id in known]
    faults = panel_faults(seats, {UUID(value) for value in case.touched})
    if faults:
        raise Invalid(faults)
    case = apply(
        workflow=APPEAL,
        obj=case,
        action="assign_panel",
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=expected_version,
        body={"members": [{"id": str(seat.user_id), "country": seat.country} for seat in seats]},
        organisation_id=case.organisation_id,
    )
    PanelSeat.objects.bulk_create(
        PanelSeat(case=case, user_id=seat.user_id, name=seat.name, country=seat.country) for seat in seats
    )
    return case
