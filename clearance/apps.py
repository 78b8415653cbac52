from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "clearance"
    label = "clearance"
    verbose_name = "Filing, targeting, booth and release"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from clearance.domain.transitions import AGENCY_WORKFLOW, INSPECTION_WORKFLOW, PROFILE_WORKFLOW, TRIP_WORKFLOW
        from portal.workflow.registry import register

        register(TRIP_WORKFLOW, "clearance.Trip")
        register(AGENCY_WORKFLOW, "clearance.AgencyLine")
        register(PROFILE_WORKFLOW, "clearance.ThreatProfile")
        register(INSPECTION_WORKFLOW, "clearance.Inspection")
