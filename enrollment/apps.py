from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    label = "enrollment"
    verbose_name = "Programmes, memberships and sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enrollment.domain import transitions as tables
        from portal.workflow.registry import register

        register(tables.APPLICATION, "enrollment.Application")
        register(tables.REVIEW, "enrollment.AgencyReview")
        register(tables.MEMBERSHIP, "enrollment.Membership")
        register(tables.DECISION, "enrollment.MembershipDecision")
        register(tables.CREDENTIAL, "enrollment.Credential")
        register(tables.TRAVEL_DOCUMENT, "enrollment.TravelDocument")
        register(tables.CHANGE, "enrollment.ReportedChange")
        register(tables.DISCLOSURE, "enrollment.Disclosure")
        register(tables.ANSWER, "enrollment.DecisionAnswer")
        register(tables.PLAN, "enrollment.CorrectivePlan")
        register(tables.OVERRIDE, "enrollment.SanctionOverride")
        register(tables.SANCTION_MATRIX, "enrollment.SanctionMatrixVersion")
