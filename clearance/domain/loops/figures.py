"""What a loop's crossings and checks add up to, by port and in all: counts beside their base, no names (R-62)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearance.domain.causes import ROUTINE_CAUSES
from portal.core.domain.text import Text

RANDOM, FOR_CAUSE, ROUTINE = "random", "for_cause", "routine"
KINDS: dict[str, Text] = {
    RANDOM: Text("Random draw", "Tirage au sort"),
    FOR_CAUSE: Text("For cause", "Pour motif"),
    ROUTINE: Text("Routine", "Courant"),
}
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one trip of a loop: a referral that was not called off, and what its inspection found."""

    crossing: str
    at: datetime
    kind: str
    inspected: bool
    finding: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A loop at one port, or at all, over one period. `minutes` is the delay its trucks had; `expected` crossings are
    those the signed frequency gives, None at a single port.
    """

    crossings: int
    expected: float | None
    random: int
    for_cause: int
    routine: int
    repeats: int
    inspected: int
    findings: int
    minutes: int

    @property
    def checks(self) -> int:
        return self.random + self.for_cause + self.routine

    @property
    def minutes_each(self) -> float | None:
        return self.minutes / self.inspected if self.inspected else None


def kind_of(cause: str, *, drawn: bool) -> str:
    """Say which kind of check a cause makes; a draw is one whatever it is called."""
    if drawn or cause.lstrip("GF") == "6":
        return RANDOM
    return ROUTINE if cause in ROUTINE_CAUSES else FOR_CAUSE


def figures(
    checks: Iterable[Check], *, crossings: int, expected: float | None, since: datetime, repeat_days: int
) -> Figures:
    """Add up. `checks` may begin `repeat_days` before `since`: a check repeats one made at the same port so shortly before."""
    ordered = sorted(checks, key=lambda check: check.at)
    inside = [check for check in ordered if check.at >= since]
    kinds = [check.kind for check in inside]
    return Figures(
        crossings=crossings,
        expected=expected,
        random=kinds.count(RANDOM),
        for_cause=kinds.count(FOR_CAUSE),
        routine=kinds.count(ROUTINE),
        repeats=_repeats(ordered, since, timedelta(days=repeat_days)),
        inspected=sum(check.inspected for check in inside),
        findings=sum(check.finding for check in inside),
        minutes=sum(check.minutes for check in inside),
    )


def _repeats(ordered: Sequence[Check], since: datetime, within: timedelta) -> int:
    last: dict[str, datetime] = {}
    found = 0
    for check in ordered:
        before = last.get(check.crossing)
        found += check.at >= since and before is not None and check.at - before <= within
        last[check.crossing] = check.at
    return found


def expected_crossings(spans: Iterable[tuple[datetime, datetime, int]], since: datetime, until: datetime) -> float:
    """Give the crossings the signed frequency promises; `spans` are from, to and trips a week of each version."""
    total = 0.0
    for start, end, weekly in spans:
        overlap = min(end, until) - max(start, since)
        total += max(overlap, timedelta(0)) / WEEK * weekly
    return total
