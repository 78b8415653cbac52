"""The dashboard of loops: crossings, checks by kind, repeats, findings, minutes, against the signed frequency (R-62).

Four queries however many loops there are: the loops, their crossings, their checks, the policy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from clearance.domain.inspection_words import FINDING
from clearance.domain.loops import IN_FORCE
from clearance.domain.loops.figures import ROUTINE, Check, Figures, expected_crossings, figures, kind_of
from clearance.domain.trip_workflow import AT_BORDER, CLOSED, HELD, REFERRED, REFUSED, RELEASED
from clearance.models import Referral, Trip, ValueChainLoop
from clearance.selectors.loops import loops_for_actor
from clearance.selectors.policies import lane_policy_in_force
from clearance.targeting.loops import LoopCap
from portal.core import clock
from portal.core.domain.actors import Actor

ARRIVED = (AT_BORDER, REFERRED, HELD, RELEASED, CLOSED, REFUSED)
USUAL_REPEAT_DAYS = 30


@dataclass(frozen=True, slots=True)
class LoopRow:
    """One loop over one period. `routine_now` counts against the cap's own sliding period, up to this moment."""

    loop: ValueChainLoop
    versions: tuple[ValueChainLoop, ...]
    total: Figures
    ports: Mapping[str, Figures]
    routine_now: int


@dataclass(frozen=True, slots=True)
class LoopBoard:
    """`repeat_days` is the period of the cap in force, or 30 without one."""

    rows: tuple[LoopRow, ...]
    since: datetime
    until: datetime
    repeat_days: int
    cap: LoopCap | None


def loop_board(*, actor: Actor, days: int, number: int | None = None) -> LoopBoard:
    """Count for the loops the actor may see, or one of them; an officer with a posting counts at that port alone."""
    cap = lane_policy_in_force().loop_cap
    repeat_days = cap.days if cap else USUAL_REPEAT_DAYS
    until = clock.now()
    since = until - timedelta(days=days)
    versions = loops_for_actor(actor=actor)
    if number is not None:
        versions = versions.filter(number=number)
    by_number: dict[int, list[ValueChainLoop]] = defaultdict(list)
    for loop in versions:
        by_number[loop.number].append(loop)
    port = actor.port if actor.kind == "officer" else ""
    crossed = _crossed(by_number, since, port)
    checks = _checks(by_number, min(since, until - timedelta(days=repeat_days)) - timedelta(days=repeat_days), port)
    rows = tuple(
        _row(found, crossed[key], checks[key], since, until, repeat_days, bool(port))
        for key, found in by_number.items()
    )
    return LoopBoard(rows, since, until, repeat_days, cap)


def _crossed(numbers: Iterable[int], since: datetime, port: str) -> dict[int, dict[str, int]]:
    """Count what has arrived; a truck may be earlier than it was expected."""
    rows = Trip.objects.filter(loop_number__in=list(numbers), status__in=ARRIVED, eta__gte=since)
    if port:
        rows = rows.filter(crossing=port)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for number, crossing, count in rows.values_list("loop_number", "crossing").annotate(n=Count("id")).order_by():
        found[number or 0][crossing] = count
    return found


def _checks(numbers: Iterable[int], since: datetime, port: str) -> dict[int, list[Check]]:
    rows = Referral.objects.filter(trip__loop_number__in=list(numbers), cancelled_at=None, opened_at__gte=since)
    if port:
        rows = rows.filter(trip__crossing=port)
    found: dict[int, list[Check]] = defaultdict(list)
    for number, crossing, cause, drawn, at, status, result, minutes in rows.values_list(
        "trip__loop_number",
        "trip__crossing",
        "cause",
        "drawn",
        "opened_at",
        "inspection__status",
        "inspection__result",
        "inspection__minutes",
    ):
        done = status == "completed"
        kind = kind_of(cause, drawn=drawn)
        found[number or 0].append(Check(crossing, at, kind, done, done and result == FINDING, minutes if done else 0))
    return found


def _row(
    versions: list[ValueChainLoop],
    crossed: Mapping[str, int],
    checks: list[Check],
    since: datetime,
    until: datetime,
    repeat_days: int,
    at_port: bool,
) -> LoopRow:
    """The version in force stands for the loop, else the newest. The frequency is signed for all ports together."""
    loop = next((found for found in versions if found.status == IN_FORCE), versions[0])
    spans = [
        (max(found.in_force_at, found.starts_at), found.ended_at or found.ends_at, found.rules.trips_per_week)
        for found in versions
        if found.in_force_at
    ]
    expected = None if at_port else expected_crossings(spans, since, until)
    places = sorted({*crossed, *(check.crossing for check in checks if check.at >= since)})
    return LoopRow(
        loop,
        tuple(versions),
        figures(checks, crossings=sum(crossed.values()), expected=expected, since=since, repeat_days=repeat_days),
        {
            place: figures(
                [check for check in checks if check.crossing == place],
                crossings=crossed.get(place, 0),
                expected=None,
                since=since,
                repeat_days=repeat_days,
            )
            for place in places
        },
        sum(check.kind == ROUTINE and check.at > until - timedelta(days=repeat_days) for check in checks),
    )
