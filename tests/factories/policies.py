"""Lane policies and appetite records under two keys, through the services, with their simulation run at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from clearance.models import AppetiteRecord, LanePolicyVersion
from clearance.services.policies import (
    appetite_enforce,
    appetite_propose,
    appetite_sign,
    lane_policy_enforce,
    lane_policy_propose,
    lane_policy_sign,
)
from clearance.services.simulations import simulation_request, simulation_run_now
from clearance.targeting.appetite import default_appetite_document
from clearance.targeting.lane_policy import default_policy_document
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import staff_actor


def supervisor(agency: str = "CBP", port: str = "") -> Actor:
    return staff_actor("officer.supervisor", agency, port)


def simulated(kind: str, version: Any) -> Any:
    """Run the simulation of a draft as the worker would."""
    asked = simulation_request(actor=supervisor(), kind=kind, subject_id=version.id)
    simulation_run_now(simulation_id=asked.id)
    version.refresh_from_db()
    return version


def draft_appetite(days: int = 90, **changes: Any) -> AppetiteRecord:
    """Propose a record that is valid from now; `changes` are values of its document, or scope and kind."""
    scope = {name: changes.pop(name) for name in ("crossing", "direction", "kind", "actor") if name in changes}
    now = clock.now()
    return appetite_propose(
        actor=scope.pop("actor", None) or supervisor(),
        document={**default_appetite_document(), **changes},
        valid_from=now,
        valid_to=now + timedelta(days=days),
        **scope,
    )


def signed_appetite(days: int = 90, **changes: Any) -> AppetiteRecord:
    """A record both agencies signed, not yet in force."""
    version = simulated("appetite", draft_appetite(days, **changes))
    for agency in ("CBP", "CBSA"):
        version = appetite_sign(actor=supervisor(agency), version_id=version.id, expected_version=version.row_version)
    return version


def make_appetite(days: int = 90, **changes: Any) -> AppetiteRecord:
    """A record both agencies signed, in force."""
    version = signed_appetite(days, **changes)
    return appetite_enforce(actor=supervisor(), version_id=version.id, expected_version=version.row_version)


def draft_lane_policy(**changes: Any) -> LanePolicyVersion:
    return lane_policy_propose(actor=supervisor(), document={**default_policy_document(), **changes})


def signed_lane_policy(**changes: Any) -> LanePolicyVersion:
    """A lane policy both agencies signed, not yet in force."""
    version = simulated("lane_policy", draft_lane_policy(**changes))
    for agency in ("CBP", "CBSA"):
        version = lane_policy_sign(
            actor=supervisor(agency), version_id=version.id, expected_version=version.row_version
        )
    return version


def make_lane_policy(**changes: Any) -> LanePolicyVersion:
    """A lane policy both agencies signed, in force."""
    version = signed_lane_policy(**changes)
    return lane_policy_enforce(actor=supervisor(), version_id=version.id, expected_version=version.row_version)
