"""What a rule or a whole profile would have hit among the latest scored trips: the editor's quick answer (R-35).

It replays stored facts with the batch engine; import it where it is used, for polars takes a second to import.
The report that is signed is the simulator's, over all history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from clearance.models import Score
from clearance.selectors.policies import lane_policy_in_force
from clearance.selectors.profiles import ActiveProfile
from clearance.targeting.columns import Columns, encode
from clearance.targeting.facts import facts_from_json
from clearance.targeting.profile import Profile, ProfileRule
from clearance.targeting.replay import replay
from portal.core.domain.text import Text

LATEST = 2000


@dataclass(frozen=True)
class Recent:
    """The latest scored trips as columns, with the day each arrives."""

    columns: Columns
    days: pl.Series

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def first(self) -> date | None:
        found: Any = self.days.min()
        return found if isinstance(found, date) else None

    @property
    def last(self) -> date | None:
        found: Any = self.days.max()
        return found if isinstance(found, date) else None


def recent_trips() -> Recent:
    """Read the facts of the latest scores: one query."""
    rows = list(Score.objects.order_by("-scored_at", "-id").values_list("inputs__facts", "trip__eta")[:LATEST])
    return Recent(
        encode([facts_from_json(facts) for facts, _ in rows]),
        pl.Series([eta.date() for _, eta in rows], dtype=pl.Date),
    )


@dataclass(frozen=True)
class Expected:
    """How many of the latest trips a rule hits."""

    hits: int
    of: int
    first: date | None
    last: date | None

    @property
    def share(self) -> float:
        return 100 * self.hits / self.of if self.of else 0.0


def rule_expected(rule: ProfileRule, recent: Recent) -> Expected:
    """Count one rule, within its scope and up to its last day."""
    alone = Profile("editor", 1, Text("", ""), (rule,), "")
    hits = replay(alone, recent.columns, lane_policy_in_force(), on=recent.days, border=rule.scope.border).hits()
    return Expected(hits.get(rule.id, 0), len(recent), recent.first, recent.last)


@dataclass(frozen=True)
class ProfileExpected:
    """What a profile would have done to the latest trips, beside the one in force."""

    rules: dict[str, int]
    counts: dict[str, int]
    now: dict[str, int]
    of: int
    first: date | None
    last: date | None


def profile_expected(profile: Profile, recent: Recent, active: ActiveProfile | None) -> ProfileExpected:
    """Replay both; without a profile in force there is nothing to compare with."""
    policy = lane_policy_in_force()
    made = replay(profile, recent.columns, policy, on=recent.days)
    now = replay(active.profile, recent.columns, policy, on=recent.days).counts() if active else {}
    return ProfileExpected(made.hits(), made.counts(), now, len(recent), recent.first, recent.last)
