"""Adverse decisions: announced with their reason, put into effect, stayed by an appeal (R-37, R-82, R-83)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.decisions import appeal_deadline, takes_effect_at
from enrollment.domain.transitions import DECISION
from enrollment.domain.vetting.letters import letter_faults
from enrollment.models import Application, Membership, MembershipDecision
from enrollment.selectors.decisions import decision_get
from enrollment.services import refusals
from enrollment.services.effects import effect_apply, effect_undo
from enrollment.services.evidence import evidence_exists
from enrollment.services.telling import tell_decision
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Invalid, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch, next_number
from portal.workflow.services import apply

TAKE_EFFECT = "enrollment.decision_take_effect"


def decision_open(
    *,
    actor: Actor,
    kind: str,
    reason: Reason,
    membership: Membership | None = None,
    application: Application | None = None,
    to_tier: str = "",
    source: Subject | None = None,
    rule_versions: dict[str, str] | None = None,
    safety_ground: Text | None = None,
    why_this: Text | None = None,
) -> MembershipDecision:
    """Announce a decision about a membership or an application, send the letter and time its effect.

    A denial or demotion takes effect at once; a suspension or revocation after fifteen days' notice unless a
    safety ground is signed. Every letter passes the gate of `letter_check`, whoever calls. Raises Invalid.
    """
    letter_check(reason)
    now = clock.now()
    decision = MembershipDecision.objects.create(
        number=f"MD-{now.year}-{next_number('MD', now.year):05d}",
        kind=kind,
        to_tier=to_tier,
        reason=reason.as_dict(),
        source_type=source.type if source else "",
        source_id=source.id if source else None,
        rule_versions=rule_versions or {},
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
        agency=actor.agency,
        noticed_at=now,
        effective_at=takes_effect_at(kind, now, safety=safety_ground is not None),
        appeal_deadline=appeal_deadline(now),
        safety_ground=safety_ground.as_dict() if safety_ground else None,
        **_about(membership, application),
    )
    _announce(actor, decision, reason, why_this)
    if decision.effective_at <= now:
        return _take_effect(actor, decision)
    seconds = int((decision.effective_at - now).total_seconds())
    dispatch(TAKE_EFFECT, subject_id=decision.id, delay_seconds=seconds)
    return decision


def letter_check(reason: Reason) -> Reason:
    """Refuse an adverse letter that lacks a part or says nothing of the case; give the reason back when it holds.

    Raises Invalid naming what lacks: criterion, fact, evidence that exists, fix or appeal, in both languages (R-37).
    """
    reason.check()
    faults = letter_faults(reason, evidence_exists=evidence_exists(reason.evidence))
    if faults:
        raise Invalid(faults)
    return reason


def _about(membership: Membership | None, application: Application | None) -> dict[str, Any]:
    if membership is not None:
        return {
            "membership": membership,
            "organisation_id": membership.organisation_id,
            "user_id": membership.user_id,
            "from_tier": membership.tier,
            "from_tier_since": membership.tier_since,
            "from_status": membership.status,
        }
    if application is None:
        raise ValueError("a decision is about a membership or an application")
    return {
        "application": application,
        "organisation_id": application.organisation_id,
        "user_id": application.user_id,
    }


def _announce(actor: Actor, decision: MembershipDecision, reason: Reason, why_this: Text | None) -> None:
    record(
        actor=actor,
        event="enrollment.decision.announced",
        subject=Subject("decision", decision.id),
        body={
            "number": decision.number,
            "kind": decision.kind,
            "from_tier": decision.from_tier,
            "to_tier": decision.to_tier,
            "reason": reason.as_dict(),
            "rules": decision.rule_versions,
            "safety": decision.safety_ground is not None,
        },
        organisation_id=decision.organisation_id,
    )
    tell_decision(actor=actor, decision=decision, reason=reason, why_this=why_this)


@transaction.atomic
def decision_take_effect(*, decision_id: UUID) -> bool:
    """Put an announced decision into effect when its notice has run; says whether it did. Safe to repeat.

    An answer that says it is put right holds it until an officer has read it, and so does time that was granted.
    """
    decision = MembershipDecision.objects.select_for_update().filter(pk=decision_id).first()
    if decision is None or decision.status != "proposed":
        return False
    if decision.fix_by is not None and clock.now() < decision.fix_by:
        return False
    if decision.answers.filter(status="filed").exists():
        return False
    _take_effect(system_actor("calendar"), decision)
    return True


def _take_effect(actor: Actor, decision: MembershipDecision) -> MembershipDecision:
    decision = _move(actor, decision, "take_effect")
    effect_apply(actor, decision)
    return decision


def decision_extend(*, actor: Actor, decision: MembershipDecision, until: datetime) -> MembershipDecision:
    """Put the effect of an announced decision off; called in the transaction that grants the time."""
    decision.fix_by = decision.effective_at = until
    decision.row_version += 1
    decision.save(update_fields=["fix_by", "effective_at", "row_version"])
    record(
        actor=actor,
        event="enrollment.decision.extended",
        subject=Subject("decision", decision.id),
        body={"until": until.isoformat()},
        organisation_id=decision.organisation_id,
    )
    seconds = int((until - clock.now()).total_seconds()) + 1
    dispatch(TAKE_EFFECT, subject_id=decision.id, key=until.isoformat(), delay_seconds=max(seconds, 1))
    return decision


def decision_remedy(*, actor: Actor, decision: MembershipDecision) -> MembershipDecision:
    """Close a decision as put right: it never takes effect, or what it took is given back."""
    was_in_effect = decision.status == "in_effect"
    decision = _move(actor, decision, "remedy")
    if was_in_effect:
        effect_undo(actor, decision, action="restore")
    return decision


@transaction.atomic
def decision_stay(*, actor: Actor, decision_id: UUID, docket: str) -> bool:
    """Hold a decision in suspense while it is under appeal; says whether it is stayed.

    The membership keeps, or gets back, its tier and status until the commission has decided. A denial has
    nothing to give back, and a decision with a signed safety ground stays in effect (R-83). Raises NotFound
    for a decision that is not the actor's, Conflict after the deadline or when it is decided already.
    """
    decision = _locked(actor, decision_id)
    if clock.now() > decision.appeal_deadline:
        raise refusals.conflict(_TOO_LATE, path="decision", value=str(decision_id))
    DECISION.find(decision.status, "stay")
    if decision.membership_id is None or decision.safety_ground is not None:
        _note_docket(actor, decision, docket)
        return False
    was_in_effect = decision.status == "in_effect"
    decision = _move(actor, decision, "stay", docket=docket)
    if was_in_effect:
        effect_undo(actor, decision, action="stay")
    return True


@transaction.atomic
def decision_stay_end(*, actor: Actor, decision_id: UUID, docket: str, upheld: bool = True) -> MembershipDecision:
    """End an appeal that changed nothing: the decision takes effect again.

    With `upheld` and an actor of the commission it becomes final; otherwise, as when the member takes the
    appeal back, it is in effect as before the appeal.
    """
    decision = _locked(actor, decision_id)
    held = decision.status in {"stayed", "proposed"}
    final = upheld and actor.kind in {"commission", "system"}
    if final:
        decision = _move(actor, decision, "uphold", docket=docket)
    elif decision.status == "stayed":
        decision = _move(actor, decision, "resume", docket=docket)
    else:
        return decision
    if held:
        effect_apply(actor if final else system_actor("end of a stay"), decision)
    return decision


def _note_docket(actor: Actor, decision: MembershipDecision, docket: str) -> None:
    decision.docket = docket
    decision.row_version += 1
    decision.save(update_fields=["docket", "row_version"])
    record(
        actor=actor,
        event="enrollment.decision.appealed",
        subject=Subject("decision", decision.id),
        body={"docket": docket, "stayed": False},
        organisation_id=decision.organisation_id,
    )


def _locked(actor: Actor, decision_id: UUID) -> MembershipDecision:
    """The commission reaches a decision through the case before it, which its own service has scoped."""
    if actor.kind != "commission":
        decision_get(actor=actor, decision_id=decision_id)
    decision = MembershipDecision.objects.select_for_update().filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    return decision


def _move(actor: Actor, decision: MembershipDecision, action: str, docket: str = "") -> MembershipDecision:
    return apply(
        workflow=DECISION,
        obj=decision,
        action=action,
        actor=actor,
        subject=Subject("decision", decision.id),
        changes={"docket": docket} if docket else None,
        body={"number": decision.number, "docket": docket},
        organisation_id=decision.organisation_id,
    )


_TOO_LATE = refusals.Refusal(
    "ENR_STAY_LATE",
    Text("The time to appeal this decision has passed.", "Le délai d'appel de cette décision est écoulé."),
    Text(
        "Write to the registrar with the reasons for the delay.", "Écrivez au greffe en exposant les motifs du retard."
    ),
)
