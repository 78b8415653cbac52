"""Days of draws as everybody may read them, and whether as many were drawn as was signed (R-43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from clearance.models import DrawDay, RandomDraw
from clearance.targeting.draw_rates import Observed
from clearance.targeting.overlay import commitment, draw_limit, draw_value
from portal.core import clock
from portal.core.domain.errors import NotFound

DAYS_SHOWN = 60


def draw_days(*, limit: int = DAYS_SHOWN) -> list[DrawDay]:
    """Give the latest days, tomorrow first."""
    return list(DrawDay.objects.defer("sealed_seed").order_by("-day")[:limit])


def draw_day_get(*, day: date) -> DrawDay:
    """Give one day; raises NotFound."""
    found = DrawDay.objects.defer("sealed_seed").filter(day=day).first()
    if found is None:
        raise NotFound
    return found


def draw_list(*, day: DrawDay) -> list[dict[str, Any]]:
    """Give every draw of a published day by its token; before that nothing."""
    if not day.seed:
        return []
    rows = RandomDraw.objects.filter(day=day).order_by("token").values_list("token", "tier", "rate", "drawn")
    return [{"token": token, "tier": tier, "rate": f"{rate:.5f}", "drawn": hit} for token, tier, rate, hit in rows]


def draw_day_as_dict(*, day: DrawDay) -> dict[str, Any]:
    """Give the published list, as `clearance/verify_draws.py` reads it; raises NotFound before it is published."""
    if not day.seed or day.published_at is None:
        raise NotFound
    return {
        "day": day.day.isoformat(),
        "commitment": day.commitment,
        "committed_at": day.committed_at.isoformat(),
        "late": day.late,
        "seed": day.seed,
        "published_at": day.published_at.isoformat(),
        "list_digest": day.list_digest,
        "draws": draw_list(day=day),
    }


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One draw worked out again from what is published: the share of the range it fell at, and what was announced."""

    token: str
    tier: str
    rate: str
    share: float
    hit: bool
    announced: bool
    commitment_holds: bool

    @property
    def as_announced(self) -> bool:
        return self.hit == self.announced and self.commitment_holds


def draw_recompute(*, day: DrawDay, token: str) -> Recomputed | None:
    """Work one draw out again; None when the day is not published or the token not in its list."""
    row = RandomDraw.objects.filter(day=day, token=token.strip().lower()).first() if day.seed else None
    if row is None:
        return None
    seed = bytes.fromhex(day.seed)
    value = draw_value(seed, row.token)
    return Recomputed(
        token=row.token,
        tier=row.tier,
        rate=f"{row.rate:.5f}",
        share=value / 2**64,
        hit=value < draw_limit(row.rate),
        announced=row.drawn,
        commitment_holds=commitment(seed) == day.commitment,
    )


@dataclass(frozen=True, slots=True)
class MonthRates:
    """One month's draws per tier and signed rate."""

    month: date
    rows: tuple[Observed, ...]

    @property
    def alerts(self) -> tuple[Observed, ...]:
        """The rows outside their limits."""
        return tuple(row for row in self.rows if not row.as_signed)


def draw_rates(*, months: int = 2) -> list[MonthRates]:
    """Give this month and those before it: one query each, counted from the draws themselves."""
    first = clock.now().astimezone(UTC).date().replace(day=1)
    made = []
    for _ in range(months):
        made.append(MonthRates(first, _counted(first)))
        first = (first - timedelta(days=1)).replace(day=1)
    return made


def _counted(first: date) -> tuple[Observed, ...]:
    start = datetime.combine(first, datetime.min.time(), UTC)
    end = (start + timedelta(days=32)).replace(day=1)
    rows = (
        RandomDraw.objects.filter(drawn_at__gte=start, drawn_at__lt=end)
        .values("tier", "rate")
        .annotate(trials=Count("id"), hits=Count("id", filter=Q(drawn=True)))
        .order_by("tier", "rate")
    )
    return tuple(Observed(row["tier"], float(row["rate"]), row["trials"], row["hits"]) for row in rows)
