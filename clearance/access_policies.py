"""Who may reach the registers of policies; what they may do with a version is decided in the workflow."""

from clearance.domain.policy_workflow import APPETITE_KEYS, LANE_POLICY_KEYS, READERS
from portal.core.access import Roles, Rule

_PORT = Roles("officer.primary", "officer.secondary", "officer.supervisor")

POLICY_ACCESS: dict[str, Rule] = {
    "clearance:policies": Roles(*sorted(READERS)),
    "clearance:lane_policy": Roles(*sorted(READERS)),
    "clearance:lane_policy_new": Roles(*sorted(LANE_POLICY_KEYS)),
    "clearance:lane_policy_act": Roles(*sorted(LANE_POLICY_KEYS)),
    "clearance:appetite": Roles(*sorted(READERS)),
    "clearance:appetite_new": Roles(*sorted(APPETITE_KEYS)),
    "clearance:appetite_act": Roles(*sorted(APPETITE_KEYS)),
    "clearance:port_rules": _PORT,
    "clearance:port_attention": Roles("officer.supervisor"),
    "clearance:port_wait": Roles("officer.primary", "officer.supervisor"),
}
