from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.transitions import APPLICATION, DECISION, DOCUMENT, MEMBERSHIP, REVIEW
        from portal.workflow.registry import register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
        register(DOCUMENT, "enrollment.Document")
