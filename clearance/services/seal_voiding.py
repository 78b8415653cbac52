"""A clearance holds as long as the seal it was given under: when that ends, so does the clearance (R-59, R-60)."""

from __future__ import annotations

from clearance.domain.prior.workflow import CLEARED, PRIOR_WORKFLOW, VOID
from clearance.domain.seals.anomalies import CHANGED, REVIEW
from clearance.models import PriorClearance, SealAlert, SealRecord
from clearance.services.seal_alerts import alert_found
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

SEALS = system_actor("seals")


def clearances_end(actor: Actor, seal: SealRecord, why: Text) -> int:
    """End what was cleared under the seal, and put a movement that rests on it in review; gives how many ended.

    The system ends them, whoever touched the seal: they may belong to another agency.
    """
    ended = 0
    for prior in PriorClearance.objects.select_for_update().filter(seal=seal, status=CLEARED):
        apply(
            workflow=PRIOR_WORKFLOW,
            obj=prior,
            action="void",
            actor=SEALS,
            subject=Subject("prior_clearance", prior.id),
            changes={"ended_why": f"{seal.number}: {why.en} / {why.fr}"[:500]},
            body={"token": prior.token, "seal": seal.number, "by": actor.name, "to": VOID},
            organisation_id=prior.organisation_id,
        )
        ended += 1
    if ended and not SealAlert.objects.filter(seal=seal, weight=REVIEW, closed_at=None).exists():
        alert_found(actor, seal, CHANGED, None)
    return ended
