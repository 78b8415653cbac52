"""A finding under both keys with its reason, and the sanction the matrix gives for it (R-10, R-37, R-44, R-77)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.reports import Draft
from audit.compliance.models import AuditCase, Finding, Report
from audit.compliance.selectors.cases import PROGRAMME
from clearance.services.overturning import movement_overturned
from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.sanctions import STEP_LABELS
from enrollment.selectors import disclosure_covering, membership_of_organisation, plan_of_entry
from enrollment.services import SanctionResult, audit_notice_end, disclosure_accept, movement_found, sanction_apply
from portal.core import clock, ids
from portal.core.domain.actors import Actor
from portal.core.domain.formatting import date_words
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send

APPEAL = Text(
    "If a decision on your membership follows, you can appeal it to the joint commission within 30 days; "
    "filing stays a demotion.",
    "Si une décision touchant votre adhésion s'ensuit, vous pouvez en appeler à la commission mixte dans les "
    "30 jours; le dépôt suspend une rétrogradation.",
)


def reason_of(case: AuditCase, draft: Draft) -> Reason:
    """Give the reason a finding would carry: the facts, the case as evidence, how to put it right and by when."""
    facts, remedy = draft.sections["facts"], draft.sections["remedy"]
    fix = remedy
    if draft.fix_by is not None:
        fix = Text(
            f"{remedy.en} By {date_words(draft.fix_by, 'en')}.",
            f"{remedy.fr} Au plus tard le {date_words(draft.fix_by, 'fr')}.",
        )
    return Reason(f"FINDING_{draft.infraction}", facts, f"audit_case:{case.number}", fix, APPEAL)


def finding_enter(*, actor: Actor, case: AuditCase, report: Report, draft: Draft) -> Finding:
    """Enter the finding of a case both agencies have signed, and apply the sanction of the matrix with it.

    An error the member had told before the audit was opened counts as told: the matrix answers with that, once.
    """
    reason = reason_of(case, draft).check()
    finding_id = ids.uuid7()
    result = _sanction(actor, case, draft, reason, Subject("finding", finding_id))
    finding = Finding.objects.create(
        id=finding_id,
        case=case,
        infraction=draft.infraction,
        harm=draft.harm,
        reason=reason.as_dict(),
        cause=draft.sections["cause"].as_dict(),
        amount=draft.amount,
        currency=draft.currency,
        fix_by=draft.fix_by,
        digest=report.digest,
        issued_at=clock.now(),
        **result,
    )
    if not finding.disclosure and case.trip_id is not None:
        movement_found(organisation_id=case.organisation_id)
    audit_notice_end(actor=actor, source=Subject("audit_case", case.id))
    _tell(actor, case, finding, reason)
    return finding


def _sanction(actor: Actor, case: AuditCase, draft: Draft, reason: Reason, source: Subject) -> dict[str, Any]:
    membership = membership_of_organisation(case.organisation_id, programme=PROGRAMME, at=clock.now())
    if membership is None:
        return {"sanction": {"step": "none", "points": 0}}
    told = disclosure_covering(
        membership_id=membership.id,
        infraction=draft.infraction,
        occurred_on=case.released_on or case.opened_at.date(),
        before=case.opened_at,
    )
    if told is None:
        applied = sanction_apply(
            actor=actor,
            membership_id=membership.id,
            infraction=draft.infraction,
            harm=draft.harm,
            reason=reason,
            source=source,
        )
        return _given(applied)
    if told.entry is None:
        accepted = disclosure_accept(actor=actor, disclosure_id=told.id, harm=draft.harm, fix=reason.fix)
        return _given(accepted) | {"disclosure": told.number}
    entry = told.entry
    return {
        "sanction": {"step": entry.step, "points": entry.points, "history": entry.history, "softened": entry.softened},
        "decision_id": entry.decision_id,
        "plan_id": plan_of_entry(entry.id),
        "disclosure": told.number,
    }


def _given(result: SanctionResult) -> dict[str, Any]:
    return {
        "sanction": {
            "step": result.step,
            "points": result.points,
            "history": result.history,
            "softened": result.softened,
        },
        "decision_id": result.decision_id,
        "plan_id": plan_of_entry(result.entry_id),
    }


def _tell(actor: Actor, case: AuditCase, finding: Finding, reason: Reason) -> None:
    step = STEP_LABELS.get(str(finding.sanction["step"]), NO_MEMBERSHIP)
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="finding",
        title=Text(f"Finding of audit {case.number}", f"Constat de la vérification {case.number}"),
        body=Text(
            f"About {case.about.en}: {INFRACTIONS[finding.infraction].label.en}. Outcome: {step.en}.",
            f"Au sujet de {case.about.fr} : {INFRACTIONS[finding.infraction].label.fr}. Suite donnée : {step.fr}.",
        ),
        subject=Subject("finding", finding.id),
        reason=reason,
        link=f"/audit/case/{case.id}/",
    )


NO_MEMBERSHIP = Text("no membership concerned", "aucune adhésion touchée")


@transaction.atomic
def finding_set_aside(*, actor: Actor, decision_id: UUID, docket: str) -> Finding | None:
    """Tell the movement that its finding did not stand before the commission; None when no finding led to the decision."""
    finding = Finding.objects.select_related("case").filter(decision_id=decision_id).first()
    if finding is not None and finding.case.trip_id is not None:
        movement_overturned(actor=actor, trip_id=finding.case.trip_id, docket=docket)
    return finding
