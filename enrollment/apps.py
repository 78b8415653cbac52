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
            GRADUATION,
            GRADUATION_REVIEW,
            MEMBERSHIP,
            POLICY_EVENTS,
            RECOGNITION,
            REVIEW,
            RISING_EVENTS,
            SCHEME_MEMBERSHIP,
        )
        from enrollment.life_workflows import LIFE
        from portal.workflow.registry import label_events, register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
        register(CRITERIA, "enrollment.CriteriaVersion")
        register(RECOGNITION, "enrollment.Recognition")
        register(GRADUATION, "enrollment.GraduationProposal")
        register(GRADUATION_REVIEW, "enrollment.GraduationReview")
        register(SCHEME_MEMBERSHIP, "enrollment.SchemeMembership")
        label_events(POLICY_EVENTS | RISING_EVENTS)
        for workflow, model in LIFE:
            register(workflow, model)
