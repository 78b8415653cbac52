from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    name = "portal.workflow"
    label = "workflow"
    verbose_name = "Workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.workflow.services import edges_sync

        post_migrate.connect(lambda **_: edges_sync(), sender=self, weak=False, dispatch_uid="workflow_edges")
