"""What rules and causes bring, and whether ports, officers and groups are treated alike (R-38, R-90, R-99, R-104).

Counts only, in a fixed number of queries. The random draws stand apart: only they are a fair sample of all trips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Sum

from clearance.models import OfficerDecision, TripOutcome
from clearance.targeting.rates import Fairness, Group, Share, Spread, below_floor, fairness, matched, outliers
from portal.accounts.selectors import organisations_many
from portal.core import clock
from portal.core.domain.actors import Actor

# Below this share of findings, for certain, a cause or rule is listed for review.
FLOOR = 0.02
SUPERVISOR = "officer.supervisor"
UNKNOWN = "unknown"
CHOSEN = Q(referred=True, drawn=False)

BY_RULE = """
SELECT hit ->> 'rule', count(*), count(*) FILTER (WHERE o.referred), count(*) FILTER (WHERE o.inspected),
       count(*) FILTER (WHERE o.finding), count(*) FILTER (WHERE o.paper), sum(o.minutes), count(*) FILTER (WHERE o.drawn),
       count(*) FILTER (WHERE o.overturned)
FROM clearance_trip_outcome o
JOIN LATERAL (
    SELECT contributions FROM clearance_score WHERE trip_id = o.trip_id ORDER BY version_number DESC LIMIT 1
) s ON true
CROSS JOIN LATERAL jsonb_array_elements(s.contributions) hit
WHERE o.eta >= %(since)s AND o.eta < %(until)s AND (%(crossing)s = '' OR o.crossing = %(crossing)s)
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Window:
    """Which trips count: those expected from `since` until `until`, at one crossing or (empty) at all."""

    since: datetime
    until: datetime
    crossing: str = ""

    @classmethod
    def last(cls, days: int, crossing: str = "") -> Window:
        now = clock.now()
        return cls(now - timedelta(days=days), now, crossing)

    @property
    def before(self) -> Window:
        """The window of the same length that ended when this one began."""
        return Window(self.since - (self.until - self.since), self.since, self.crossing)

    def holds(self) -> Q:
        wanted = Q(eta__gte=self.since, eta__lt=self.until)
        return wanted & Q(crossing=self.crossing) if self.crossing else wanted


@dataclass(frozen=True, slots=True)
class Yield:
    """What one rule or cause brought. `minutes` is the delay members had; `drawn` came there by the random draw;
    `lost` are movements whose finding the joint commission set aside.
    """

    code: str
    hits: int
    referrals: int
    inspected: int
    findings: int
    papers: int
    minutes: int
    drawn: int
    lost: int

    @property
    def share(self) -> Share:
        return Share(self.findings, self.inspected)

    @property
    def minutes_per_finding(self) -> float | None:
        return self.minutes / self.findings if self.findings else None

    @property
    def for_review(self) -> bool:
        return below_floor(self.share, FLOOR)


@dataclass(frozen=True, slots=True)
class Overrides:
    """One officer at one port: decisions, those against the advice, and how many MADs from the colleagues there."""

    name: str
    crossing: str
    decisions: int
    sent: int
    let_go: int
    distance: float | None

    @property
    def share(self) -> Share:
        return Share(self.sent + self.let_go, self.decisions)


@dataclass(frozen=True, slots=True)
class Yields:
    """Everything the page shows of one window."""

    causes: tuple[Yield, ...]
    rules: tuple[Yield, ...]
    ports: Spread
    groups: Mapping[str, tuple[Fairness, ...]]
    overrides: tuple[Overrides, ...]


def yields(*, actor: Actor, window: Window) -> Yields:
    """Count for the page; what single officers did only for a supervisor of their agency, at the supervisor's port."""
    outcomes = TripOutcome.objects.filter(window.holds())
    return Yields(
        _by_cause(outcomes),
        _by_rule(window),
        matched(outcomes.values_list("crossing", "kind").annotate(n=Count("trip"), sent=Count("trip", filter=CHOSEN))),
        _groups(outcomes),
        _overrides(actor, window) if actor.has(SUPERVISOR) else (),
    )


