"""The matrix applied: one infraction, one step, never more than the cell says (R-10, R-44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain import sanctions
from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.explaining import why_this_step
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.sanction_matrix import Matrix
from enrollment.domain.sanctions import Sanction
from enrollment.domain.tiers import tier_below
from enrollment.models import CorrectivePlan, Membership, MembershipDecision, SanctionEntry, SanctionOverride
from enrollment.selectors.memberships import membership_get, sanctions_counting
from enrollment.services import refusals
from enrollment.services.decisions import decision_open
from enrollment.services.effects import membership_locked
from enrollment.services.matrix import matrix_now
from enrollment.services.standing import MAY_DEMOTE
from enrollment.services.telling import joined, tell_member, tell_partners
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


@dataclass(frozen=True, slots=True)
class Case:
    """What is being sanctioned: class, harm, its reason and the record that shows it, under which matrix."""

    infraction: str
    harm: str
    reason: Reason
    source: Subject
    matrix: Matrix
    voluntary: bool = False
    override: SanctionOverride | None = None


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
    sanction_check(actor, infraction, harm)
    reason.check()
    membership_get(actor=actor, membership_id=membership_id)
    membership = membership_locked(membership_id)
    case = Case(infraction, harm, reason, source, matrix_now(), voluntary)
    return sanction_enter(actor, membership, case, sanction_found(membership, case))


def sanction_found(membership: Membership, case: Case) -> Sanction:
    """Ask the matrix, with the member's history of that class."""
    counting = sanctions_counting(membership.id, clock.now())
    return sanctions.resolve(
        infraction=case.infraction,
        harm=case.harm,
        earlier=counting.filter(infraction=case.infraction, voluntary=False).count(),
        programme=PROGRAMMES[membership.programme],
        tier=membership.tier,
        voluntary=case.voluntary,
        matrix=case.matrix,
    )


def sanction_enter(actor: Actor, membership: Membership, case: Case, found: Sanction) -> SanctionResult:
    """Write the step into the register of a locked membership, do what it asks for and tell the member why this one."""
    why = why_this_step(
        infraction=case.infraction,
        harm=case.harm,
        history=found.history,
        step=found.step,
        ceiling=found.ceiling,
        softened=found.softened,
        version=case.matrix.version,
    )
    decision = _decide(actor, membership, case, found, why)
    entry = _enter(actor, membership, case, found, decision)
    _plan(membership, entry)
    _pause(membership, found, case.matrix)
    _record(actor, membership, entry)
    if decision is None:
        _tell(actor, membership, entry, case.reason, why)
    return SanctionResult(
        found.step, found.points, decision.id if decision else None, entry.id, found.history, found.softened
    )


def sanction_check(actor: Actor, infraction: str, harm: str) -> None:
    if not actor.has(*MAY_DEMOTE):
        raise refusals.not_allowed(_ROLE)
    for path, value, known in (("infraction", infraction, set(INFRACTIONS)), ("harm", harm, set(HARMS))):
        if value not in known:
            raise refusals.invalid(_UNKNOWN, path=path, value=value)


def _decide(actor: Actor, membership: Membership, case: Case, found: Sanction, why: Text) -> MembershipDecision | None:
    if found.step not in _DECIDED or membership.status not in {"active", "suspended"}:
        return None
    return decision_open(
        actor=actor,
        kind=found.step,
        membership=membership,
        to_tier=tier_below(membership.tier) if found.step == DEMOTION else "",
        reason=case.reason,
        source=case.source,
        rule_versions={"sanctions": case.matrix.version},
        why_this=why,
    )


def _enter(
    actor: Actor, membership: Membership, case: Case, found: Sanction, decision: MembershipDecision | None
) -> SanctionEntry:
    now = clock.now()
    plan = found.step == sanctions.CORRECTIVE_PLAN
    entry = SanctionEntry(
        membership=membership,
        infraction=case.infraction,
        harm=case.harm,
        history=found.history,
        step=found.step,
        ceiling=found.ceiling,
        softened=found.softened,
        points=found.points,
        voluntary=case.voluntary,
        reason=case.reason.as_dict(),
        source_type=case.source.type,
        source_id=case.source.id,
        matrix_version=case.matrix.version,
        override=case.override,
        decision=decision,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
        decays_at=sanctions.decays_at(case.harm, now, case.matrix),
        plan_due_at=now + timedelta(days=case.matrix.plan_days) if plan else None,
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if "sanction_once_per_source" not in str(error):
            raise
        raise refusals.conflict(_ONCE, path="source", value=str(case.source)) from None
    return entry


def _plan(membership: Membership, entry: SanctionEntry) -> None:
    """Open the plan the member now writes; the entry's own trail record speaks for it."""
    if entry.plan_due_at is not None:
        CorrectivePlan.objects.create(membership=membership, entry=entry)


def _pause(membership: Membership, found: Sanction, matrix: Matrix) -> None:
    if found.step != sanctions.LANE_PAUSE:
        return
    until = clock.now() + timedelta(days=matrix.pause_days)
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
            "override": str(entry.override_id or ""),
            "source": f"{entry.source_type}:{entry.source_id}",
        },
        organisation_id=membership.organisation_id,
    )


def _tell(actor: Actor, membership: Membership, entry: SanctionEntry, reason: Reason, why: Text) -> None:
    step, what = sanctions.STEP_LABELS[entry.step], INFRACTIONS[entry.infraction].label
    points = Text(
        f"It adds {entry.points} points to membership {membership.number}.",
        f"Elle ajoute {entry.points} points à l'adhésion {membership.number}.",
    )
    tell_member(
        actor=actor,
        membership=membership,
        kind="sanction",
        title=Text(f"{step.en}: {what.en}", f"{step.fr} : {what.fr}"),
        body=joined(points, why),
        reason=reason,
    )


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
