"""What a decision does to the membership, and how it is taken back by a stay or a ruling (R-83)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from audit.trail.services import record
from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.sanctions import reapply_from
from enrollment.domain.transitions import MEMBERSHIP
from enrollment.models import Membership, MembershipDecision
from enrollment.services.cards import cards_follow
from enrollment.services.telling import tell_partners, tell_status
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

_ACTION = {SUSPENSION: "suspend", REVOCATION: "revoke"}
_LEFT = {SUSPENSION: "suspended", REVOCATION: "revoked"}
# What a move takes off the row besides.
_CLEARED: dict[str, dict[str, Any]] = {
    "suspend": {"rests_until": None},
    "resume": {"rests_until": None},
    "restore": {"rests_until": None, "reapply_from": None},
    "stay": {"rests_until": None, "reapply_from": None},
}


def effect_apply(actor: Actor, decision: MembershipDecision) -> None:
    """Carry the decision out. A denial has no membership to change."""
    if decision.membership_id is None:
        return
    membership = membership_locked(decision.membership_id)
    if decision.kind == DEMOTION:
        tier_set(actor, membership, decision.to_tier, event="demoted", body={"decision": decision.number})
    elif membership.status in {"active", "suspended"} and membership.status != _LEFT[decision.kind]:
        changes = {"reapply_from": _reapply_from(decision)} if decision.kind == REVOCATION else {}
        membership_move(actor, membership, _ACTION[decision.kind], {"decision": decision.number}, **changes)
    elif membership.rests_until is not None:
        _rest_becomes_suspension(actor, membership, decision)


def _rest_becomes_suspension(actor: Actor, membership: Membership, decision: MembershipDecision) -> None:
    """A suspension decided while the member's own one runs: from now on it is no longer the member's to end."""
    membership.rests_until = None
    membership.row_version += 1
    membership.save(update_fields=["rests_until", "row_version"])
    record(
        actor=actor,
        event="enrollment.membership.rest_overtaken",
        subject=Subject("membership", membership.id),
        body={"decision": decision.number},
        organisation_id=membership.organisation_id,
    )
    tell_status(actor=actor, membership=membership, action="suspend", of=decision.number)
    tell_partners(membership, "suspend")


def _reapply_from(decision: MembershipDecision) -> date:
    """Give the first day of a new application: in proportion to the harm of what led there, never for good."""
    harm = decision.entries.order_by("-created_at").values_list("harm", flat=True).first()
    return reapply_from(harm or "", clock.now().date())


def effect_undo(actor: Actor, decision: MembershipDecision, *, action: str, tier: str = "") -> Membership | None:
    """Give back what the decision took: `action` is `stay` (until decided) or `restore` (for good).

    A demotion gives the former tier back, with the time already served in it, unless another decision has
    changed the tier since. Gives the membership, or None for a denial.
    """
    if decision.membership_id is None:
        return None
    membership = membership_locked(decision.membership_id)
    body = {"decision": decision.number, "docket": decision.docket}
    if decision.kind == DEMOTION:
        if membership.tier == decision.to_tier or tier:
            event = "stayed" if action == "stay" else "reinstated"
            since = decision.from_tier_since
            return tier_set(actor, membership, tier or decision.from_tier, event=event, body=body, since=since)
        return membership
    if membership.status == _LEFT[decision.kind]:
        return membership_move(actor, membership, action, body)
    return membership


def membership_locked(membership_id: UUID) -> Membership:
    return Membership.objects.select_for_update().get(pk=membership_id)


def tier_set(
    actor: Actor,
    membership: Membership,
    tier: str,
    *,
    event: str,
    body: dict[str, Any],
    since: datetime | None = None,
) -> Membership:
    """Write the tier of a locked membership and record it; nothing happens when it holds the tier already."""
    if membership.tier == tier:
        return membership
    before = membership.tier
    membership.tier = tier
    membership.tier_since = since or clock.now()
    membership.row_version += 1
    membership.save(update_fields=["tier", "tier_since", "row_version"])
    record(
        actor=actor,
        event=f"enrollment.membership.{event}",
        subject=Subject("membership", membership.id),
        body={"from_tier": before, "to_tier": tier, **body},
        organisation_id=membership.organisation_id,
    )
    tell_partners(membership, event)
    return membership


def membership_move(
    actor: Actor, membership: Membership, action: str, body: dict[str, Any], **changes: Any
) -> Membership:
    """Move the status of a membership through the door; its cards follow, the holder gets a letter ([S47])."""
    changes = {**_CLEARED.get(action, {}), **changes}
    moved = apply(
        workflow=MEMBERSHIP,
        obj=membership,
        action=action,
        actor=actor,
        subject=Subject("membership", membership.id),
        changes=changes,
        body=body,
        organisation_id=membership.organisation_id,
    )
    cards_follow(actor, moved, action)
    tell_status(actor=actor, membership=moved, action=action, of=str(body.get("decision", "")))
    tell_partners(moved, action)
    return moved
