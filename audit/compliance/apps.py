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
        from audit.compliance.domain.ledger_shortfall import BENEFIT_SHORTFALL
        from audit.compliance.domain.transitions import AUDIT_CASE
        from audit.compliance.models import AuditCase
        from enrollment.domain.lookups import AUDIT, register_occasion
        from enrollment.services import by_id_or_number, evidence_kind_register
        from portal.core.domain.text import Text
        from portal.workflow.registry import label_events, register

        register_occasion("audit", AUDIT, _case_open)
        register(AUDIT_CASE, "compliance.AuditCase")
        register(BENEFIT_SHORTFALL, "compliance.BenefitShortfall")
        evidence_kind_register("audit_case", by_id_or_number(AuditCase, "number"))
        label_events(
            {
                "compliance.audit.opened": Text("Audit opened after release", "Vérification ouverte après mainlevée"),
                "compliance.shortfall.opened": Text("Benefit shortfall found", "Avantage insuffisant constaté"),
                "compliance.finding.issued": Text("Finding issued", "Constat émis"),
                "compliance.audit.closed_clean": Text("Closed: nothing found", "Clos : rien à signaler"),
            }
        )


def _case_open(actor: Actor, looked: Looked) -> bool:
    """An open audit of the company explains a look-up by those who read the case (R-13)."""
    from audit.compliance.selectors import audit_case_list

    if looked.organisation_id is None:
        return False
    return audit_case_list(actor=actor, status="open").filter(organisation_id=looked.organisation_id).exists()
