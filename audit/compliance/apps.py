from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "audit.compliance"
    label = "compliance"
    verbose_name = "Post-movement audit"
    default_auto_field = "django.db.models.BigAutoField"
