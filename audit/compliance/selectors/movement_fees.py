"""Fees per crossing of one company or of all, from the ledger's movements (R-06, R-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from audit.compliance.domain.ledger_period import Period
from audit.compliance.domain.movement_fees import NOTHING, Crossing, FeeRule, Statement, statement
from audit.compliance.domain.movement_fees_shipped import SHIPPED
from audit.compliance.models import Movement
from audit.compliance.selectors.ledger import STAFF
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

FIELDS = ("trip_id", "trip_number", "day", "crossing", "direction", "mode", "tier", "loop_number", "goods")
READERS = ("auditor", "administrator")


@dataclass(frozen=True, slots=True)
class OffPurpose:
    """Fees of one rule charged on crossings with nothing the fee exists for: how many of all, and the sums."""

    rule: FeeRule
    chapter: str
    lines: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PurposeReport:
    """A month's fees of everybody: all lines and their sum, and those outside their purpose by rule and chapter."""

    lines: int
    charged: Decimal
    rows: tuple[OffPurpose, ...]

    @property
    def off_lines(self) -> int:
        return sum(row.lines for row in self.rows)

    @property
    def off_amount(self) -> Decimal:
        return sum((row.amount for row in self.rows), NOTHING)


def fees_of_month(*, actor: Actor, organisation_id: UUID, month: date) -> Statement:
    """Give the statement of a company's month, to itself and to staff who answer for it. Raises NotFound. One query."""
    if not (actor.has(*STAFF) if actor.is_staff else actor.can_act_for(organisation_id)):
        raise NotFound
    return statement(_crossings(_of(month).filter(organisation_id=organisation_id)), SHIPPED)


def fees_charged(organisation_id: UUID, period: Period) -> Decimal:
    """Give what crossings of a period cost a company: for its benefit-and-cost statement (R-05). One query."""
    rows = Movement.objects.filter(organisation_id=organisation_id, day__range=(period.first, period.until))
    return statement(_crossings(rows), SHIPPED).charged


def purpose_report(*, actor: Actor, month: date) -> PurposeReport:
    """List fees charged outside their declared purpose, by rule and HS chapter (R-07). Raises NotFound. One query."""
    if not actor.has(*READERS):
        raise NotFound
    companies: dict[UUID, list[Crossing]] = defaultdict(list)
    for organisation_id, *values in _of(month).values_list("organisation_id", *FIELDS):
        companies[organisation_id].append(_crossing(*values))
    lines, charged = 0, NOTHING
    sums: dict[tuple[FeeRule, str], tuple[int, Decimal]] = {}
    for crossings in companies.values():
        found = statement(crossings, SHIPPED)
        lines, charged = lines + len(found.lines), charged + found.charged
        for line in found.off_purpose:
            key = line.rule, min(line.crossing.goods, default="")[:2]
            count, amount = sums.get(key, (0, NOTHING))
            sums[key] = count + 1, amount + line.charged
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1][1], pair[0][0].code, pair[0][1]))
    return PurposeReport(lines, charged, tuple(OffPurpose(rule, chapter, *sum_) for (rule, chapter), sum_ in ordered))


def _of(month: date) -> QuerySet[Movement, Movement]:
    return Movement.objects.filter(day__range=(month, Period(month, month).until))


def _crossings(rows: QuerySet[Movement, Movement]) -> Iterator[Crossing]:
    for values in rows.values_list(*FIELDS):
        yield _crossing(*values)


def _crossing(
    trip_id: UUID, number: str, day: date, crossing: str, direction: str, mode: str, tier: str, loop: int | None,
    goods: list[str],
) -> Crossing:  # fmt: skip
    return Crossing(trip_id, number, day, crossing, direction, mode, tier, loop, tuple(goods))
