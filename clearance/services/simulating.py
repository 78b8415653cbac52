"""One run of the simulator: history under what is in force and under the version asked about, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from clearance.domain.simulation_workflow import PROFILE
from clearance.selectors.baseline import baseline_named, profile_beside
from clearance.selectors.policies import rules_in_force
from clearance.selectors.trip_history import trip_history
from clearance.services.simulated import Candidate
from clearance.targeting.appetite import Appetite, appetite_from_dict
from clearance.targeting.lane_policy import LanePolicy, lane_policy_from_dict, under
from clearance.targeting.profile import profile_from_dict
from clearance.targeting.simulator.history import History, Rules
from clearance.targeting.simulator.report import report
from clearance.targeting.simulator.waits import PORTS
from portal.reference.selectors import lanes_for
from portal.workflow.domain.two_keys import document_digest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gives: the report and its digest, what was in force, and the days it looked at."""

    report: dict[str, Any]
    digest: str
    baseline: dict[str, Any]
    window_from: date | None
    window_to: date | None


def simulate(candidate: Candidate) -> Outcome:
    """Replay the scored trips under both and report what changes.

    The baseline is what counts for the whole border: temporary levels and a port's own attention are left out.
    """
    baseline, before, appetite = _in_force(candidate)
    after, limits = _after(candidate, before, appetite)
    history = trip_history()
    made = report(history, before, after, booths=_booths(history), appetite=limits)
    first, last = history.window or (None, None)
    return Outcome(made, document_digest(made), baseline, first, last)


def _in_force(candidate: Candidate) -> tuple[dict[str, Any], Rules, Appetite]:
    profile = profile_beside(PROFILE if candidate.profile is not None else "")
    rules = rules_in_force()
    return baseline_named(profile, rules), Rules(profile.profile, rules.policy), rules.appetite.appetite


def _after(candidate: Candidate, before: Rules, appetite: Appetite) -> tuple[Rules, Appetite]:
    if candidate.profile is not None:
        return Rules(profile_from_dict(candidate.profile), before.policy), appetite
    if candidate.lane_policy is not None:
        return Rules(before.profile, lane_policy_from_dict(candidate.lane_policy, appetite)), appetite
    if candidate.appetite is None:
        raise ValueError("a candidate holds a profile, a lane policy or an appetite record")
    limits = appetite_from_dict(candidate.appetite)
    return _under(before, limits, (candidate.crossing, candidate.direction)), limits


def _under(before: Rules, limits: Appetite, place: tuple[str, str]) -> Rules:
    """An appetite record counts at its place, or at the whole border."""
    policy: LanePolicy = under(before.policy, limits)
    return Rules(before.profile, before.policy, {place: policy}) if any(place) else Rules(before.profile, policy)


def _booths(history: History) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """Count the open lanes of the busiest places by kind, as the register has them now."""
    busy = history.rows.group_by("crossing", "direction").len().sort("len", descending=True).head(2 * PORTS)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for crossing, direction in busy.select("crossing", pl.col("direction")).iter_rows():
        kinds = found.setdefault((crossing, direction), {})
        for lane in lanes_for(crossing, direction):
            if lane.is_open:
                kinds[lane.kind] = kinds.get(lane.kind, 0) + 1
    return found
