from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "audit.compliance"
    label = "compliance"
    verbose_name = "Post-movement audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.compliance.domain.transitions import AUDIT_CASE
        from audit.compliance.models import AuditCase
        from enrollment.services import by_id_or_number, evidence_kind_register
        from portal.core.domain.text import Text
        from portal.workflow.registry import label_events, register

        register(AUDIT_CASE, "compliance.AuditCase")
        evidence_kind_register("audit_case", by_id_or_number(AuditCase, "number"))
        label_events(
            {
                "compliance.audit.opened": Text("Audit opened after release", "Vérification ouverte après mainlevée"),
                "compliance.finding.issued": Text("Finding issued", "Constat émis"),
                "compliance.audit.closed_clean": Text("Closed: nothing found", "Clos : rien à signaler"),
            }
        )
