"""Every workflow of clearance, for registration and for the pages and tests that walk them."""

from clearance.domain.after_action import AFTER_ACTION
from clearance.domain.agency_workflow import (
    AGENCY_WORKFLOW,
    joint_outcome,
    open_agencies,
    release_refusal,
)
from clearance.domain.gateway_workflow import (
    ENDPOINT_WORKFLOW,
    INBOUND_WORKFLOW,
    MESSAGE_WORKFLOW,
    OUTAGE_WORKFLOW,
)
from clearance.domain.lookouts.workflow import LOOKOUT_WORKFLOW, MATCH_WORKFLOW
from clearance.domain.loops.workflow import LOOP_WORKFLOW
from clearance.domain.partners.order_workflow import ORDER_WORKFLOW, REQUEST_WORKFLOW
from clearance.domain.policy_workflow import APPETITE_WORKFLOW, LANE_POLICY_WORKFLOW
from clearance.domain.prior.workflow import PRIOR_WORKFLOW, PROTOCOL_WORKFLOW
from clearance.domain.profile_workflow import INSPECTION_WORKFLOW, PROFILE_WORKFLOW
from clearance.domain.seals.workflow import SEAL_WORKFLOW
from clearance.domain.simulation_workflow import SIMULATION_WORKFLOW
from clearance.domain.trip_workflow import TRIP_WORKFLOW

WORKFLOWS = (
    TRIP_WORKFLOW,
    AGENCY_WORKFLOW,
    PROFILE_WORKFLOW,
    LANE_POLICY_WORKFLOW,
    APPETITE_WORKFLOW,
    INSPECTION_WORKFLOW,
    MESSAGE_WORKFLOW,
    INBOUND_WORKFLOW,
    ENDPOINT_WORKFLOW,
    OUTAGE_WORKFLOW,
    ORDER_WORKFLOW,
    REQUEST_WORKFLOW,
    SIMULATION_WORKFLOW,
    SEAL_WORKFLOW,
    PRIOR_WORKFLOW,
    PROTOCOL_WORKFLOW,
    LOOKOUT_WORKFLOW,
    MATCH_WORKFLOW,
    LOOP_WORKFLOW,
    AFTER_ACTION,
)

__all__ = [
    "AFTER_ACTION",
    "AGENCY_WORKFLOW",
    "APPETITE_WORKFLOW",
    "ENDPOINT_WORKFLOW",
    "INBOUND_WORKFLOW",
    "INSPECTION_WORKFLOW",
    "LANE_POLICY_WORKFLOW",
    "LOOKOUT_WORKFLOW",
    "LOOP_WORKFLOW",
    "MATCH_WORKFLOW",
    "MESSAGE_WORKFLOW",
    "ORDER_WORKFLOW",
    "OUTAGE_WORKFLOW",
    "PRIOR_WORKFLOW",
    "PROFILE_WORKFLOW",
    "PROTOCOL_WORKFLOW",
    "REQUEST_WORKFLOW",
    "SEAL_WORKFLOW",
    "SIMULATION_WORKFLOW",
    "TRIP_WORKFLOW",
    "WORKFLOWS",
    "joint_outcome",
    "open_agencies",
    "release_refusal",
]
