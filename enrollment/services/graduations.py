"""Proposals to rise: opened by the nightly worker, decided by both agencies, gone when the record falls (R-08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.criteria import CriterionState, MemberFacts, unmet
from enrollment.domain.criteria_document import CriteriaInForce
from enrollment.domain.joint import AGENCIES, APPROVED, DENIED
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import tier_above
from enrollment.domain.transitions import GRADUATION, GRADUATION_REVIEW
from enrollment.models import GraduationProposal, GraduationReview, Membership
from enrollment.selectors.criteria import criteria_in_force
from enrollment.selectors.facts import facts_for
from enrollment.selectors.graduations import graduation_get
from enrollment.services import refusals
from enrollment.services.criteria import criteria_turn
from enrollment.services.standing import membership_graduate, rise_check
from enrollment.services.tallies import months_keep
from enrollment.services.telling import tell_member
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

WORKER = system_actor("graduation")
QUIET_DAYS = 90
AT_ONCE = 500
CHOICES = {"accept", "decline"}


def graduations_turn() -> int:
    """The night's work: criteria of the day, monthly counts, proposals that fell away and those that open.

    Gives how many proposals opened or lapsed. Each one has a transaction of its own; running it twice changes
    nothing.
    """
    criteria_turn()
    months_keep()
    return _lapse_all() + sum(_open_all(programme) for programme, found in PROGRAMMES.items() if found.has_ladder)


def _lapse_all() -> int:
    done = 0
    for proposal_id in list(GraduationProposal.objects.filter(status="open").values_list("id", flat=True)):
        with transaction.atomic():
            proposal = _locked(proposal_id)
            why = _fallen(proposal, clock.now()) if proposal.status == "open" else None
            if why:
                _lapse(WORKER, proposal, why)
                done += 1
    return done


def _open_all(programme: str) -> int:
    now = clock.now()
    criteria, done, last = criteria_in_force(programme, now), 0, None
    quiet = GraduationProposal.objects.filter(status="declined", closed_at__gt=now - timedelta(days=QUIET_DAYS))
    rows = (
        Membership.objects.filter(programme=programme, status="active", valid_from__lte=now, valid_until__gt=now)
        .exclude(proposals__status="open")
        .exclude(pk__in=quiet.values("membership_id"))
        .order_by("id")
    )
    while portion := list((rows.filter(id__gt=last) if last else rows)[:AT_ONCE]):
        last = portion[-1].id
        facts = facts_for(portion, now)
        ready = [member for member in portion if _ready(member, criteria, facts[member.id])]
        done += sum(_open(member.id, criteria, facts[member.id]) for member in ready)
    return done


def _ready(member: Membership, criteria: CriteriaInForce, facts: MemberFacts) -> bool:
    above = tier_above(member.tier)
    asked = criteria.at(above) if above else ()
    return bool(asked) and not unmet(asked, facts)


@transaction.atomic
def _open(membership_id: UUID, criteria: CriteriaInForce, facts: MemberFacts) -> bool:
    """Open one proposal under the lock of its membership; False where another worker was first."""
    member = Membership.objects.select_for_update().get(pk=membership_id)
    above = tier_above(member.tier)
    if not above or member.status != "active" or member.proposals.filter(status="open").exists():
        return False
    _write(WORKER, member, above, criteria, facts)
    return True


@transaction.atomic
def graduation_open(
    *, actor: Actor, membership_id: UUID, to_tier: str, expected_version: int | None = None
) -> GraduationProposal:
    """Open the proposal to rise at once, for an officer who will not wait for the night; the open one where there is one.

    It raises nobody: each agency decides for itself. Raises NotFound, NotAllowed, Invalid for a tier that is not the
    next, Conflict naming each criterion that is not met, or within 90 days of a refusal.
    """
    member, criteria = rise_check(actor, membership_id, to_tier, expected_version)
    found = member.proposals.filter(status="open").first()
    if found is not None:
        return found
    now = clock.now()
    if member.proposals.filter(status="declined", closed_at__gt=now - timedelta(days=QUIET_DAYS)).exists():
        raise refusals.conflict(_QUIET, path="to_tier", value=to_tier)
    return _write(actor, member, to_tier, criteria, facts_for([member], now)[member.id])


def _write(
    actor: Actor, member: Membership, above: str, criteria: CriteriaInForce, facts: MemberFacts
) -> GraduationProposal:
    proposal = GraduationProposal.objects.create(
        membership=member,
        from_tier=member.tier,
        to_tier=above,
        criteria=criteria.label,
        values={**asdict(facts), "clean_share": facts.clean_share},
    )
    GraduationReview.objects.bulk_create([GraduationReview(proposal=proposal, agency=agency) for agency in AGENCIES])
    record(
        actor=actor,
        event="enrollment.graduation.opened",
        subject=Subject("graduation", proposal.id),
        body={"membership": member.number, "to_tier": above, "criteria": criteria.label},
        organisation_id=member.organisation_id,
    )
    tell_member(
        actor=actor,
        membership=member,
        kind="graduation_opened",
        title=Text(
            f"You meet every criterion of tier {above[1:]}", f"Vous remplissez les critères du niveau {above[1:]}"
        ),
        body=Text(
            f"Both agencies now decide whether membership {member.number} rises to {above}. Nothing is asked of you.",
            f"Les deux organismes décident maintenant si l'adhésion {member.number} passe à {above}. "
            "Rien ne vous est demandé.",
        ),
    )
    return proposal


@transaction.atomic
def graduation_decide(
    *,
    actor: Actor,
    proposal_id: UUID,
    decision: str,
    reason: Reason | None = None,
    expected_version: int | None = None,
) -> GraduationProposal:
    """Decide for the actor's agency: `accept`, or `decline` with its reason.

    The second acceptance raises the member; one refusal closes the proposal. Where the record fell in between the
    proposal lapses instead, and the answer says so by its status. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    graduation_get(actor=actor, proposal_id=proposal_id)
    proposal = _locked(proposal_id)
    written = _reason(decision, reason)
    GRADUATION.find(proposal.status, decision)
    review = proposal.reviews.filter(agency=actor.agency).first()
    if review is None:
        raise refusals.not_allowed(_OTHER_AGENCY)
    if why := _fallen(proposal, clock.now()):
        return _lapse(actor, proposal, why)
    apply(
        workflow=GRADUATION_REVIEW,
        obj=review,
        action=decision,
        actor=actor,
        subject=_subject(proposal),
        expected_version=expected_version,
        changes={
            "reviewer_id": actor.user_id,
            "reviewer_name": actor.name,
            "reason": written.as_dict() if written else None,
            "decided_at": clock.now(),
        },
        body={"agency": actor.agency, "reason": written.code if written else ""},
        organisation_id=proposal.membership.organisation_id,
    )
    return _conclude(actor, proposal, written)


