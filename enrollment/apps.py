from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.transitions import (
            APPLICATION,
            CHECK,
            DECISION,
            MEMBERSHIP,
            NEAR_MATCH,
            REVIEW,
            WORKSHEET,
        )
        from portal.workflow.registry import register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(WORKSHEET, "enrollment.VettingWorksheet")
        register(CHECK, "enrollment.VettingCheck")
        register(NEAR_MATCH, "enrollment.NearMatch")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
