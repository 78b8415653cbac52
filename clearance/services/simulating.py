"""One run of the simulator: history under what is in force and under the version asked about, side by side."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from clearance.models import Score
from clearance.selectors.profiles import active_profile
from clearance.services.simulated import Candidate
from clearance.targeting.appetite import appetite_from_dict
from clearance.targeting.columns import Columns, encode
from clearance.targeting.facts import facts_from_json
from clearance.targeting.lane_policy import LanePolicy, default_policy, lane_policy_from_dict, under
from clearance.targeting.profile import Profile, profile_from_dict
from clearance.targeting.replay import replay


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gives: the report and its digest, what was in force, and the days it looked at."""

    report: dict[str, Any]
    digest: str
    baseline: dict[str, Any]
    window_from: date | None
    window_to: date | None


def simulate(candidate: Candidate) -> Outcome:
    """Replay the scored trips under both and count what changes."""
    active, policy = active_profile(), default_policy()
    columns, days = _history()
    before = replay(active.profile, columns, policy, on=days).counts()
    after = replay(_profile(candidate, active.profile), columns, _policy(candidate, policy), on=days).counts()
    report = {"before": before, "after": after}
    return Outcome(
        report,
        report_digest(report),
        {"profile": {"number": active.number, "digest": active.digest}},
        days.min() if len(days) else None,
        days.max() if len(days) else None,
    )


def _history() -> tuple[Columns, pl.Series]:
    rows = list(Score.objects.values_list("inputs", "trip__eta").order_by("id"))
    columns = encode([facts_from_json(inputs["facts"]) for inputs, _ in rows])
    return columns, pl.Series([eta.date() for _, eta in rows], dtype=pl.Date)


def _profile(candidate: Candidate, active: Profile) -> Profile:
    return profile_from_dict(candidate.profile) if candidate.profile is not None else active


def _policy(candidate: Candidate, policy: LanePolicy) -> LanePolicy:
    if candidate.lane_policy is not None:
        return lane_policy_from_dict(candidate.lane_policy)
    return under(policy, appetite_from_dict(candidate.appetite)) if candidate.appetite is not None else policy


def report_digest(report: dict[str, Any]) -> str:
    """Give the SHA-256 of a report in canonical JSON."""
    text = json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