def _conclude(actor: Actor, proposal: GraduationProposal, reason: Reason | None) -> GraduationProposal:
    if proposal.joint == APPROVED:
        closed = _close(actor, proposal, "accept", {})
        membership_graduate(actor=actor, membership_id=proposal.membership_id, to_tier=proposal.to_tier)
        return closed
    if proposal.joint == DENIED and reason is not None:
        _tell_declined(actor, proposal, reason)
        return _close(actor, proposal, "decline", {"agency": actor.agency, "reason": reason.code})
    return proposal


def _close(
    actor: Actor, proposal: GraduationProposal, action: str, body: dict[str, object], **changes: object
) -> GraduationProposal:
    return apply(
        workflow=GRADUATION,
        obj=proposal,
        action=action,
        actor=actor,
        subject=_subject(proposal),
        changes={"closed_at": clock.now(), **changes},
        body={**body, "to_tier": proposal.to_tier},
        organisation_id=proposal.membership.organisation_id,
    )


def _lapse(actor: Actor, proposal: GraduationProposal, why: Text) -> GraduationProposal:
    tell_member(
        actor=actor,
        membership=proposal.membership,
        kind="graduation_lapsed",
        title=Text(
            f"The proposal to rise to {proposal.to_tier} lapsed",
            f"La proposition de passer à {proposal.to_tier} est caduque",
        ),
        body=Text(
            f"{why.en} A new proposal opens by itself when every criterion is met again.",
            f"{why.fr} Une nouvelle proposition s'ouvrira d'elle-même lorsque chaque critère sera de nouveau rempli.",
        ),
    )
    return _close(actor, proposal, "lapse", {"why": why.en}, lapse=why.as_dict())


