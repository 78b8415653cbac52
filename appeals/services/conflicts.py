"""Nobody judges what they had a hand in: looked up again at every step that judges (R-80)."""

from __future__ import annotations

from uuid import UUID

from appeals.models import Case, Representative
from appeals.selectors import barred_from
from appeals.selectors.bundles import parties, roots_of, trail_hands
from appeals.services import refusals
from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject


def hands_refresh(*, actor: Actor, case: Case) -> Case:
    """Read the trail and the parties again and keep whoever came to light since; the list only grows."""
    known = set(case.touched)
    found = trail_hands(roots_of(case.record)) | parties(case.organisation_id, case.user_id, case.filed_by_id)
    found |= {str(each) for each in Representative.objects.filter(case=case).values_list("user_id", flat=True)}
    new = sorted(found - known)
    if new:
        case.touched = sorted(known | found)
        case.save(update_fields=["touched"])
        record(
            actor=actor,
            event="appeals.case.hands_found",
            subject=Subject("appeal", case.id),
            body={"people": len(new)},
        )
    return case


def judge_check(*, actor: Actor, case: Case, person: UUID) -> None:
    """Refuse a person who had a hand in what the case contests, is a party or is recused. Raises NotAllowed."""
    if person in barred_from(hands_refresh(actor=actor, case=case)):
        raise refusals.own_cause()
