"""What a simulation is held against: the rules in force when it ran, and whether they still are."""

from __future__ import annotations

from typing import Any

from clearance.domain.simulation_workflow import PROFILE
from clearance.models import Simulation
from clearance.selectors.policies import RulesInForce, rules_in_force
from clearance.selectors.profiles import ActiveProfile, active_profile, profile_in_force
from clearance.targeting.profile import Profile
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

NO_RULES = Profile("none", 0, Text("No rules", "Aucune règle"), (), "")
_NAMES = {
    "profile": Text("the threat profile", "le profil de menace"),
    "lane_policy": Text("the lane policy", "la politique de voies"),
    "appetite": Text("the risk appetite", "l'appétit pour le risque"),
}


def profile_beside(kind: str) -> ActiveProfile:
    """Give the profile a candidate of that kind stands beside; the first profile stands beside no rules at all."""
    found = profile_in_force()
    if found is not None:
        return found
    return ActiveProfile(0, "", NO_RULES) if kind == PROFILE else active_profile()


def baseline_named(profile: ActiveProfile, rules: RulesInForce) -> dict[str, Any]:
    """Name what is in force, as a simulation keeps it: a label and a digest each."""
    return {
        "profile": {"label": str(profile.number or "–"), "digest": profile.digest},
        "lane_policy": {"label": rules.policy_label, "digest": rules.policy_digest},
        "appetite": {"label": rules.appetite.label, "digest": rules.appetite.digest},
    }


def baseline_fault(simulation: Simulation) -> ErrorItem | None:
    """Say what has come into force since the simulation, None when its comparison still holds.

    A temporary threat level is no new baseline: it ends by itself (R-48).
    """
    rules = rules_in_force()
    now = baseline_named(profile_beside(simulation.kind), rules)
    for name, entry in now.items():
        if (name == "appetite" and rules.appetite.level) or entry["digest"] == simulation.baseline[name]["digest"]:
            continue
        before = simulation.baseline[name]["label"]
        return ErrorItem(
            "CLR_SIMULATION_STALE",
            Text(
                STALE.en.format(what=_NAMES[name].en, before=before, now=entry["label"]),
                STALE.fr.format(what=_NAMES[name].fr, before=before, now=entry["label"]),
            ),
            path="simulation",
            value=str(simulation.id),
            fix=SIMULATE_AGAIN,
        )
    return None


STALE = Text(
    "The simulation compares with what is no longer in force: {what} was {before} and is {now} now.",
    "La simulation compare avec ce qui n'est plus en vigueur : {what} était {before} et est maintenant {now}.",
)
SIMULATE_AGAIN = Text(
    "Propose the same document as a new version and simulate it: its effect may be another one today.",
    "Proposez le même document comme nouvelle version et simulez-la : son effet peut être différent aujourd'hui.",
)
