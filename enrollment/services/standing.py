"""How a member rises and falls: the record that counts, graduation, demotion, leaving (R-08, R-10, R-102)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from enrollment.domain.criteria import unmet
from enrollment.domain.criteria_document import CriteriaInForce
from enrollment.domain.decisions import DEMOTION
from enrollment.domain.leaving import NOT_SAID, REASONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import is_below, tier_above
from enrollment.domain.transitions import OFFICERS
from enrollment.models import GraduationProposal, Membership, MembershipDecision, MovementTally
from enrollment.selectors.criteria import criteria_in_force
from enrollment.selectors.memberships import member_facts, membership_get
from enrollment.services import refusals
from enrollment.services.decisions import decision_open
from enrollment.services.effects import membership_locked, membership_move, tier_set
from enrollment.services.telling import tell_member
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, NotAllowed
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

MAY_DEMOTE = (*sorted(OFFICERS), "auditor", "system")
MAY_GRADUATE = (*sorted(OFFICERS), "system")


@transaction.atomic
def membership_graduate(
    *, actor: Actor, membership_id: UUID, to_tier: str, expected_version: int | None = None
) -> Membership:
    """Raise a member by one tier when every published criterion is met and both agencies accepted the proposal.

    Whoever calls it, worker or officer: a rise takes two keys, and the database holds it too (R-08). Raises NotFound,
    NotAllowed, Conflict naming each criterion that is not met, with its present value.
    """
    membership, criteria = rise_check(actor, membership_id, to_tier, expected_version)
    if not _accepted_by_both(membership, to_tier):
        raise refusals.conflict(_BOTH_DECIDE, path="to_tier", value=to_tier)
    raised = tier_set(actor, membership, to_tier, event="graduated", body={"criteria": criteria.label})
    tell_member(
        actor=actor,
        membership=raised,
        kind="membership_graduated",
        title=Text(f"You have reached tier {to_tier[1:]}", f"Vous avez atteint le niveau {to_tier[1:]}"),
        body=Text(
            f"Membership {raised.number} met every criterion and is now {to_tier}.",
            f"L'adhésion {raised.number} remplit tous les critères et passe à {to_tier}.",
        ),
    )
    return raised


def rise_check(
    actor: Actor, membership_id: UUID, to_tier: str, expected_version: int | None
) -> tuple[Membership, CriteriaInForce]:
    """Lock a member that is active and meets every criterion of the next tier; gives the criteria it was held against.

    Raises NotFound, NotAllowed, Invalid for a tier that is not the next, Conflict naming what is not met.
    """
    membership = _checked(actor, membership_id, MAY_GRADUATE, expected_version)
    if to_tier != tier_above(membership.tier) or to_tier not in PROGRAMMES[membership.programme].tiers:
        raise refusals.invalid(_NOT_THE_NEXT, path="to_tier", value=to_tier)
    now = clock.now()
    criteria = criteria_in_force(membership.programme, now)
    gaps = unmet(criteria.at(to_tier), member_facts(membership, now))
    if gaps or membership.status != "active":
        raise Conflict([_gap(gap.criterion.label, gap.criterion.code, gap.value) for gap in gaps] or [_INACTIVE])
    return membership, criteria


@transaction.atomic
def membership_demote(
    *,
    actor: Actor,
    membership_id: UUID,
    to_tier: str,
    reason: Reason,
    source: Subject | None = None,
    rule_versions: dict[str, str] | None = None,
    safety_ground: Text | None = None,
    expected_version: int | None = None,
) -> MembershipDecision:
    """Lower a member's tier at once, with the reason and the way to contest it.

    Raises NotFound, NotAllowed, Invalid for a tier that is not lower or a reason that lacks a part.
    """
    membership = _checked(actor, membership_id, MAY_DEMOTE, expected_version)
    tiers = PROGRAMMES[membership.programme].tiers
    if to_tier not in tiers or not is_below(to_tier, membership.tier):
        raise refusals.invalid(_NOT_LOWER, path="to_tier", value=to_tier)
    return decision_open(
        actor=actor,
        kind=DEMOTION,
        membership=membership,
        to_tier=to_tier,
        reason=reason,
        source=source,
        rule_versions=rule_versions or {"criteria": criteria_in_force(membership.programme).label},
        safety_ground=safety_ground,
    )


@transaction.atomic
def membership_withdraw(
    *, actor: Actor, membership_id: UUID, code: str = NOT_SAID, why: str = "", expected_version: int | None = None
) -> Membership:
    """Give a membership up; the reason is asked because it tells the programme what fails (R-102).

    `code` is one of the closed list, `why` words beside it. Raises Invalid for a code that is not on the list.
    """
    if code not in REASONS:
        raise refusals.invalid(refusals.WHY_LEAVE, path="code", value=code)
    membership = _checked(actor, membership_id, (), expected_version)
    told = {"withdrawal_code": code, "withdrawal_reason": why[:300], "withdrawn_at": clock.now()}
    return membership_move(actor, membership, "withdraw", {"code": code, "why": why[:300]}, **told)


def movement_record(*, organisation_id: UUID, clean: bool, at: datetime | None = None, count: int = 1) -> int:
    """Count movements of a company's members; gives the number of memberships counted. Call once per movement.

    A tally, not a decision: it writes no entry of the trail, the movement itself has one.
    """
    rows = MovementTally.objects.filter(
        membership__organisation_id=organisation_id, membership__status__in=("active", "suspended")
    )
    return rows.update(
        movements=F("movements") + count,
        clean_movements=F("clean_movements") + (count if clean else 0),
        last_movement_at=at or clock.now(),
    )


def movement_found(*, organisation_id: UUID) -> int:
    """Take one movement out of the clean ones after an audit finding; the count of movements stays."""
    rows = MovementTally.objects.filter(membership__organisation_id=organisation_id, clean_movements__gt=0)
    return rows.update(clean_movements=F("clean_movements") - 1)


def site_visit_record(*, organisation_id: UUID) -> int:
    """Count a signed site visit of both agencies for a company's members; gives the number of memberships counted.

    A tally like the count of movements: the visit itself has its entries in the trail.
    """
    rows = MovementTally.objects.filter(
        membership__organisation_id=organisation_id, membership__status__in=("active", "suspended")
    )
    return rows.update(site_visits=F("site_visits") + 1)


def _checked(actor: Actor, membership_id: UUID, roles: tuple[str, ...], seen: int | None) -> Membership:
    membership_get(actor=actor, membership_id=membership_id)
    membership = membership_locked(membership_id)
    if roles and not actor.has(*roles):
        raise NotAllowed([_ROLE])
    if seen is not None and seen != membership.row_version:
        raise refusals.stale(seen)
    return membership


def _accepted_by_both(membership: Membership, to_tier: str) -> bool:
    """Say whether both agencies accepted a proposal made since the member reached its present tier."""
    made = GraduationProposal.objects.filter(membership=membership, from_tier=membership.tier, to_tier=to_tier)
    return made.filter(created_at__gte=membership.tier_since, status="accepted").exists()


def _gap(label: Text, code: str, value: float) -> ErrorItem:
    return ErrorItem(
        f"ENR_CRITERION_{code}",
        Text(
            "Not met yet: {label_en} (now {value:g}).", "Pas encore rempli : {label_fr} (actuellement {value:g})."
        ).format(label_en=label.en, label_fr=label.fr, value=value),
        path="to_tier",
        value=value,
        fix=Text("The tier opens when every criterion is met.", "Le niveau s'ouvre lorsque chaque critère est rempli."),
    )


_INACTIVE = ErrorItem(
    "ENR_NOT_ACTIVE",
    Text("Only an active membership can rise.", "Seule une adhésion active peut monter."),
    path="status",
    fix=Text("Resolve what holds it back first.", "Réglez d'abord ce qui la retient."),
)
_ROLE = ErrorItem(
    "ENR_ROLE",
    Text(
        "Tiers are changed by vetting officers and auditors.",
        "Les niveaux relèvent des agents de filtrage et des vérificateurs.",
    ),
    fix=Text("Ask a vetting officer.", "Adressez-vous à un agent de filtrage."),
)
_BOTH_DECIDE = refusals.Refusal(
    "ENR_BOTH_DECIDE",
    Text("Both agencies accept before a member rises.", "Les deux organismes acceptent avant qu'un membre monte."),
    Text("Open the proposal, and decide it for your agency.", "Ouvrez la proposition et décidez pour votre organisme."),
)
_NOT_THE_NEXT = refusals.Refusal(
    "ENR_NOT_THE_NEXT_TIER",
    Text("A member rises one tier at a time.", "Un membre monte d'un niveau à la fois."),
    Text("Choose the next tier.", "Choisissez le niveau suivant."),
)
_NOT_LOWER = refusals.Refusal(
    "ENR_NOT_LOWER",
    Text(
        "A demotion leads to a lower tier of the same programme.",
        "Une rétrogradation mène à un niveau inférieur du même programme.",
    ),
    Text("Choose a lower tier.", "Choisissez un niveau inférieur."),
)
