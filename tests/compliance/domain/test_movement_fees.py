"""What a crossing costs under loops, caps, waivers and purposes (R-06, R-07, R-105, R-106)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from audit.compliance.domain.movement_fees import (
    CAPPED,
    CHARGED,
    LOOP,
    RAIL,
    WAIVED,
    Crossing,
    FeeRule,
    statement,
)
from audit.compliance.domain.movement_fees_shipped import AQI, SHIPPED
from portal.core.domain.text import Text

DAY = date(2026, 11, 2)
RULE = next(rule for rule in SHIPPED if rule.starts_on <= DAY and (rule.ends_on is None or rule.ends_on >= DAY))


def crossing(number: int = 0, **fields: Any) -> Crossing:
    known: dict[str, Any] = {
        "id": UUID(int=number + 1),
        "number": f"T{number:04d}",
        "day": DAY,
        "crossing": "ambassador-bridge",
        "direction": "SB",
        "mode": "truck",
        "tier": "T2",
        "loop": None,
        "goods": ("870830",),
    }
    return Crossing(**{**known, **fields})


def applied(crossings: list[Crossing], *rules: FeeRule) -> list[tuple[str, str]]:
    return [(line.applied, f"{line.charged:.2f}") for line in statement(crossings, rules).lines]


def test_r06_ten_crossings_of_one_loop_are_charged_once_and_all_ten_stand_on_the_statement() -> None:
    found = statement([crossing(number, loop=7) for number in range(10)], SHIPPED)
    assert [line.applied for line in found.lines] == [CHARGED] + [LOOP] * 9
    assert (found.gross, found.charged) == (Decimal("124.00"), Decimal("12.40"))
    assert found.by_rule == {
        CHARGED: (1, Decimal("12.40"), Decimal("12.40")),
        LOOP: (9, Decimal("111.60"), Decimal(0)),
    }


def test_each_loop_and_each_month_is_charged_anew() -> None:
    rows = [crossing(1, loop=7), crossing(2, loop=8), crossing(3, loop=7, day=date(2026, 12, 1)), crossing(4)]
    assert applied(rows, *SHIPPED) == [(CHARGED, "12.40")] * 4


def test_a_rule_without_the_exemption_charges_every_crossing() -> None:
    rule = replace(RULE, loop_once=False)
    assert applied([crossing(number, loop=7) for number in range(3)], rule) == [(CHARGED, "12.40")] * 3


def test_a_cap_ends_charging_for_the_month_to_the_cent() -> None:
    rule = replace(RULE, cap=Decimal("30.00"))
    assert applied([crossing(number) for number in range(4)], rule) == [
        (CHARGED, "12.40"),
        (CHARGED, "12.40"),
        (CAPPED, "5.20"),
        (CAPPED, "0.00"),
    ]


@pytest.mark.parametrize(
    ("tier", "expected"), [("T3", (WAIVED, "0.00")), ("T2", (WAIVED, "9.30")), ("T1", (CHARGED, "12.40"))]
)
def test_a_tier_may_pay_less(tier: str, expected: tuple[str, str]) -> None:
    rule = replace(RULE, waivers=(("T3", 100), ("T2", 25)))
    assert applied([crossing(tier=tier)], rule) == [expected]


def test_r07_a_fee_on_goods_it_is_not_for_is_marked() -> None:
    rows = [crossing(1), crossing(2, goods=("070200", "870830")), crossing(3, goods=())]
    found = statement(rows, SHIPPED)
    assert [line.off_purpose for line in found.lines] == [True, False, True]
    assert sum(line.charged for line in found.off_purpose) == Decimal("24.80")


def test_what_was_not_charged_is_no_complaint() -> None:
    found = statement([crossing(number, loop=7) for number in range(3)], SHIPPED)
    assert len(found.off_purpose) == 1


def test_r106_rail_has_its_own_rules_and_the_same_engine() -> None:
    rail = replace(RULE, code="AQI-RAIL", mode=RAIL, amount=Decimal("2.00"), label=Text("Rail car", "Wagon"))
    found = statement([crossing(1), crossing(2, mode=RAIL)], [*SHIPPED, rail])
    assert [(line.rule.code, line.charged, line.off_purpose) for line in found.lines] == [
        (AQI, Decimal("12.40"), True),
        ("AQI-RAIL", Decimal("2.00"), True),
    ]


def test_scope_direction_and_dates_say_what_is_charged_at_all() -> None:
    scoped = replace(RULE, scope=("07",))
    assert applied([crossing()], scoped) == []
    assert applied([crossing(goods=("0702",))], scoped) == [(CHARGED, "12.40")]
    assert applied([crossing(direction="NB")], *SHIPPED) == []


@pytest.mark.parametrize(
    ("day", "amount"), [(date(2024, 9, 30), "7.29"), (date(2024, 10, 1), "12.40"), (date(2027, 10, 1), "15.55")]
)
def test_the_amount_is_that_of_the_day(day: date, amount: str) -> None:
    assert applied([crossing(day=day)], *SHIPPED) == [(CHARGED, amount)]


def test_a_later_version_of_a_fee_replaces_the_earlier_one() -> None:
    later = replace(RULE, starts_on=DAY, amount=Decimal("9.00"))
    assert applied([crossing()], *SHIPPED, later) == [(CHARGED, "9.00")]


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: str(rule.starts_on))
def test_r105_no_fee_without_owner_basis_cost_and_review(rule: FeeRule) -> None:
    assert rule.owner
    assert all((rule.basis.en, rule.basis.fr, rule.cost.en, rule.cost.fr, rule.purpose, rule.purpose_label.fr))
    assert rule.review_on > rule.starts_on
