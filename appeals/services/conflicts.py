"""Nobody judges what they had a hand in: looked up again at every step that judges (R-80)."""

from __future__ import annotations

from uuid import UUID

from appeals.models import Case, Representative
from appeals.selectors import barred_from, joinder_of, joined_cases
from appeals.selectors.bundles import parties, roots_of, trail_hands
from appeals.services import refusals
from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem
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
    """Refuse a person who had a hand in what the case, or one joined with it, contests, is a party or is recused.

    Raises NotAllowed.
    """
    for each in joined_cases(case):
        hands_refresh(actor=actor, case=each)
    if person in barred_from(case):
        raise refusals.own_cause()


def cases_led(case: Case) -> list[Case]:
    """Give the cases that an act on the lead is done to, the lead first. Raises Conflict in a case another one leads."""
    joinder = joinder_of(case)
    if joinder is not None and joinder.lead_id != case.pk:
        message = refusals.LED.format(docket=joinder.lead.docket)
        raise Conflict([ErrorItem("APL_JOINED", message, value=joinder.lead.docket, fix=refusals.LED_FIX)])
    return joined_cases(case)
