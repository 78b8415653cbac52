"""Who may reach the registers of policies; what they may do with a version is decided in the workflow."""

from __future__ import annotations

from clearance.domain.policy_workflow import APPETITE_KEYS, LANE_POLICY_KEYS, READERS
from portal.core.access import Roles, Rule
from portal.workflow.access import BorderStaff

_PORT = Roles("officer.primary", "officer.secondary", "officer.supervisor")

POLICY_ACCESS: dict[str, Rule] = {
    "clearance:policies": BorderStaff(READERS),
    "clearance:lane_policy": BorderStaff(READERS),
    "clearance:lane_policy_new": BorderStaff(LANE_POLICY_KEYS),
    "clearance:lane_policy_act": BorderStaff(LANE_POLICY_KEYS),
    "clearance:lane_policy_consult": BorderStaff(LANE_POLICY_KEYS),
    "clearance:appetite_consult": BorderStaff(APPETITE_KEYS),
    "clearance:appetite": BorderStaff(READERS),
    "clearance:appetite_new": BorderStaff(APPETITE_KEYS),
    "clearance:appetite_act": BorderStaff(APPETITE_KEYS),
    "clearance:port_rules": _PORT,
    "clearance:port_attention": Roles("officer.supervisor"),
    "clearance:port_wait": Roles("officer.primary", "officer.supervisor"),
}