def _fallen(proposal: GraduationProposal, at: datetime) -> Text | None:
    """Say why an open proposal can no longer be accepted; None while it can."""
    member = proposal.membership
    if (
        member.status != "active"
        or member.tier != proposal.from_tier
        or not member.valid_from <= at < member.valid_until
    ):
        return _MOVED
    gaps = unmet(criteria_in_force(member.programme, at).at(proposal.to_tier), facts_for([member], at)[member.id])
    return _gaps(gaps) if gaps else None


def _gaps(gaps: Iterable[CriterionState]) -> Text:
    found = list(gaps)
    return Text(
        "No longer met: " + "; ".join(f"{gap.criterion.label.en} (now {gap.value:g})" for gap in found) + ".",
        "N'est plus rempli : "
        + "; ".join(f"{gap.criterion.label.fr} (actuellement {gap.value:g})" for gap in found)
        + ".",
    )


def _tell_declined(actor: Actor, proposal: GraduationProposal, reason: Reason) -> None:
    short = agency_short(actor.agency)
    tell_member(
        actor=actor,
        membership=proposal.membership,
        kind="graduation_declined",
        title=Text(
            f"{short.en} declined the rise to {proposal.to_tier}",
            f"{short.fr} a refusé le passage à {proposal.to_tier}",
        ),
        body=Text(
            f"Your tier stays {proposal.from_tier}. The next proposal can open after {QUIET_DAYS} days.",
            f"Votre niveau reste {proposal.from_tier}. La prochaine proposition peut s'ouvrir après {QUIET_DAYS} jours.",
        ),
        reason=reason,
    )


def _reason(decision: str, reason: Reason | None) -> Reason | None:
    if decision not in CHOICES:
        raise refusals.invalid(_UNKNOWN, path="decision", value=decision)
    if decision == "accept":
        return None
    if reason is None:
        raise refusals.invalid(refusals.REASON_NEEDED, path="reason")
    return reason.check()


def _locked(proposal_id: UUID) -> GraduationProposal:
    """Lock proposal and membership, the latter first as everywhere, so that two officers do not wait for each other."""
    membership_id = GraduationProposal.objects.values_list("membership_id", flat=True).get(pk=proposal_id)
    member = Membership.objects.select_for_update().get(pk=membership_id)
    proposal = GraduationProposal.objects.select_for_update().get(pk=proposal_id)
    proposal.membership = member
    return proposal


def _subject(proposal: GraduationProposal) -> Subject:
    return Subject("graduation", proposal.id)


_MOVED = Text(
    "The membership is no longer active at the tier the proposal began from.",
    "L'adhésion n'est plus active au niveau dont partait la proposition.",
)
_OTHER_AGENCY = refusals.Refusal(
    "ENR_OTHER_AGENCY",
    Text("Only officers of CBP and of CBSA decide proposals.", "Seuls les agents de CBP et de l'ASFC en décident."),
    Text("Ask an officer of the agency concerned.", "Adressez-vous à un agent de l'organisme concerné."),
)
_UNKNOWN = refusals.Refusal(
    "ENR_UNKNOWN_DECISION",
    Text("Decide to accept or to decline.", "Décidez d'accepter ou de refuser."),
    Text("Choose one of the two.", "Choisissez l'un des deux."),
)
_QUIET = refusals.Refusal(
    "ENR_DECLINED_LATELY",
    Text(
        f"A proposal was declined less than {QUIET_DAYS} days ago.",
        f"Une proposition a été refusée il y a moins de {QUIET_DAYS} jours.",
    ),
    Text("Propose again when that time has passed.", "Proposez de nouveau une fois ce délai passé."),
)
