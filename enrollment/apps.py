from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.transitions import (
            APPLICATION,
            DECISION,
            FEE,
            FEE_WAIVER,
            INVOICE,
            MEMBERSHIP,
            PAYMENT,
            REVIEW,
        )
        from portal.workflow.registry import register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(FEE, "enrollment.Fee")
        register(FEE_WAIVER, "enrollment.FeeWaiver")
        register(INVOICE, "enrollment.Invoice")
        register(PAYMENT, "enrollment.Payment")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
