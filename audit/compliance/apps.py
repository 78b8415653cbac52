from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from enrollment.domain.lookups import Looked
    from portal.core.domain.actors import Actor


class ComplianceConfig(AppConfig):
    name = "audit.compliance"
    label = "compliance"
    verbose_name = "Post-movement audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.compliance.domain.facility_visits import FACILITY_VISIT, VISIT_EVENTS
        from audit.compliance.domain.ledger_shortfall import BENEFIT_SHORTFALL, SHORTFALL_EVENTS
        from audit.compliance.domain.signals import SIGNAL, SIGNAL_EVENTS
        from audit.compliance.domain.transitions import AUDIT_CASE, AUDIT_EVENTS
        from audit.compliance.models import AuditCase, FacilityVisit
        from audit.compliance.selectors.cases import documents_held
        from enrollment.domain.lookups import AUDIT, register_occasion
        from enrollment.services import by_id_or_number, document_hold_register, evidence_kind_register
        from portal.workflow.registry import label_events, register

        register_occasion("audit", AUDIT, _case_open)
        register(AUDIT_CASE, "compliance.AuditCase")
        register(BENEFIT_SHORTFALL, "compliance.BenefitShortfall")
        register(SIGNAL, "compliance.Signal")
        register(FACILITY_VISIT, "compliance.FacilityVisit")
        evidence_kind_register("audit_case", by_id_or_number(AuditCase, "number"))
        evidence_kind_register("facility_visit", by_id_or_number(FacilityVisit, "number"))
        document_hold_register(documents_held)
        label_events(AUDIT_EVENTS | SHORTFALL_EVENTS | SIGNAL_EVENTS | VISIT_EVENTS)


def _case_open(actor: Actor, looked: Looked) -> bool:
    """An undecided audit of the company explains a look-up by those who read the case (R-13)."""
    from audit.compliance.selectors import audit_case_undecided

    if looked.organisation_id is None:
        return False
    return audit_case_undecided(actor=actor).filter(organisation_id=looked.organisation_id).exists()
