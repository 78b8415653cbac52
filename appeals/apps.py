from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "appeals"
    label = "appeals"
    verbose_name = "Joint commission"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from appeals.domain.transitions import APPEAL
        from portal.core.domain.text import Text
        from portal.workflow.registry import label_events, register

        register(APPEAL, "appeals.Case")
        label_events(
            {
                "appeals.case.filed": Text("Appeal filed, record attached", "Appel déposé, dossier joint"),
                "appeals.vote.cast": Text("Vote cast", "Vote exprimé"),
                "appeals.panel.assigned": Text("Panel seated", "Formation désignée"),
                "appeals.ruling.issued": Text("Ruling issued", "Décision rendue"),
                "appeals.case.withdrawn": Text("Appeal withdrawn", "Appel retiré"),
            }
        )
