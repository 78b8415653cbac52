"""Carrying out a ruling of the joint commission: what was taken is given back (R-82, R-83)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.decisions import DEMOTION, DENIAL
from enrollment.domain.tiers import LADDER
from enrollment.domain.transitions import DECISION
from enrollment.models import Membership, MembershipDecision, SanctionEntry
from enrollment.services import refusals
from enrollment.services.effects import effect_undo
from enrollment.services.reviews import application_remit
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply


@dataclass(frozen=True, slots=True)
class Restored:
    """What a ruling gave back. `act` is restore_tier, restore_membership or remit_application.

    `id` is the membership's; for an application sent back for a new decision, the application's.
    """

    act: str
    id: UUID
    tier: str = ""
    status: str = ""


@transaction.atomic
def membership_reinstate(
    *, actor: Actor, decision_id: UUID, docket: str, tier: str = "", from_date: datetime | None = None
) -> Restored:
    """Overturn a decision: the tier or membership is restored as if it had not been taken, its points are void.

    `tier` lets a ruling set another tier than the former one; `from_date` is the moment from which the time in a
    restored tier counts. A denial is sent back to the agency for a new decision, since a commission does not vet.
    Raises NotFound, NotAllowed, Conflict.
    """
    decision = MembershipDecision.objects.select_for_update().filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    if tier and tier not in LADDER:
        raise refusals.invalid(_UNKNOWN_TIER, path="tier", value=tier)
    decision = apply(
        workflow=DECISION,
        obj=decision,
        action="overturn",
        actor=actor,
        subject=Subject("decision", decision.id),
        changes={"docket": docket},
        body={"number": decision.number, "docket": docket, "from_date": from_date or decision.effective_at},
        organisation_id=decision.organisation_id,
    )
    _void_entries(actor, decision)
    if decision.kind == DENIAL:
        return _remit(actor, decision)
    membership = effect_undo(actor, decision, action="restore", tier=tier if decision.kind == DEMOTION else "")
    if membership is None:
        raise NotFound
    if from_date is not None and decision.kind == DEMOTION:
        _held_since(actor, membership, from_date, docket)
    act = "restore_tier" if decision.kind == DEMOTION else "restore_membership"
    return Restored(act, membership.id, membership.tier, membership.status)


def _held_since(actor: Actor, membership: Membership, since: datetime, docket: str) -> None:
    """Count the time in the restored tier from the day the ruling names."""
    membership.tier_since = since
    membership.row_version += 1
    membership.save(update_fields=["tier_since", "row_version"])
    record(
        actor=actor,
        event="enrollment.membership.tier_dated",
        subject=Subject("membership", membership.id),
        body={"tier": membership.tier, "since": since.isoformat(), "docket": docket},
        organisation_id=membership.organisation_id,
    )


def _remit(actor: Actor, decision: MembershipDecision) -> Restored:
    if decision.application_id is None:
        raise NotFound
    application = application_remit(
        actor=actor, application_id=decision.application_id, agency=decision.agency, docket=decision.docket
    )
    return Restored("remit_application", application.id, status=application.status)


def _void_entries(actor: Actor, decision: MembershipDecision) -> None:
    voided = SanctionEntry.objects.filter(decision=decision, voided_at=None).update(voided_at=clock.now())
    if voided and decision.membership_id:
        record(
            actor=actor,
            event="enrollment.sanction.voided",
            subject=Subject("membership", decision.membership_id),
            body={"decision": decision.number, "entries": voided},
            organisation_id=decision.organisation_id,
        )


_UNKNOWN_TIER = refusals.Refusal(
    "ENR_TIER",
    Text("There is no such tier.", "Ce niveau n'existe pas."),
    Text("Choose T0, T1, T2 or T3.", "Choisissez T0, T1, T2 ou T3."),
)
