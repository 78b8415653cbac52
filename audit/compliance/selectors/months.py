"""Months of the pool as everybody may read them, and one worked out again (R-70)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from audit.compliance.domain.drawing import (
    RANDOM,
    RISK,
    STEPS,
    Shares,
    Ticket,
    audit_draw,
    list_digest,
    list_line,
    quota,
)
from audit.compliance.models import AuditMonth, Finding, PoolEntry, Selection, month_of
from audit.compliance.selectors.facilities import facilities_as_dict
from clearance.targeting.overlay import commitment
from portal.core import clock
from portal.core.domain.errors import NotFound

MONTHS_SHOWN = 25
YEAR = timedelta(days=365)


def findings_of(organisation_id: UUID, at: datetime) -> int:
    """Count the findings about a company in the twelve months before."""
    return Finding.objects.filter(case__organisation_id=organisation_id, issued_at__gt=at - YEAR).count()


def audit_months() -> list[AuditMonth]:
    """Give the latest months, the coming one first."""
    return list(AuditMonth.objects.defer("sealed_seed").order_by("-month")[:MONTHS_SHOWN])


def audit_month_get(*, month: date) -> AuditMonth:
    """Give one month; raises NotFound."""
    rows = AuditMonth.objects.defer("sealed_seed").select_related("facility_draw")
    found = rows.filter(month=month).first()
    if found is None:
        raise NotFound
    return found


def pool_so_far() -> tuple[int, int]:
    """Give how many movements are in this month's pool, and how many of them have a case already."""
    rows = PoolEntry.objects.filter(month__month=month_of(clock.now())).values_list("direct", flat=True)
    found = list(rows)
    return len(found), sum(found)


@dataclass(frozen=True, slots=True)
class Row:
    """One movement of a month's list; part empty and place 0 when it was not drawn."""

    token: str
    weight: int
    part: str
    place: int


def month_rows(month: AuditMonth) -> list[Row]:
    """Give every movement of the pool that could be drawn, in the order of the tokens. One query."""
    rows = PoolEntry.objects.filter(month=month, direct=False).order_by("token")
    fields = ("token", "weight", "selection__part", "selection__place")
    return [Row(token, weight, part or "", place or 0) for token, weight, part, place in rows.values_list(*fields)]


def month_lines(month: AuditMonth) -> list[str]:
    return [list_line(row.token, row.weight, row.part, row.place) for row in month_rows(month)]


def month_as_dict(*, month: AuditMonth) -> dict[str, Any]:
    """Give the published list, as `verify_audits.py` reads it; raises NotFound before the draw."""
    if not month.seed or month.drawn_at is None:
        raise NotFound
    return {
        "month": month.month.isoformat()[:7],
        "commitment": month.commitment,
        "committed_at": month.committed_at.isoformat(),
        "late": month.late,
        "seed": month.seed,
        "drawn_at": month.drawn_at.isoformat(),
        "shares": month.shares,
        "list_digest": month.list_digest,
        "audited_directly": month.direct_size,
        "movements": [
            {"token": row.token, "weight": row.weight, "part": row.part, "place": row.place}
            for row in month_rows(month)
        ],
        "facilities": facilities_as_dict(month),
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a draw in numbers: of how many movements how many were drawn, and what the share asks for."""

    code: str
    share: float
    pool: int
    asked: int
    drawn: int

    @property
    def as_asked(self) -> bool:
        return self.drawn == self.asked


@dataclass(frozen=True, slots=True)
class Recount:
    """A month worked out again from what is published."""

    parts: tuple[Part, ...]
    seed_holds: bool
    digest_holds: bool
    draw_holds: bool

    @property
    def as_announced(self) -> bool:
        return self.seed_holds and self.digest_holds and self.draw_holds and all(part.as_asked for part in self.parts)


def month_recount(month: AuditMonth, rows: list[Row]) -> Recount | None:
    """Draw a month again from seed, shares and list; None before it is drawn. No query."""
    if not month.seed:
        return None
    shares = Shares(**month.shares)
    pool = [Ticket(row.token, row.weight) for row in rows]
    again = {
        chosen.token: (chosen.part, chosen.place) for chosen in audit_draw(bytes.fromhex(month.seed), pool, shares)
    }
    announced = {row.token: (row.part, row.place) for row in rows if row.part}
    counts = {part: sum(row.part == part for row in rows) for part in (RANDOM, RISK)}
    left = len(rows) - counts[RANDOM]
    sizes = ((RANDOM, shares.random, len(rows)), (RISK, shares.risk, left))
    return Recount(
        parts=tuple(
            Part(code, share / STEPS * 100, size, min(size, quota(len(rows), share)), counts[code])
            for code, share, size in sizes
        ),
        seed_holds=commitment(bytes.fromhex(month.seed)) == month.commitment,
        digest_holds=list_digest(list_line(row.token, row.weight, row.part, row.place) for row in rows)
        == month.list_digest,
        draw_holds=again == announced,
    )


def selections_waiting() -> list[UUID]:
    """Give the movements drawn whose case the worker has not opened yet, in the order they were drawn."""
    rows = Selection.objects.filter(case=None).order_by("month__month", "part", "place")
    return list(rows.values_list("id", flat=True))
