from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain.transitions import APPLICATION, DECISION, MEMBERSHIP, REVIEW
        from enrollment.domain.transitions.interviews import INTERVIEW, INTERVIEW_EVENTS, OFFER, WISH
        from enrollment.domain.transitions.visits import SITE_VISIT, VISIT_EVENTS
        from portal.workflow.registry import label_events, register

        register(APPLICATION, "enrollment.Application")
        register(REVIEW, "enrollment.AgencyReview")
        register(MEMBERSHIP, "enrollment.Membership")
        register(DECISION, "enrollment.MembershipDecision")
        register(INTERVIEW, "enrollment.Interview")
        register(WISH, "enrollment.EarlierWish")
        register(OFFER, "enrollment.SlotOffer")
        register(SITE_VISIT, "enrollment.SiteVisit")
        label_events(INTERVIEW_EVENTS | VISIT_EVENTS)
