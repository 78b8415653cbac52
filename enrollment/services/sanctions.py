"""The matrix applied: one infraction, one step, never more than the cell says (R-10, R-44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain import sanctions
from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.sanctions import MATRIX_VERSION, Sanction
from enrollment.domain.tiers import tier_below
from enrollment.models import Membership, MembershipDecision, SanctionEntry
from enrollment.selectors.memberships import membership_get, sanctions_counting
from enrollment.services import refusals
from enrollment.services.decisions import decision_open
from enrollment.services.effects import membership_locked
from enrollment.services.standing import MAY_DEMOTE
from enrollment.services.telling import tell_member, tell_partners
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

_DECIDED = {DEMOTION, SUSPENSION, REVOCATION}


@dataclass(frozen=True, slots=True)
class SanctionResult:
    """What happened: the step, its points, the decision it opened (if any) and what softened it (if anything)."""

    step: str
    points: int
    decision_id: UUID | None
    entry_id: UUID
    history: str
    softened: str = ""


@transaction.atomic
def sanction_apply(
    *,
    actor: Actor,
    membership_id: UUID,
    infraction: str,
    harm: str,
    reason: Reason,
    source: Subject,
    voluntary: bool = False,
) -> SanctionResult:
    """Apply the sanction of the matrix for one infraction of a member and write it into the register.

    `source` is the record that shows the infraction; the same one is punished once. `voluntary` means the
    member disclosed it before any notice of audit (the caller knows), which gives no points for correctable
    classes. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    _check(actor, infraction, harm)
    reason.check()
    membership_get(actor=actor, membership_id=membership_id)
    membership = membership_locked(membership_id)
    now = clock.now()
    found = _resolve(membership, infraction, harm, voluntary, now)
    decision = _decide(actor, membership, found, reason, source)
    entry = _enter(
        membership=membership,
        infraction=infraction,
        harm=harm,
        voluntary=voluntary,
        found=found,
        reason=reason,
        source=source,
        actor=actor,
        decision=decision,
        now=now,
    )
    _pause(membership, found, now)
    _record(actor, membership, entry)
    if decision is None:
        _tell(actor, membership, entry, reason)
    return SanctionResult(
        found.step, found.points, decision.id if decision else None, entry.id, found.history, found.softened
    )


def _check(actor: Actor, infraction: str, harm: str) -> None:
    if not actor.has(*MAY_DEMOTE):
        raise refusals.not_allowed(_ROLE)
    for path, value, known in (("infraction", infraction, set(INFRACTIONS)), ("harm", harm, set(HARMS))):
        if value not in known:
            raise refusals.invalid(_UNKNOWN, path=path, value=value)


def _resolve(membership: Membership, infraction: str, harm: str, voluntary: bool, now: datetime) -> Sanction:
    earlier = sanctions_counting(membership.id, now).filter(infraction=infraction, voluntary=False).count()
    return sanctions.resolve(
        infraction=infraction,
        harm=harm,
        earlier=earlier,
        programme=PROGRAMMES[membership.programme],
        tier=membership.tier,
        voluntary=voluntary,
    )


def _decide(
    actor: Actor, membership: Membership, found: Sanction, reason: Reason, source: Subject
) -> MembershipDecision | None:
    if found.step not in _DECIDED or membership.status not in {"active", "suspended"}:
        return None
    return decision_open(
        actor=actor,
        kind=found.step,
        membership=membership,
        to_tier=tier_below(membership.tier) if found.step == DEMOTION else "",
        reason=reason,
        source=source,
        rule_versions={"sanctions": MATRIX_VERSION},
    )


