from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "appeals"
    label = "appeals"
    verbose_name = "Joint commission"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from appeals.domain.changes import CHANGE
        from appeals.domain.complaints import COMPLAINT
        from appeals.domain.events import EVENTS
        from appeals.domain.gists import GIST
        from appeals.domain.hearings import HEARINGS
        from appeals.domain.joinders import JOINDER
        from appeals.domain.publication import PUBLICATION
        from appeals.domain.recommendations import RESPONSE
        from appeals.domain.review_comments import REVIEW_COMMENT
        from appeals.domain.reviews import PROGRAMME_REVIEW
        from appeals.domain.stays import STAY
        from appeals.domain.transitions import APPEAL
        from portal.workflow.registry import label_events, register

        register(APPEAL, "appeals.Case")
        register(COMPLAINT, "appeals.Complaint")
        register(STAY, "appeals.Stay")
        register(PUBLICATION, "appeals.Publication")
        register(CHANGE, "appeals.ChangeRequest")
        register(PROGRAMME_REVIEW, "appeals.ProgrammeReview")
        register(REVIEW_COMMENT, "appeals.ReviewComment")
        register(RESPONSE, "appeals.RecommendationResponse")
        register(HEARINGS, "appeals.Hearing")
        register(GIST, "appeals.Gist")
        register(JOINDER, "appeals.Joinder")
        label_events(EVENTS)
