from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.desk import DESK_EVENTS
        from enrollment.domain.lookups import LOOKUP_EVENTS
        from enrollment.domain.transitions import APPLICATION, DECISION, MEMBERSHIP, REVIEW
        from enrollment.domain.transitions.lookups import LOOKUP_REVIEW
        from portal.workflow.registry import label_events, register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
        register(LOOKUP_REVIEW, "enrollment.LookupReview")
        label_events(DESK_EVENTS | LOOKUP_EVENTS)
