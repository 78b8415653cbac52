"""Votes of the panel: once each, with reasons."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from appeals.domain.votes import CHOICES
from appeals.models import Case, PanelSeat, Vote
from appeals.selectors import case_get
from appeals.services.conflicts import cases_led, judge_check
from appeals.services.refusals import NOT_SEATED
from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

REASONS_AT_LEAST = 30


@transaction.atomic
def vote_cast(*, actor: Actor, case_id: UUID, choice: str, reasons: str) -> Vote:
    """Record one seated member's vote on the case and on those it leads. Raises NotAllowed off the panel, Conflict."""
    case = case_get(actor=actor, case_id=case_id)
    Case.objects.select_for_update().get(pk=case.pk)
    cases = cases_led(case)
    _check(choice, reasons)
    if case.status != "with_panel":
        raise Conflict([ErrorItem("APL_NOT_OPEN", NOT_OPEN, path="status", value=case.status)])
    seat = PanelSeat.objects.filter(case=case, user_id=actor.person).first()
    if seat is None:
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", NOT_SEATED)])
    judge_check(actor=actor, case=case, person=actor.person)
    if Vote.objects.filter(seat=seat).exists():
        raise Conflict([ErrorItem("APL_VOTED", VOTED, path="choice", value=choice)])
    for other in PanelSeat.objects.filter(case__in=cases[1:], user_id=actor.person, vote=None).order_by("case_id"):
        _cast(actor, other, choice, reasons)
    return _cast(actor, seat, choice, reasons)


def _cast(actor: Actor, seat: PanelSeat, choice: str, reasons: str) -> Vote:
    vote = Vote.objects.create(seat=seat, choice=choice, reasons=reasons.strip())
    record(
        actor=actor,
        event="appeals.vote.cast",
        subject=Subject("appeal", seat.case_id),
        body={"country": seat.country, "choice": choice},
    )
    return vote


def _check(choice: str, reasons: str) -> None:
    items = []
    if choice not in CHOICES:
        items.append(ErrorItem("APL_CHOICE", CHOICE, path="choice", value=choice))
    if len(reasons.strip()) < REASONS_AT_LEAST:
        items.append(ErrorItem("APL_REASONS", REASONS.format(n=REASONS_AT_LEAST), path="reasons", value=reasons))
    if items:
        raise Invalid(items)


NOT_OPEN = Text("The case is not before its panel.", "Le dossier n'est pas devant sa formation.")
VOTED = Text("You have voted on this case already.", "Vous avez déjà voté dans ce dossier.")
CHOICE = Text("Choose to grant or to dismiss.", "Choisissez d'accueillir ou de rejeter.")
REASONS = Text(
    "Give your reasons in at least {n} characters.",
    "Motivez votre vote en au moins {n} caractères.",
)
