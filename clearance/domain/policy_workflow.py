"""The life of a lane policy and of a risk appetite record, and who holds their keys (R-36, ADR 0016)."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import two_key_events, two_key_workflow

LANE_POLICY_KEYS = frozenset({"officer.targeting", "officer.supervisor", "administrator"})
APPETITE_KEYS = frozenset({"officer.supervisor", "administrator"})
READERS = LANE_POLICY_KEYS | {"auditor"}

LANE_POLICY_WORKFLOW = two_key_workflow(
    name="lane_policy", event="clearance.lane_policy", keys=LANE_POLICY_KEYS, expires=False
)
APPETITE_WORKFLOW = two_key_workflow(name="appetite", event="clearance.appetite", keys=APPETITE_KEYS, expires=True)
POLICY_EVENTS = {
    **two_key_events("clearance.lane_policy", expires=False),
    **two_key_events("clearance.appetite", expires=True),
    "clearance.attention.set": Text("Attention moved by the port", "Attention déplacée par le bureau"),
    "clearance.wait.reported": Text("FAST wait reported", "Attente EXPRES signalée"),
}
