from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.transitions import (
            APPLICATION,
            CRITERIA,
            DECISION,
            FEE,
            FEE_WAIVER,
            GRADUATION,
            GRADUATION_REVIEW,
            INVOICE,
            MEMBERSHIP,
            PAYMENT,
            POLICY_EVENTS,
            RECOGNITION,
            REVIEW,
            RISING_EVENTS,
            SCHEME_MEMBERSHIP,
        )
        from portal.workflow.registry import label_events, register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(FEE, "enrollment.Fee")
        register(FEE_WAIVER, "enrollment.FeeWaiver")
        register(INVOICE, "enrollment.Invoice")
        register(PAYMENT, "enrollment.Payment")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
        register(CRITERIA, "enrollment.CriteriaVersion")
        register(RECOGNITION, "enrollment.Recognition")
        register(GRADUATION, "enrollment.GraduationProposal")
        register(GRADUATION_REVIEW, "enrollment.GraduationReview")
        register(SCHEME_MEMBERSHIP, "enrollment.SchemeMembership")
        label_events(POLICY_EVENTS | RISING_EVENTS)