def _enter(
    *,
    membership: Membership,
    infraction: str,
    harm: str,
    voluntary: bool,
    found: Sanction,
    reason: Reason,
    source: Subject,
    actor: Actor,
    decision: MembershipDecision | None,
    now: datetime,
) -> SanctionEntry:
    plan = found.step == sanctions.CORRECTIVE_PLAN
    entry = SanctionEntry(
        membership=membership,
        infraction=infraction,
        harm=harm,
        history=found.history,
        step=found.step,
        ceiling=found.ceiling,
        softened=found.softened,
        points=found.points,
        voluntary=voluntary,
        reason=reason.as_dict(),
        source_type=source.type,
        source_id=source.id,
        matrix_version=MATRIX_VERSION,
        decision=decision,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
        decays_at=sanctions.decays_at(harm, now),
        plan_due_at=now + timedelta(days=sanctions.CORRECTIVE_PLAN_DAYS) if plan else None,
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        raise refusals.conflict(_ONCE, path="source", value=str(source)) from None
    return entry


def _pause(membership: Membership, found: Sanction, now: datetime) -> None:
    if found.step != sanctions.LANE_PAUSE:
        return
    until = now + timedelta(days=sanctions.LANE_PAUSE_DAYS)
    membership.paused_until = max(until, membership.paused_until or until)
    membership.row_version += 1
    membership.save(update_fields=["paused_until", "row_version"])
    tell_partners(membership, "lane_pause")


def _record(actor: Actor, membership: Membership, entry: SanctionEntry) -> None:
    record(
        actor=actor,
        event="enrollment.sanction.applied",
        subject=Subject("membership", membership.id),
        body={
            "infraction": entry.infraction,
            "harm": entry.harm,
            "history": entry.history,
            "step": entry.step,
            "points": entry.points,
            "voluntary": entry.voluntary,
            "matrix": entry.matrix_version,
            "source": f"{entry.source_type}:{entry.source_id}",
        },
        organisation_id=membership.organisation_id,
    )


def _tell(actor: Actor, membership: Membership, entry: SanctionEntry, reason: Reason) -> None:
    step, what = sanctions.STEP_LABELS[entry.step], INFRACTIONS[entry.infraction].label
    tell_member(
        actor=actor,
        membership=membership,
        kind="sanction",
        title=Text(f"{step.en}: {what.en}", f"{step.fr} : {what.fr}"),
        body=Text(
            f"It adds {entry.points} points to membership {membership.number}.",
            f"Elle ajoute {entry.points} points à l'adhésion {membership.number}.",
        ),
        reason=reason,
    )


@transaction.atomic
def corrective_plan_close(*, actor: Actor, entry_id: UUID) -> SanctionEntry:
    """Note that a corrective plan was carried out. Raises NotFound, NotAllowed, Conflict when it is closed already."""
    if not actor.has(*MAY_DEMOTE):
        raise refusals.not_allowed(_ROLE)
    entry = SanctionEntry.objects.select_for_update().filter(pk=entry_id, plan_due_at__isnull=False).first()
    membership = membership_get(actor=actor, membership_id=entry.membership_id if entry else entry_id)
    if entry is None or entry.plan_done_at is not None:
        raise refusals.conflict(_CLOSED, path="entry", value=str(entry_id))
    entry.plan_done_at = clock.now()
    entry.save(update_fields=["plan_done_at"])
    record(
        actor=actor,
        event="enrollment.sanction.plan_closed",
        subject=Subject("membership", membership.id),
        body={"entry": str(entry.id)},
        organisation_id=membership.organisation_id,
    )
    return entry


_ROLE = refusals.Refusal(
    "ENR_ROLE",
    Text(
        "Sanctions are applied by auditors and vetting officers.",
        "Les sanctions relèvent des vérificateurs et des agents de filtrage.",
    ),
    Text("Ask an auditor.", "Adressez-vous à un vérificateur."),
)
_UNKNOWN = refusals.Refusal(
    "ENR_MATRIX",
    Text("The sanction matrix does not know this value.", "La matrice des sanctions ne connaît pas cette valeur."),
    Text("Choose one of the published values.", "Choisissez l'une des valeurs publiées."),
)
_ONCE = refusals.Refusal(
    "ENR_SANCTIONED_ALREADY",
    Text("This record has been sanctioned already.", "Ce dossier a déjà donné lieu à une sanction."),
    Text("Open the register of the membership.", "Ouvrez le registre de l'adhésion."),
)
_CLOSED = refusals.Refusal(
    "ENR_PLAN_CLOSED",
    Text("This plan is closed already.", "Ce plan est déjà clos."),
    Text("Nothing is left to do.", "Il ne reste rien à faire."),
)
