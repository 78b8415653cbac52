from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "audit.compliance"
    label = "compliance"
    verbose_name = "Post-movement audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.compliance.domain.transitions import AUDIT_CASE
        from portal.core.domain.text import Text
        from portal.workflow.registry import label_events, register

        register(AUDIT_CASE, "compliance.AuditCase")
        label_events(
            {
                "compliance.audit.opened": Text("Audit opened after release", "Vérification ouverte après mainlevée"),
                "compliance.finding.issued": Text("Finding issued", "Constat émis"),
                "compliance.audit.closed_clean": Text("Closed: nothing found", "Clos : rien à signaler"),
            }
        )