def _by_cause(outcomes: QuerySet[TripOutcome, TripOutcome]) -> tuple[Yield, ...]:
    """Every trip of a cause was referred, so hits and referrals are the same there."""
    counted = (
        outcomes.filter(referred=True)
        .values_list("cause")
        .annotate(
            n=Count("trip"),
            seen=Count("trip", filter=Q(inspected=True)),
            findings=Count("trip", filter=Q(finding=True)),
            papers=Count("trip", filter=Q(paper=True)),
            delay=Sum("minutes"),
            draws=Count("trip", filter=Q(drawn=True)),
            lost=Count("trip", filter=Q(overturned=True)),
        )
        .order_by("cause")
    )
    return tuple(Yield(cause, n, n, *rest) for cause, n, *rest in counted)


def _by_rule(window: Window) -> tuple[Yield, ...]:
    with connection.cursor() as cursor:
        cursor.execute(BY_RULE, {"since": window.since, "until": window.until, "crossing": window.crossing})
        return tuple(Yield(*row) for row in cursor.fetchall())


def _groups(outcomes: QuerySet[TripOutcome, TripOutcome]) -> dict[str, tuple[Fairness, ...]]:
    """By the carrier's tier, country and size: whoever is often referred without the draws saying why is flagged."""
    rows = list(
        outcomes.values_list("carrier_id", "tier").annotate(
            n=Count("trip"),
            sent=Count("trip", filter=CHOSEN),
            found=Count("trip", filter=Q(drawn=True, finding=True)),
            draws=Count("trip", filter=Q(drawn=True, inspected=True)),
        )
    )
    known = organisations_many({carrier for carrier, *_ in rows})
    country = {key: one.country for key, one in known.items()}
    size = {key: one.size_class for key, one in known.items()}
    return {
        "tier": _fair((tier, counts) for _, tier, *counts in rows),
        "country": _fair((country.get(carrier, ""), counts) for carrier, _, *counts in rows),
        "size": _fair((size.get(carrier, ""), counts) for carrier, _, *counts in rows),
    }


def _fair(rows: Iterable[tuple[str, list[Any]]]) -> tuple[Fairness, ...]:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, counts in rows:
        held = totals[name or UNKNOWN]
        held[:] = [sum(pair) for pair in zip(held, counts, strict=True)]
    return fairness(
        [
            Group(name, Share(sent, trips), Share(found, draws))
            for name, (trips, sent, found, draws) in sorted(totals.items())
        ]
    )


def _overrides(actor: Actor, window: Window) -> tuple[Overrides, ...]:
    """Officers are held against colleagues at the same port: ports differ in what arrives there (R-90)."""
    decisions = OfficerDecision.objects.filter(window.holds(), agency=actor.agency)
    if actor.port:
        decisions = decisions.filter(crossing=actor.port)
    rows = list(
        decisions.values_list("officer_id", "crossing")
        .annotate(
            called=Max("name"),
            n=Count("id"),
            sent_in=Count("id", filter=Q(sent=True, against=True)),
            let_go=Count("id", filter=Q(sent=False, against=True)),
        )
        .order_by("called")
    )
    far = _far(rows)
    return tuple(
        Overrides(name, crossing, n, sent, let_go, far.get((officer, crossing)))
        for officer, crossing, name, n, sent, let_go in rows
    )


def _far(rows: list[tuple[Any, ...]]) -> dict[tuple[UUID, str], float]:
    far: dict[tuple[UUID, str], float] = {}
    for port in {row[1] for row in rows}:
        shares = {str(row[0]): Share(row[4] + row[5], row[3]) for row in rows if row[1] == port}
        far |= {(UUID(officer), port): distance for officer, distance in outliers(shares).items()}
    return far
