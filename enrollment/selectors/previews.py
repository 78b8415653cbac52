"""What the matrix would do to a member, before anybody signs: step, points, tier, what moves out of reach (R-10, R-77)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from enrollment.domain import sanctions
from enrollment.domain.criteria import CriterionState, evaluate
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.sanction_matrix import Matrix
from enrollment.domain.sanctions import Sanction
from enrollment.domain.tiers import NO_TIER, tier_above, tier_below
from enrollment.models import CorrectivePlan, Disclosure, Membership
from enrollment.selectors.criteria import criteria_in_force
from enrollment.selectors.matrix import matrix_in_force
from enrollment.selectors.memberships import member_facts, sanctions_counting

NEAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SanctionPreview:
    """What would follow if the finding were signed now. `newly_unmet` are criteria of `next_tier` that would be lost."""

    sanction: Sanction
    matrix_version: str
    tier_before: str
    tier_after: str
    points_before: int
    points_after: int
    counts_until: datetime
    next_tier: str
    newly_unmet: tuple[CriterionState, ...]
    pause_days: int = 0
    plan_days: int = 0
    disclosure: str = ""

    @property
    def tier_falls(self) -> bool:
        return self.tier_after != self.tier_before


def sanction_preview(
    *, membership: Membership, infraction: str, harm: str, at: datetime, disclosure: Disclosure | None = None
) -> SanctionPreview:
    """Ask the matrix in force, with the member's history, and hold the result against the criteria: five queries.

    With the member's own `disclosure` of the same error the answer is the one for what was told in time (R-44).
    """
    matrix = matrix_in_force()
    counting = sanctions_counting(membership.id, at)
    found = sanctions.resolve(
        infraction=infraction,
        harm=harm,
        earlier=counting.filter(infraction=infraction, voluntary=False).count(),
        programme=PROGRAMMES[membership.programme],
        tier=membership.tier,
        voluntary=disclosure is not None and disclosure.in_time,
        matrix=matrix,
    )
    return _held_against_criteria(membership, found, matrix, harm, at, disclosure)


def _held_against_criteria(
    membership: Membership, found: Sanction, matrix: Matrix, harm: str, at: datetime, disclosure: Disclosure | None
) -> SanctionPreview:
    before = member_facts(membership, at)
    plan = found.step == sanctions.CORRECTIVE_PLAN
    after = replace(
        before,
        points=before.points + found.points,
        open_plans=before.open_plans + int(plan),
        clean_movements=max(0, before.clean_movements - int(disclosure is None)),
    )
    tier = _tier_after(membership.tier, found.step)
    target = tier_above(membership.tier) or ""
    criteria = criteria_in_force(membership.programme, at).at(target) if target else ()
    met = {state.criterion.code for state in evaluate(criteria, before) if state.met}
    return SanctionPreview(
        sanction=found,
        matrix_version=matrix.version,
        tier_before=membership.tier,
        tier_after=tier,
        points_before=before.points,
        points_after=after.points,
        counts_until=sanctions.decays_at(harm, at, matrix),
        next_tier=target,
        newly_unmet=tuple(
            state for state in evaluate(criteria, after) if not state.met and state.criterion.code in met
        ),
        pause_days=matrix.pause_days if found.step == sanctions.LANE_PAUSE else 0,
        plan_days=matrix.plan_days if plan else 0,
        disclosure=disclosure.number if disclosure else "",
    )


def _tier_after(tier: str, step: str) -> str:
    """A suspended or revoked member has no lane privilege; a demotion is one tier down."""
    if step == sanctions.DEMOTION:
        return tier_below(tier)
    return NO_TIER if step in (sanctions.SUSPENSION, sanctions.REVOCATION) else tier


def disclosure_covering(
    *, membership_id: UUID, infraction: str, occurred_on: date, before: datetime
) -> Disclosure | None:
    """Give the member's own report of this error, told in time and before `before`: same class, same day or the next.

    What was told twice counts as the one decided first. None when nothing was told (R-44).
    """
    rows = Disclosure.objects.filter(
        membership_id=membership_id,
        infraction=infraction,
        occurred_on__range=(occurred_on - NEAR, occurred_on + NEAR),
        in_time=True,
        status__in=("filed", "accepted"),
        created_at__lt=before,
    )
    return rows.select_related("entry").order_by("status", "created_at").first()


def plan_of_entry(entry_id: UUID) -> UUID | None:
    """Give the corrective plan an entry of the register asks for; None when it asks for none."""
    return CorrectivePlan.objects.filter(entry_id=entry_id).values_list("id", flat=True).first()
