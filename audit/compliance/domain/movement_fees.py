"""What one crossing costs, and what it would have cost: fees per movement as rules (R-06, R-07, R-105, R-106).

A rule says what is charged on (commodity scope), what the fee is for (purpose class), on which law, and who answers for
it. Crossings of one value-chain loop in a month are charged once where the rule says so; a cap ends charging for the
month; a tier may pay less. Nothing is left unsaid: every crossing stands on the statement with the rule applied to it.
Amounts are Decimal, in US dollars.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from portal.core.domain.text import Text

CENT = Decimal("0.01")
NOTHING = Decimal(0)
TRUCK, RAIL = "truck", "rail"
CHARGED, LOOP, CAPPED, WAIVED = "charged", "loop_once", "capped", "waived"
APPLIED: dict[str, Text] = {
    CHARGED: Text("charged", "perçus"),
    LOOP: Text("same loop, charged once a month", "même boucle, perçus une fois par mois"),
    CAPPED: Text("monthly cap reached", "plafond mensuel atteint"),
    WAIVED: Text("less for the tier", "réduits selon le niveau"),
}


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One fee per crossing, as one version of it.

    `scope` are HS prefixes it is charged on, empty for any crossing; `purpose` those the fee exists for. `cap` is the
    most a company pays in a month, `loop_once` the production-loop exemption, `waivers` (tier, per cent) reductions.
    """

    code: str
    label: Text
    amount: Decimal
    mode: str
    directions: tuple[str, ...]
    scope: tuple[str, ...]
    purpose: tuple[str, ...]
    purpose_label: Text
    owner: str
    basis: Text
    cost: Text
    starts_on: date
    review_on: date
    ends_on: date | None = None
    cap: Decimal | None = None
    loop_once: bool = True
    waivers: tuple[tuple[str, int], ...] = ()

    def charged_on(self, crossing: Crossing) -> bool:
        """Say whether the rule is about this crossing at all."""
        counts = self.starts_on <= crossing.day and (self.ends_on is None or crossing.day <= self.ends_on)
        about = crossing.mode == self.mode and crossing.direction in self.directions
        return counts and about and (not self.scope or _any(self.scope, crossing.goods))

    def serves(self, crossing: Crossing) -> bool:
        """Say whether anything on board is what the fee exists for; an empty truck carries nothing of it (R-07)."""
        return _any(self.purpose, crossing.goods)

    def percent_off(self, tier: str) -> int:
        return dict(self.waivers).get(tier, 0)


@dataclass(frozen=True, slots=True)
class Crossing:
    """What of a movement fees look at; `goods` are HS codes."""

    id: UUID
    number: str
    day: date
    crossing: str
    direction: str
    mode: str
    tier: str
    loop: int | None
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of one crossing: the full amount, what is charged, and the rule applied. `off_purpose` marks a fee charged
    on a crossing with nothing of what the fee exists for."""

    crossing: Crossing
    rule: FeeRule
    gross: Decimal
    charged: Decimal
    applied: str
    off_purpose: bool

    @property
    def spared(self) -> Decimal:
        return self.gross - self.charged


@dataclass(frozen=True, slots=True)
class Statement:
    """A company's month: every line, what all crossings would have cost and what is charged."""

    lines: tuple[FeeLine, ...]

    @property
    def gross(self) -> Decimal:
        return sum((line.gross for line in self.lines), NOTHING)

    @property
    def charged(self) -> Decimal:
        return sum((line.charged for line in self.lines), NOTHING)

    @property
    def off_purpose(self) -> tuple[FeeLine, ...]:
        return tuple(line for line in self.lines if line.off_purpose and line.charged)

    @property
    def by_rule(self) -> dict[str, tuple[int, Decimal, Decimal]]:
        """Give (crossings, gross, charged) by applied rule, in the order of the list."""
        found: dict[str, tuple[int, Decimal, Decimal]] = {}
        for code in APPLIED:
            lines = [line for line in self.lines if line.applied == code]
            if lines:
                gross = sum((line.gross for line in lines), NOTHING)
                found[code] = (len(lines), gross, sum((line.charged for line in lines), NOTHING))
        return found


@dataclass(slots=True)
class _Month:
    """What was charged so far in one month under one rule."""

    paid: Decimal = NOTHING
    loops: set[int] = field(default_factory=set)


def statement(crossings: Iterable[Crossing], rules: Sequence[FeeRule]) -> Statement:
    """Work out one company's fees, crossing by crossing in order of day and number; caps and loops count by month."""
    months: dict[tuple[str, int, int], _Month] = {}
    lines = []
    for crossing in sorted(crossings, key=lambda one: (one.day, one.number)):
        for rule in in_force(rules, crossing):
            month = months.setdefault((rule.code, crossing.day.year, crossing.day.month), _Month())
            lines.append(_line(rule, crossing, month))
    return Statement(tuple(lines))


def in_force(rules: Sequence[FeeRule], crossing: Crossing) -> list[FeeRule]:
    """Give one version of each fee that is about the crossing: the last to begin."""
    found: dict[str, FeeRule] = {}
    for rule in rules:
        if rule.charged_on(crossing) and (rule.code not in found or found[rule.code].starts_on < rule.starts_on):
            found[rule.code] = rule
    return [found[code] for code in sorted(found)]


def _line(rule: FeeRule, crossing: Crossing, month: _Month) -> FeeLine:
    amount, applied = _amount(rule, crossing, month)
    month.paid += amount
    if crossing.loop is not None:
        month.loops.add(crossing.loop)
    return FeeLine(crossing, rule, rule.amount, amount, applied, off_purpose=not rule.serves(crossing))


def _amount(rule: FeeRule, crossing: Crossing, month: _Month) -> tuple[Decimal, str]:
    if rule.loop_once and crossing.loop is not None and crossing.loop in month.loops:
        return NOTHING, LOOP
    off = rule.percent_off(crossing.tier)
    due = (rule.amount * (100 - off) / 100).quantize(CENT, ROUND_HALF_UP)
    if rule.cap is not None and month.paid + due > rule.cap:
        return max(NOTHING, rule.cap - month.paid), CAPPED
    return due, WAIVED if off else CHARGED


def _any(prefixes: tuple[str, ...], goods: tuple[str, ...]) -> bool:
    return any(code.startswith(prefixes) for code in goods)
