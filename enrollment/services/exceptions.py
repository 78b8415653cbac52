"""A safety ground signed while a decision is stayed, and what the commission's review of it does (R-83)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from enrollment.domain.transitions import DECISION
from enrollment.models import MembershipDecision
from enrollment.services import refusals
from enrollment.services.effects import effect_apply, effect_undo
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply


@transaction.atomic
def decision_except(*, actor: Actor, decision_id: UUID, docket: str, ground: Text) -> MembershipDecision:
    """Put a stayed decision into effect for the time of its appeal, on a safety ground a supervisor signs.

    Raises NotFound, NotAllowed for anybody but a supervisor of the agency that decided, Conflict when not stayed.
    """
    decision = _locked(decision_id)
    if not actor.has("officer.supervisor") or (decision.agency and actor.agency != decision.agency):
        raise refusals.not_allowed(_SIGNS)
    decision = apply(
        workflow=DECISION,
        obj=decision,
        action="resume",
        actor=system_actor("safety exception"),
        subject=Subject("decision", decision.id),
        changes={"safety_ground": ground.as_dict()},
        body={"docket": docket, "signed_by": str(actor.person), "agency": actor.agency},
        organisation_id=decision.organisation_id,
    )
    effect_apply(system_actor("safety exception"), decision)
    return decision


@transaction.atomic
def decision_restay(*, actor: Actor, decision_id: UUID, docket: str) -> MembershipDecision:
    """Stay a decision whose safety ground a member of the commission did not find sound.

    Raises NotFound, NotAllowed for anybody but the commission, Conflict when it is neither announced nor in effect.
    """
    decision = _locked(decision_id)
    if not actor.has("commission.member", "system"):
        raise refusals.not_allowed(_REVIEWS)
    was_in_effect = decision.status == "in_effect"
    decision = apply(
        workflow=DECISION,
        obj=decision,
        action="stay",
        actor=actor,
        subject=Subject("decision", decision.id),
        changes={"docket": docket},
        body={"docket": docket, "safety_ground": "not sound"},
        organisation_id=decision.organisation_id,
    )
    if was_in_effect:
        effect_undo(actor, decision, action="stay")
    return decision


def _locked(decision_id: UUID) -> MembershipDecision:
    decision = MembershipDecision.objects.select_for_update().filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    return decision


_SIGNS = refusals.Refusal(
    "ENR_ROLE",
    Text(
        "A safety ground is signed by a supervisor of the agency that decided.",
        "Un motif de sécurité est signé par un superviseur de l'organisme qui a décidé.",
    ),
    Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
_REVIEWS = refusals.Refusal(
    "ENR_ROLE",
    Text("A safety ground is reviewed by the commission.", "Un motif de sécurité est examiné par la commission."),
    Text("Wait for its review.", "Attendez son examen."),
)
