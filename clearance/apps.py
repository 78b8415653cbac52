from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "clearance"
    label = "clearance"
    verbose_name = "Filing, targeting, booth and release"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from clearance.domain.events import PUBLIC_EVENTS
        from clearance.domain.officer_events import OFFICER_EVENTS
        from clearance.domain.transitions import AGENCY_WORKFLOW, INSPECTION_WORKFLOW, PROFILE_WORKFLOW, TRIP_WORKFLOW
        from portal.workflow.registry import label_events, register

        register(TRIP_WORKFLOW, "clearance.Trip")
        register(AGENCY_WORKFLOW, "clearance.AgencyLine")
        register(PROFILE_WORKFLOW, "clearance.ThreatProfile")
        register(INSPECTION_WORKFLOW, "clearance.Inspection")
        label_events(PUBLIC_EVENTS | OFFICER_EVENTS)
