"""A finding with its reason, and the sanction the matrix gives for it (R-10, R-37, R-77)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.compliance.domain.transitions import AUDIT_CASE
from audit.compliance.models import AuditCase, Finding
from audit.compliance.selectors import audit_case_get
from clearance.services.overturning import movement_overturned
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.sanctions import STEP_LABELS
from enrollment.selectors import membership_of_organisation
from enrollment.services import audit_notice_end, movement_found, sanction_apply
from portal.core import clock, ids
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

APPEAL = Text(
    "If a decision on your membership follows, you can appeal it to the joint commission within 30 days; "
    "filing stays a demotion.",
    "Si une décision touchant votre adhésion s'ensuit, vous pouvez en appeler à la commission mixte dans les "
    "30 jours; le dépôt suspend une rétrogradation.",
)


@transaction.atomic
def finding_issue(
    *, actor: Actor, case_id: UUID, infraction: str, harm: str, text: Text, fix: Text, expected_version: int
) -> Finding:
    """Issue the finding of an open audit and apply the sanction of the matrix in the same transaction.

    Raises Invalid for an unknown class or harm, or a reason that lacks a part.
    """
    case = audit_case_get(actor=actor, case_id=case_id)
    _check(infraction, harm)
    reason = Reason(f"FINDING_{infraction}", text, f"audit_case:{case.number}", fix, APPEAL).check()
    finding_id = ids.uuid7()
    case = apply(
        workflow=AUDIT_CASE,
        obj=case,
        action="issue_finding",
        actor=actor,
        subject=Subject("audit_case", case.id),
        expected_version=expected_version,
        body={"finding": str(finding_id), "infraction": infraction, "harm": harm},
        organisation_id=case.organisation_id,
    )
    sanction, decision_id = _sanction(actor, case, infraction, harm, reason, Subject("finding", finding_id))
    finding = Finding.objects.create(
        id=finding_id,
        case=case,
        infraction=infraction,
        harm=harm,
        reason=reason.as_dict(),
        sanction=sanction,
        decision_id=decision_id,
        auditor_id=actor.person,
        auditor_name=actor.name,
        agency=actor.agency,
        issued_at=clock.now(),
    )
    movement_found(organisation_id=case.organisation_id)
    audit_notice_end(actor=actor, source=Subject("audit_case", case.id))
    _tell(actor, case, finding, reason)
    return finding


def _check(infraction: str, harm: str) -> None:
    items = [
        ErrorItem("CMP_CHOICE", CHOOSE, path=path, value=value)
        for path, value, known in (("infraction", infraction, INFRACTIONS), ("harm", harm, HARMS))
        if value not in known
    ]
    if items:
        raise Invalid(items)


def _sanction(
    actor: Actor, case: AuditCase, infraction: str, harm: str, reason: Reason, source: Subject
) -> tuple[dict[str, object], UUID | None]:
    membership = membership_of_organisation(case.organisation_id, programme="FAST_CARRIER", at=clock.now())
    if membership is None:
        return {"step": "none", "points": 0}, None
    result = sanction_apply(
        actor=actor, membership_id=membership.id, infraction=infraction, harm=harm, reason=reason, source=source
    )
    return {"step": result.step, "points": result.points}, result.decision_id


def _tell(actor: Actor, case: AuditCase, finding: Finding, reason: Reason) -> None:
    step = STEP_LABELS.get(str(finding.sanction["step"]), NO_MEMBERSHIP)
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="finding",
        title=Text(f"Finding of audit {case.number}", f"Constat de la vérification {case.number}"),
        body=Text(
            f"Trip {case.trip_number}: {INFRACTIONS[finding.infraction].label.en}. Outcome: {step.en}.",
            f"Voyage {case.trip_number} : {INFRACTIONS[finding.infraction].label.fr}. Suite donnée : {step.fr}.",
        ),
        subject=Subject("finding", finding.id),
        reason=reason,
        link=f"/audit/case/{case.id}/",
    )


CHOOSE = Text("Choose one of the values of the list.", "Choisissez une des valeurs de la liste.")
NO_MEMBERSHIP = Text("no membership concerned", "aucune adhésion touchée")


def finding_set_aside(*, actor: Actor, decision_id: UUID, docket: str) -> Finding | None:
    """Tell the movement that its finding did not stand before the commission; None when no finding led to the decision."""
    finding = Finding.objects.select_related("case").filter(decision_id=decision_id).first()
    if finding is not None:
        movement_overturned(actor=actor, trip_id=finding.case.trip_id, docket=docket)
    return finding
