"""Corrective plans: the member proposes steps with dates, an officer accepts, each step is shown done, it closes (R-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.mending import FEWEST_WORDS
from enrollment.domain.transitions import PLAN
from enrollment.models import CorrectivePlan, PlanStep, SanctionEntry
from enrollment.selectors.memberships import membership_get
from enrollment.selectors.reports import plan_get
from enrollment.services import refusals
from enrollment.services.disclosures import holder_checked
from enrollment.services.standing import MAY_DEMOTE
from enrollment.services.telling import tell_member
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

MOST_STEPS, MOST_DAYS = 6, 180
SHORTEST_STEP = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One step as typed."""

    what: str
    due_on: date | None


@transaction.atomic
def plan_propose(
    *, actor: Actor, plan_id: UUID, steps: Sequence[Step], expected_version: int | None = None
) -> CorrectivePlan:
    """Propose the steps of one's plan, each with its day; earlier ones that were sent back are dropped, never erased.

    Raises NotFound, Invalid naming the step and field, Conflict when it is not awaited.
    """
    plan = plan_get(actor=actor, plan_id=plan_id)
    holder_checked(actor, plan.membership)
    items = _problems(steps)
    if items:
        raise Invalid(items)
    body = {"steps": [{"what": step.what.strip(), "due_on": str(step.due_on)} for step in steps]}
    plan = _move(actor, plan, "propose", {"note": None}, expected_version, body)
    PlanStep.objects.filter(plan=plan, dropped_at=None).update(dropped_at=clock.now())
    PlanStep.objects.bulk_create(
        PlanStep(plan=plan, position=place, what=step.what.strip()[:300], due_on=step.due_on)
        for place, step in enumerate(steps, 1)
        if step.due_on is not None
    )
    return plan


def _problems(steps: Sequence[Step]) -> list[ErrorItem]:
    if not 1 <= len(steps) <= MOST_STEPS:
        return [_COUNT.item("what_1")]
    today = clock.now().date()
    items = []
    for place, step in enumerate(steps, 1):
        if len(step.what.strip()) < SHORTEST_STEP:
            items.append(_WHAT.item(f"what_{place}"))
        if step.due_on is None or not 0 <= (step.due_on - today).days <= MOST_DAYS:
            items.append(_DAY.item(f"due_{place}"))
    return items


@transaction.atomic
def plan_accept(*, actor: Actor, plan_id: UUID, expected_version: int | None = None) -> CorrectivePlan:
    """Accept the steps; the plan is due on the day of its last one."""
    plan = plan_get(actor=actor, plan_id=plan_id)
    now = clock.now()
    plan = _move(actor, plan, "accept", {"accepted_as": actor.name, "accepted_at": now}, expected_version)
    last = max(plan.steps.filter(dropped_at=None).values_list("due_on", flat=True))
    SanctionEntry.objects.filter(pk=plan.entry_id).update(plan_due_at=datetime.combine(last, time(23, 59), tzinfo=UTC))
    _tell(
        actor,
        plan,
        Text("Your corrective plan is accepted", "Votre plan correctif est accepté"),
        Text("Carry out the steps and tick each one off.", "Exécutez les étapes et cochez chacune d'elles."),
    )
    return plan


@transaction.atomic
def plan_send_back(*, actor: Actor, plan_id: UUID, note: Text, expected_version: int | None = None) -> CorrectivePlan:
    """Send the steps back, saying in both languages what is missing."""
    if min(len(note.en.strip()), len(note.fr.strip())) < FEWEST_WORDS:
        raise refusals.invalid(refusals.WORDS_NEEDED, path="note")
    plan = plan_get(actor=actor, plan_id=plan_id)
    plan = _move(actor, plan, "send_back", {"note": note.as_dict()}, expected_version)
    _tell(actor, plan, Text("Your corrective plan needs more", "Votre plan correctif est à compléter"), note)
    return plan


@transaction.atomic
def plan_step_done(*, actor: Actor, plan_id: UUID, position: int, evidence: str) -> PlanStep:
    """Say that a step of an accepted plan was carried out, and what shows it."""
    plan = plan_get(actor=actor, plan_id=plan_id)
    holder_checked(actor, plan.membership)
    rows = PlanStep.objects.select_for_update()
    step = rows.filter(plan=plan, position=position, dropped_at=None, done_at=None).first()
    if step is None or plan.status != "accepted":
        raise refusals.conflict(_NO_STEP, path="position", value=position)
    if len(evidence.strip()) < SHORTEST_STEP:
        raise refusals.invalid(_EVIDENCE, path=f"evidence_{position}", value=evidence)
    step.done_at, step.evidence = clock.now(), evidence.strip()[:300]
    step.save(update_fields=["done_at", "evidence"])
    record(
        actor=actor,
        event="enrollment.plan.step_done",
        subject=Subject("membership", plan.membership_id),
        body={"plan": str(plan.id), "step": position, "evidence": step.evidence},
        organisation_id=plan.organisation_id,
    )
    return step


