"""Who may reach the registers of policies; what they may do with a version is decided in the workflow."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.domain.policy_workflow import APPETITE_KEYS, LANE_POLICY_KEYS, READERS
from portal.core.access import Roles, Rule
from portal.core.domain.actors import Actor
from portal.workflow.domain.two_keys import AGENCIES


@dataclass(frozen=True, slots=True)
class BorderStaff(Rule):
    """Officers of the two border agencies in these roles, and staff of the service; no other agency."""

    roles: frozenset[str]

    def allows(self, actor: Actor | None) -> bool:
        if actor is None or not actor.has(*self.roles):
            return False
        return actor.kind != "officer" or actor.agency in AGENCIES


_PORT = Roles("officer.primary", "officer.secondary", "officer.supervisor")

POLICY_ACCESS: dict[str, Rule] = {
    "clearance:policies": BorderStaff(READERS),
    "clearance:lane_policy": BorderStaff(READERS),
    "clearance:lane_policy_new": BorderStaff(LANE_POLICY_KEYS),
    "clearance:lane_policy_act": BorderStaff(LANE_POLICY_KEYS),
    "clearance:appetite": BorderStaff(READERS),
    "clearance:appetite_new": BorderStaff(APPETITE_KEYS),
    "clearance:appetite_act": BorderStaff(APPETITE_KEYS),
    "clearance:port_rules": _PORT,
    "clearance:port_attention": Roles("officer.supervisor"),
    "clearance:port_wait": Roles("officer.primary", "officer.supervisor"),
}
