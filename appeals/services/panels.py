"""Seat a panel: both countries, nobody who touched the decision; a recused member's seat is filled again (R-80)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from appeals.domain.panels import Seat, panel_faults
from appeals.domain.transitions import APPEAL
from appeals.models import Case, PanelSeat, Recusal
from appeals.selectors import barred_from, case_get, joined_cases, member_seats, seats_standing
from appeals.services import refusals
from appeals.services.conflicts import cases_led, hands_refresh
from appeals.services.hearings import members_free
from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

REASONS_AT_LEAST = 15


@transaction.atomic
def panel_assign(*, actor: Actor, case_id: UUID, member_ids: Sequence[UUID], expected_version: int) -> Case:
    """Seat three commission members on the case and those joined with it. Raises Invalid naming every fault, Conflict."""
    cases = [hands_refresh(actor=actor, case=each) for each in cases_led(case_get(actor=actor, case_id=case_id))]
    seats = _lawful(cases[0], [], member_ids)
    for other in cases[1:]:
        panel_seat(actor, other, seats)
    return panel_seat(actor, cases[0], seats, expected_version)


def panel_seat(actor: Actor, case: Case, seats: Sequence[Seat], expected_version: int | None = None) -> Case:
    """Take a case before a panel that was found lawful, in the transaction of the caller."""
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
    _seat(case, seats)
    return case


@transaction.atomic
def panel_fill(*, actor: Actor, case_id: UUID, member_ids: Sequence[UUID]) -> Case:
    """Fill the seats of recused members, so that the panel is lawful again. Raises NotAllowed, Invalid, Conflict."""
    case = _before_panel(actor, case_id)
    cases = [hands_refresh(actor=actor, case=each) for each in cases_led(case)]
    if not actor.has("commission.registrar"):
        raise NotAllowed([ErrorItem("APL_REGISTRAR", REGISTRAR)])
    standing = [Seat(seat.user_id, seat.name, seat.country) for seat in seats_standing(case)]
    seats = _lawful(case, standing, member_ids)
    members_free(case, [seat.user_id for seat in seats])
    for each in cases:
        _seat(each, seats)
        record(
            actor=actor,
            event="appeals.panel.filled",
            subject=Subject("appeal", each.id),
            body={"members": [{"id": str(seat.user_id), "country": seat.country} for seat in seats]},
            organisation_id=each.organisation_id,
        )
    return case


@transaction.atomic
def recusal_enter(*, actor: Actor, case_id: UUID, reasons: str, member_id: UUID | None = None) -> Recusal:
    """Recuse a member from a case and those joined with it: oneself when seated, anybody by the registrar; for good.

    Raises NotAllowed for another member's recusal, Invalid without reasons, Conflict when recused already or decided.
    """
    case = case_get(actor=actor, case_id=case_id)
    Case.objects.select_for_update().get(pk=case.pk)
    person = member_id or actor.person
    if person != actor.person and not actor.has("commission.registrar"):
        raise NotAllowed([ErrorItem("APL_REGISTRAR", REGISTRAR)])
    names = {seat.user_id: seat.name for seat in member_seats()}
    if person not in names:
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", refusals.NOT_SEATED)])
    if len(reasons.strip()) < REASONS_AT_LEAST:
        raise refusals.thin("APL_REASONS", "reasons", reasons, WHY.format(n=REASONS_AT_LEAST))
    if case.status not in {"filed", "late", "with_panel"} or Recusal.objects.filter(case=case, user_id=person).exists():
        raise Conflict([ErrorItem("APL_RECUSED", RECUSED, path="reasons")])
    others = [each for each in joined_cases(case) if each.pk != case.pk]
    held = Recusal.objects.filter(case__in=others, user_id=person).values_list("case_id", flat=True)
    for each in others:
        if each.pk not in held:
            _recuse(actor, each, person, names[person], reasons.strip())
    return _recuse(actor, case, person, names[person], reasons.strip())


def _recuse(actor: Actor, case: Case, person: UUID, name: str, reasons: str) -> Recusal:
    row = Recusal.objects.create(case=case, user_id=person, name=name, reasons=reasons, entered_by_id=actor.person)
    record(
        actor=actor,
        event="appeals.panel.recused",
        subject=Subject("appeal", case.id),
        body={"member": str(person), "reasons": row.reasons},
    )
    return row


def _lawful(case: Case, standing: Sequence[Seat], member_ids: Sequence[UUID]) -> list[Seat]:
    known = {seat.user_id: seat for seat in member_seats()}
    seats = [known[user_id] for user_id in member_ids if user_id in known]
    faults = panel_faults([*standing, *seats], barred_from(case))
    if faults:
        raise Invalid(faults)
    return seats


def _seat(case: Case, seats: Sequence[Seat]) -> None:
    PanelSeat.objects.bulk_create(
        PanelSeat(case=case, user_id=seat.user_id, name=seat.name, country=seat.country) for seat in seats
    )


def _before_panel(actor: Actor, case_id: UUID) -> Case:
    case = case_get(actor=actor, case_id=case_id)
    Case.objects.select_for_update().get(pk=case.pk)
    if case.status != "with_panel":
        raise Conflict([ErrorItem("APL_NOT_OPEN", NOT_OPEN, path="status", value=case.status)])
    return case


REGISTRAR = Text("Only the registrar does this.", "Seul le greffe peut le faire.")
WHY = Text("Say why in at least {n} characters.", "Dites pourquoi en au moins {n} caractères.")
RECUSED = Text(
    "This member is recused already, or the case is over.", "Ce membre est déjà récusé, ou le dossier est terminé."
)
NOT_OPEN = Text("The case is not before its panel.", "Le dossier n'est pas devant sa formation.")