@transaction.atomic
def corrective_plan_close(*, actor: Actor, entry_id: UUID, expected_version: int | None = None) -> SanctionEntry:
    """Note that a corrective plan was carried out. Raises NotFound, NotAllowed, Conflict when it is closed already
    or a step of an accepted plan is open."""
    if not actor.has(*MAY_DEMOTE):
        raise refusals.not_allowed(_ROLE)
    entry = SanctionEntry.objects.select_for_update().filter(pk=entry_id, plan_due_at__isnull=False).first()
    membership = membership_get(actor=actor, membership_id=entry.membership_id if entry else entry_id)
    if entry is None or entry.plan_done_at is not None:
        raise refusals.conflict(_CLOSED, path="entry", value=str(entry_id))
    plan = CorrectivePlan.objects.filter(entry=entry).first()
    if plan is not None:
        if plan.steps.filter(dropped_at=None, done_at=None).exists():
            raise refusals.conflict(_OPEN_STEPS, path="entry", value=str(entry_id))
        _move(actor, plan, "close", {"closed_at": clock.now()}, expected_version)
    entry.plan_done_at = clock.now()
    entry.save(update_fields=["plan_done_at"])
    record(
        actor=actor,
        event="enrollment.sanction.plan_closed",
        subject=Subject("membership", membership.id),
        body={"entry": str(entry.id)},
        organisation_id=membership.organisation_id,
    )
    tell_member(
        actor=actor,
        membership=membership,
        kind="plan_closed",
        title=Text("Your corrective plan is closed", "Votre plan correctif est clos"),
        body=Text("It no longer holds back your next tier.", "Il ne retient plus votre prochain niveau."),
    )
    return entry


def _move(
    actor: Actor,
    plan: CorrectivePlan,
    action: str,
    changes: dict[str, Any],
    expected_version: int | None,
    body: dict[str, Any] | None = None,
) -> CorrectivePlan:
    return apply(
        workflow=PLAN,
        obj=plan,
        action=action,
        actor=actor,
        subject=Subject("membership", plan.membership_id),
        expected_version=expected_version,
        changes=changes,
        body={"plan": str(plan.id), **(body or {})},
        organisation_id=plan.organisation_id,
    )


def _tell(actor: Actor, plan: CorrectivePlan, title: Text, body: Text) -> None:
    tell_member(actor=actor, membership=plan.membership, kind=f"plan_{plan.status}", title=title, body=body)


_ROLE = refusals.Refusal(
    "ENR_ROLE",
    Text("Auditors and vetting officers close plans.", "Les vérificateurs et agents de filtrage closent les plans."),
    Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
_CLOSED = refusals.Refusal(
    "ENR_PLAN_CLOSED",
    Text("This plan is closed already.", "Ce plan est déjà clos."),
    Text("Nothing is left to do.", "Il ne reste rien à faire."),
)
_OPEN_STEPS = refusals.Refusal(
    "ENR_PLAN_STEPS_OPEN",
    Text("A step of this plan is still open.", "Une étape de ce plan est encore ouverte."),
    Text("Close it once every step is done.", "Closez-le lorsque chaque étape est faite."),
)
_COUNT = refusals.Refusal(
    "ENR_PLAN_STEPS",
    Text("A plan has one to six steps.", "Un plan compte d'une à six étapes."),
    Text("Write at least the first one.", "Inscrivez au moins la première."),
)
_WHAT = refusals.Refusal(
    "ENR_PLAN_WHAT",
    Text("Say in a few words what will be done.", "Dites en quelques mots ce qui sera fait."),
    Text("Name who does what.", "Nommez qui fait quoi."),
)
_DAY = refusals.Refusal(
    "ENR_PLAN_DAY",
    Text("Each step has a day within the next 180 days.", "Chaque étape a un jour dans les 180 prochains jours."),
    Text("Write it like this: 2026-12-31.", "Écrivez-le ainsi : 2026-12-31."),
)
_NO_STEP = refusals.Refusal(
    "ENR_PLAN_STEP",
    Text("This step is not open.", "Cette étape n'est pas ouverte."),
    Text("Look at the plan again.", "Revoyez le plan."),
)
_EVIDENCE = refusals.Refusal(
    "ENR_PLAN_EVIDENCE",
    Text("Say what shows that it was done.", "Dites ce qui montre que c'est fait."),
    Text("A date, a training record, a photo's name.", "Une date, un registre de formation, le nom d'une photo."),
)
