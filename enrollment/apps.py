from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain import transitions as tables
        from enrollment.domain.consultation_comments import COMMENT_EVENTS, CONSULTATION_COMMENT
        from enrollment.domain.consultations import CONSULTATION, CONSULTATION_EVENTS
        from enrollment.domain.desk import DESK_EVENTS
        from enrollment.domain.lookups import LOOKUP_EVENTS
        from enrollment.domain.transitions.interviews import INTERVIEW, INTERVIEW_EVENTS, OFFER, WISH
        from enrollment.domain.transitions.lookups import LOOKUP_REVIEW
        from enrollment.domain.transitions.visits import SITE_VISIT, VISIT_EVENTS
        from portal.workflow.registry import label_events, register

        register(tables.APPLICATION, "enrollment.Application")
        register(tables.REVIEW, "enrollment.AgencyReview")
        register(tables.FEE, "enrollment.Fee")
        register(tables.FEE_WAIVER, "enrollment.FeeWaiver")
        register(tables.INVOICE, "enrollment.Invoice")
        register(tables.PAYMENT, "enrollment.Payment")
        register(tables.MEMBERSHIP, "enrollment.Membership")
        register(tables.DECISION, "enrollment.MembershipDecision")
        register(tables.CRITERIA, "enrollment.CriteriaVersion")
        register(tables.RECOGNITION, "enrollment.Recognition")
        register(tables.GRADUATION, "enrollment.GraduationProposal")
        register(tables.GRADUATION_REVIEW, "enrollment.GraduationReview")
        register(tables.SCHEME_MEMBERSHIP, "enrollment.SchemeMembership")
        register(tables.CREDENTIAL, "enrollment.Credential")
        register(tables.TRAVEL_DOCUMENT, "enrollment.TravelDocument")
        register(tables.CHANGE, "enrollment.ReportedChange")
        register(tables.DISCLOSURE, "enrollment.Disclosure")
        register(tables.ANSWER, "enrollment.DecisionAnswer")
        register(tables.PLAN, "enrollment.CorrectivePlan")
        register(tables.OVERRIDE, "enrollment.SanctionOverride")
        register(tables.SANCTION_MATRIX, "enrollment.SanctionMatrixVersion")
        register(LOOKUP_REVIEW, "enrollment.LookupReview")
        register(tables.DOCUMENT, "enrollment.Document")
        register(tables.WORKSHEET, "enrollment.VettingWorksheet")
        register(tables.CHECK, "enrollment.VettingCheck")
        register(tables.NEAR_MATCH, "enrollment.NearMatch")
        register(tables.STANDARD, "enrollment.VettingStandard")
        register(tables.MUTUAL, "enrollment.MutualRecognition")
        register(INTERVIEW, "enrollment.Interview")
        register(WISH, "enrollment.EarlierWish")
        register(OFFER, "enrollment.SlotOffer")
        register(SITE_VISIT, "enrollment.SiteVisit")
        register(CONSULTATION, "enrollment.Consultation")
        register(CONSULTATION_COMMENT, "enrollment.ConsultationComment")
        label_events(INTERVIEW_EVENTS | VISIT_EVENTS | CONSULTATION_EVENTS | COMMENT_EVENTS)
        label_events(tables.POLICY_EVENTS | tables.RISING_EVENTS | DESK_EVENTS | LOOKUP_EVENTS)
