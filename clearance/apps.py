from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "clearance"
    label = "clearance"
    verbose_name = "Filing, targeting, booth and release"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from clearance.domain.after_action import AFTER_EVENTS
        from clearance.domain.desk_events import DESK_EVENTS
        from clearance.domain.events import PUBLIC_EVENTS
        from clearance.domain.gateway_workflow import GATEWAY_EVENTS
        from clearance.domain.officer_events import OFFICER_EVENTS
        from clearance.domain.partners.order_workflow import ORDER_EVENTS, REQUEST_EVENTS
        from clearance.domain.policy_workflow import POLICY_EVENTS
        from clearance.domain.simulation_workflow import SIMULATION_EVENTS
        from clearance.domain.transitions import (
            AFTER_ACTION,
            AGENCY_WORKFLOW,
            APPETITE_WORKFLOW,
            ENDPOINT_WORKFLOW,
            INBOUND_WORKFLOW,
            INSPECTION_WORKFLOW,
            LANE_POLICY_WORKFLOW,
            MESSAGE_WORKFLOW,
            ORDER_WORKFLOW,
            OUTAGE_WORKFLOW,
            PROFILE_WORKFLOW,
            REQUEST_WORKFLOW,
            SIMULATION_WORKFLOW,
            TRIP_WORKFLOW,
        )
        from portal.workflow.registry import label_events, register

        register(TRIP_WORKFLOW, "clearance.Trip")
        register(AGENCY_WORKFLOW, "clearance.AgencyLine")
        register(PROFILE_WORKFLOW, "clearance.ThreatProfile")
        register(INSPECTION_WORKFLOW, "clearance.Inspection")
        register(AFTER_ACTION, "clearance.AfterAction")
        register(MESSAGE_WORKFLOW, "clearance.AgencyMessage")
        register(INBOUND_WORKFLOW, "clearance.InboundMessage")
        register(ENDPOINT_WORKFLOW, "clearance.AgencyEndpoint")
        register(OUTAGE_WORKFLOW, "clearance.Outage")
        register(ORDER_WORKFLOW, "clearance.DelegationOrder")
        register(REQUEST_WORKFLOW, "clearance.AgencyRequest")
        register(SIMULATION_WORKFLOW, "clearance.Simulation")
        register(LANE_POLICY_WORKFLOW, "clearance.LanePolicyVersion")
        register(APPETITE_WORKFLOW, "clearance.AppetiteRecord")
        label_events(GATEWAY_EVENTS | POLICY_EVENTS)
        label_events(DESK_EVENTS | SIMULATION_EVENTS)
        label_events(ORDER_EVENTS | REQUEST_EVENTS)
        label_events(PUBLIC_EVENTS | OFFICER_EVENTS | AFTER_EVENTS)
        _register_seals()
        _register_lookouts()
        _register_loops()
        _register_occasions()
        _register_evidence()


def _register_seals() -> None:
    """Seals, clearances before the booth and protocols between agencies."""
    from clearance.domain.prior import PRIOR_EVENTS, PRIOR_WORKFLOW, PROTOCOL_EVENTS, PROTOCOL_WORKFLOW
    from clearance.domain.prior.accreditation import ACCREDITATION_EVENTS, ACCREDITATION_WORKFLOW
    from clearance.domain.seals import SEAL_EVENTS, SEAL_WORKFLOW
    from portal.workflow.registry import label_events, register

    register(SEAL_WORKFLOW, "clearance.SealRecord")
    register(PRIOR_WORKFLOW, "clearance.PriorClearance")
    register(PROTOCOL_WORKFLOW, "clearance.InspectionProtocol")
    register(ACCREDITATION_WORKFLOW, "clearance.SiteAccreditation")
    label_events(SEAL_EVENTS | PRIOR_EVENTS | PROTOCOL_EVENTS | ACCREDITATION_EVENTS)


def _register_lookouts() -> None:
    """Look-outs, what they met, and the events of random draws."""
    from clearance.domain.lookouts.workflow import LOOKOUT_EVENTS, LOOKOUT_WORKFLOW, MATCH_WORKFLOW
    from portal.workflow.registry import label_events, register

    register(LOOKOUT_WORKFLOW, "clearance.Lookout")
    register(MATCH_WORKFLOW, "clearance.LookoutMatch")
    label_events(LOOKOUT_EVENTS)


def _register_loops() -> None:
    """Value-chain loops and their events."""
    from clearance.domain.loops import LOOP_EVENTS, LOOP_WORKFLOW
    from portal.workflow.registry import label_events, register

    register(LOOP_WORKFLOW, "clearance.ValueChainLoop")
    label_events(LOOP_EVENTS)


def _register_occasions() -> None:
    """A movement in hand explains a look-up of the member behind it (R-13)."""
    from enrollment.domain.lookups import CROSSING, Looked, register_occasion
    from portal.core.domain.actors import Actor

    def movement(actor: Actor, looked: Looked) -> bool:
        from clearance.selectors.movements import movement_open

        return movement_open(actor, looked)

    register_occasion("movement", CROSSING, movement)


def _register_evidence() -> None:
    """Records of this app that an adverse letter of a membership may rest on (R-37)."""
    from clearance.models import Inspection, SealRecord, Trip
    from enrollment.services import by_id_or_number, evidence_kind_register

    evidence_kind_register("trip", by_id_or_number(Trip))
    evidence_kind_register("inspection", by_id_or_number(Inspection))
    evidence_kind_register("seal", by_id_or_number(SealRecord, "number"))
