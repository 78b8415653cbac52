from importlib import import_module

from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People and organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts.checks import demo_door
        from portal.accounts.domain.accreditations import ACCREDITATION_EVENTS
        from portal.accounts.domain.idle import IDLE_EVENTS
        from portal.accounts.domain.invitations import INVITATION
        from portal.accounts.domain.transitions import DELEGATION
        from portal.workflow.registry import label_events
        from portal.workflow.registry import register as register_workflow

        register(demo_door, Tags.security)
        register_workflow(DELEGATION, "accounts.Delegation")
        register_workflow(INVITATION, "accounts.Invitation")
        label_events(IDLE_EVENTS | ACCREDITATION_EVENTS)
        import_module("portal.accounts.api.schema")
