"""The ledger's figures: a member's own from its movements, everybody else's from monthly cells (R-39, R-05, R-101).

However many movements there are, a member's page costs the same few statements: matching is done in the database over
cells of like movements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from audit.compliance.domain.ledger import (
    NO_TIER,
    Comparison,
    Difference,
    Rate,
    Saved,
    Stratum,
    Tally,
    compare,
    difference,
    saved,
    total,
)
from audit.compliance.domain.ledger_period import Period, first_of, year_before
from audit.compliance.domain.ledger_shortfall import Shortfall, shortfalls
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

STAFF = ("auditor", "officer.supervisor", "administrator")
_COUNTS = """count(*), count(*) FILTER (WHERE inspected), count(minutes), coalesce(sum(minutes), 0),
    coalesce(sum(minutes::bigint * minutes), 0), count(*) FILTER (WHERE minutes IS NOT NULL AND promised IS NOT NULL),
    count(*) FILTER (WHERE minutes <= promised)"""
_JOINED = "SELECT min(day) FROM compliance_movement WHERE organisation_id = %(member)s AND tier <> %(none)s"
_BEFORE = """
SELECT {counts} FROM compliance_movement
WHERE organisation_id = %(member)s AND tier = %(none)s AND day >= %(since)s AND day < %(joined)s
"""
# Non-members' movements of the same months, less the member's own of the time before it joined.
_STRATA = """
WITH own AS (
    SELECT tier, crossing, direction, chapter, band, {counts}
    FROM compliance_movement
    WHERE organisation_id = %(member)s AND tier <> %(none)s AND day BETWEEN %(first)s AND %(until)s
    GROUP BY 1, 2, 3, 4, 5
), own_kinds AS (SELECT DISTINCT crossing, direction, chapter, band FROM own), others AS (
    SELECT crossing, direction, chapter, band, sum(movements) AS a, sum(inspected) AS b, sum(timed) AS c,
        sum(minutes) AS d, sum(squares) AS e, sum(promised) AS f, sum(kept) AS g
    FROM compliance_ledger_cell JOIN own_kinds USING (crossing, direction, chapter, band)
    WHERE tier = %(none)s AND month BETWEEN %(since)s AND %(last)s
    GROUP BY 1, 2, 3, 4
), mine AS (
    SELECT crossing, direction, chapter, band, {counts}
    FROM compliance_movement
    WHERE organisation_id = %(member)s AND tier = %(none)s AND day BETWEEN %(since)s AND %(until)s
    GROUP BY 1, 2, 3, 4
), mine_named (crossing, direction, chapter, band, a, b, c, d, e, f, g) AS (SELECT * FROM mine)
SELECT own.*, coalesce(o.a - coalesce(m.a, 0), 0), coalesce(o.b - coalesce(m.b, 0), 0),
    coalesce(o.c - coalesce(m.c, 0), 0), coalesce(o.d - coalesce(m.d, 0), 0), coalesce(o.e - coalesce(m.e, 0), 0),
    coalesce(o.f - coalesce(m.f, 0), 0), coalesce(o.g - coalesce(m.g, 0), 0)
FROM own
LEFT JOIN others o USING (crossing, direction, chapter, band)
LEFT JOIN mine_named m USING (crossing, direction, chapter, band)
"""
_KEYS = 5
_FIGURES = 7


@dataclass(frozen=True, slots=True)
class TierFigures:
    """One tier of the member in the period: what it counted, beside matched non-members."""

    tier: str
    own: Tally
    matched: Comparison
    saved: Saved


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything the ledger says of one member in a period. `joined` is the day of its first movement as a member, None
    before it. `own` counts the member's movements of the period since then, `before` those of the year before."""

    organisation_id: UUID
    period: Period
    joined: date | None
    own: Tally
    before: Tally
    matched: Comparison
    saved: Saved
    tiers: tuple[TierFigures, ...]

    @property
    def since_before(self) -> Difference | None:
        return difference(self.own.rate, self.before.rate)

    @property
    def promise(self) -> Rate | None:
        return self.own.promise

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        return shortfalls(
            now=self.own.rate,
            before=self.before.rate,
            own=self.matched.own,
            peers=self.matched.peers,
            promise=self.promise,
        )


def ledger_for(*, actor: Actor, organisation_id: UUID, period: Period) -> Ledger:
    """Give the ledger of one member to itself and to staff who answer for it. Raises NotFound. Three queries."""
    if not (actor.has(*STAFF) if actor.is_staff else actor.can_act_for(organisation_id)):
        raise NotFound
    return ledger_of(organisation_id, period)


def ledger_of(organisation_id: UUID, period: Period) -> Ledger:
    """Work out one member's figures in three statements."""
    joined = joined_on(organisation_id)
    known = {"member": organisation_id, "none": NO_TIER}
    strata: list[Stratum] = []
    before = Tally()
    if joined is not None:
        since = max(period.first, first_of(joined))
        months = {"first": period.first, "since": since, "last": period.last, "until": period.until}
        strata = [_stratum(row) for row in _rows(_STRATA, {**known, **months})]
        year = {"since": year_before(joined), "joined": joined}
        before = next(Tally(*map(int, row)) for row in _rows(_BEFORE, {**known, **year}))
    return Ledger(
        organisation_id=organisation_id,
        period=period,
        joined=joined,
        own=total(one.own for one in strata),
        before=before,
        matched=compare(strata),
        saved=saved(strata),
        tiers=tuple(_tier(tier, strata) for tier in sorted({one.tier for one in strata})),
    )


def joined_on(organisation_id: UUID) -> date | None:
    """Give the day of the first movement as a member; None without one."""
    rows = _rows(_JOINED, {"member": organisation_id, "none": NO_TIER})
    found: date | None = next(rows)[0]
    return found


def members_moving(period: Period) -> list[UUID]:
    """Give every organisation that crossed as a member in the period. One query."""
    statement = (
        "SELECT DISTINCT organisation_id FROM compliance_movement "
        "WHERE tier <> %(none)s AND day BETWEEN %(first)s AND %(until)s ORDER BY 1"
    )
    return [row[0] for row in _rows(statement, {"none": NO_TIER, "first": period.first, "until": period.until})]


def _stratum(row: tuple[Any, ...]) -> Stratum:
    own = Tally(*map(int, row[_KEYS : _KEYS + _FIGURES]))
    return Stratum(row[0], own, Tally(*map(int, row[_KEYS + _FIGURES :])))


def _tier(tier: str, strata: list[Stratum]) -> TierFigures:
    found = [one for one in strata if one.tier == tier]
    return TierFigures(tier, total(one.own for one in found), compare(found), saved(found))


def _rows(statement: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{counts}", _COUNTS), values)
        yield from cursor.fetchall()
