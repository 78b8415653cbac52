"""Notices and webhooks of membership: the same words in button, notice and record."""

from __future__ import annotations

from enrollment.domain.decisions import KIND_LABELS, SUSPENSION, appeal_link
from enrollment.domain.status_letters import LETTERS
from enrollment.models import Membership, MembershipDecision
from portal.core.domain.actors import Actor
from portal.core.domain.formatting import date_words
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send, webhook_emit


def tell_member(
    *, actor: Actor, membership: Membership, kind: str, title: Text, body: Text, reason: Reason | None = None
) -> None:
    """Write to the holder about the membership."""
    notice_send(
        actor=actor,
        organisation_id=membership.organisation_id,
        user_id=membership.user_id,
        kind=kind,
        title=title,
        body=body,
        subject=Subject("membership", membership.id),
        reason=reason,
        link=f"/membership/{membership.id}/",
    )


def tell_status(*, actor: Actor, membership: Membership, action: str, of: str = "") -> None:
    """Write the letter that goes with every change of status; `of` is the number of the decision behind it ([S47])."""
    title, body = LETTERS[action]
    tell_member(
        actor=actor,
        membership=membership,
        kind=f"membership_{action}",
        title=title,
        body=body.format(number=membership.number, of=of),
    )


def tell_partners(membership: Membership, change: str) -> None:
    """Tell the systems of a company that its membership changed."""
    if membership.organisation_id is None:
        return
    webhook_emit(
        organisation_ids=[membership.organisation_id],
        event="membership.changed",
        data={
            "membership_id": str(membership.id),
            "number": membership.number,
            "programme": membership.programme,
            "tier": membership.tier,
            "status": membership.status,
            "change": change,
        },
        subject=Subject("membership", membership.id),
    )


def tell_decision(*, actor: Actor, decision: MembershipDecision, reason: Reason, why_this: Text | None = None) -> None:
    """Send the adverse letter: what, why, evidence, fix, how to contest it and by when.

    `why_this` says why this step of the ladder and not a harsher one (R-10).
    """
    label = KIND_LABELS[decision.kind]
    notice_send(
        actor=actor,
        organisation_id=decision.organisation_id,
        user_id=decision.user_id,
        kind=f"decision_{decision.kind}",
        title=Text(f"{label.en}: decision {decision.number}", f"{label.fr} : décision {decision.number}"),
        body=joined(_letter(decision), why_this),
        subject=Subject("decision", decision.id),
        reason=reason,
        link=f"/membership/decisions/{decision.id}/",
        appeal_link=appeal_link(decision.id),
    )


def joined(first: Text, second: Text | None) -> Text:
    """Put two texts after each other."""
    return first if second is None else Text(f"{first.en} {second.en}", f"{first.fr} {second.fr}")


def _letter(decision: MembershipDecision) -> Text:
    tiers = Text("", "")
    if decision.to_tier:
        tiers = Text(
            f" Your tier changes from {decision.from_tier} to {decision.to_tier}.",
            f" Votre niveau passe de {decision.from_tier} à {decision.to_tier}.",
        )
    if decision.kind == SUSPENSION and not decision.safety_ground:
        tiers = Text(
            f"{tiers.en} If you put it right before that day and an officer accepts your answer, it has no effect.",
            f"{tiers.fr} Si vous corrigez la situation avant ce jour et qu'un agent accepte votre réponse, elle reste "
            "sans effet.",
        )
    effect, last = decision.effective_at.date(), decision.appeal_deadline.date()
    return Text(
        f"It takes effect on {date_words(effect, 'en')}.{tiers.en} You can appeal until {date_words(last, 'en')}.",
        f"Elle prend effet le {date_words(effect, 'fr')}.{tiers.fr} Vous pouvez faire appel jusqu'au "
        f"{date_words(last, 'fr')}.",
    )
