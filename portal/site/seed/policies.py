"""Risk appetite and lane policy of the demonstration: both in force, and a draft that waits for its second key (R-36)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from clearance.services import (
    appetite_enforce,
    appetite_propose,
    appetite_sign,
    lane_policy_enforce,
    lane_policy_propose,
    lane_policy_sign,
    simulation_request,
    simulation_run_now,
)
from clearance.targeting.appetite import default_appetite_document
from clearance.targeting.lane_policy import default_policy_document
from portal.core import clock
from portal.site.seed.people import Cast

KEYS = ("cbp.supervisor", "cbsa.supervisor")
DAYS = 215
LATER = {"on": True, "crossings": ["pacific-highway", "ambassador-bridge"], "directions": ["SB"], "guarded": True}


def policies_seed(cast: Cast) -> str:
    """Put an appetite and a lane policy in force and leave a second lane policy half signed; gives their names."""
    administrator, now = cast.actor("administrator"), clock.now()
    record = appetite_propose(
        actor=administrator,
        document=default_appetite_document(),
        valid_from=now,
        valid_to=now + timedelta(days=DAYS),
        note="First record for the land border",
    )
    record = _signed(cast, "appetite", record, appetite_sign, KEYS)
    appetite_enforce(actor=cast.actor(KEYS[0]), version_id=record.id, expected_version=record.row_version)
    policy = lane_policy_propose(actor=administrator, document=default_policy_document(), note="As shipped")
    policy = _signed(cast, "lane_policy", policy, lane_policy_sign, KEYS)
    lane_policy_enforce(actor=cast.actor(KEYS[1]), version_id=policy.id, expected_version=policy.row_version)
    draft = lane_policy_propose(
        actor=administrator,
        document={**default_policy_document(), "others": LATER},
        note="Open the FAST lane at the bridge to all while its wait is short",
    )
    _signed(cast, "lane_policy", draft, lane_policy_sign, KEYS[:1])
    return f"risk appetite {record.label} and lane policy {policy.label}"


def _signed(cast: Cast, kind: str, version: Any, sign: Any, keys: tuple[str, ...]) -> Any:
    """Have it simulated, then sign it with each key."""
    asked = simulation_request(actor=cast.actor(keys[0]), kind=kind, subject_id=version.id)
    simulation_run_now(simulation_id=asked.id)
    version.refresh_from_db()
    for key in keys:
        version = sign(actor=cast.actor(key), version_id=version.id, expected_version=version.row_version)
    return version
