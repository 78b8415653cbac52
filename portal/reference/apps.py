from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "portal.reference"
    label = "reference"
    verbose_name = "Reference data"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.reference.domain.transitions import LANE
        from portal.workflow.registry import register

        register(LANE, "reference.Lane")
