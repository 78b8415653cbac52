"""What the border costs, part by part (R-95)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from audit.compliance.domain.border_cost import WORDS, Counted, Own, border_cost, whole

MONEY = st.decimals(0, 100_000, places=2)


def counted(**changed: int) -> Counted:
    return Counted(
        **{"movements": 40, "timed": 20, "minutes": 600, "filings": 40, "repeats": 5, **changed},
        crossing_fees=Decimal("12.40"),
        membership_fees=Decimal("80.00"),
    )


def test_r95_each_part_is_its_own_product_of_records_and_own_figures() -> None:
    own = Own(penalties=Decimal(500))
    found = {part.code: (part.amount, part.n) for part in border_cost(own, counted())}
    # 600 minutes of 20 timed crossings: 30 each, 20 hours for all 40.
    assert found == {
        "delay": (Decimal("1700.00"), 20),
        "fuel": (Decimal("72.00"), 20),
        "stock": (Decimal("13.70"), 20),
        "staff": (Decimal("304.00"), 40),
        "repeats": (Decimal("38.00"), 5),
        "crossing_fees": (Decimal("12.40"), 40),
        "membership_fees": (Decimal("80.00"), 0),
        "penalties": (Decimal("500.00"), 0),
    }
    assert list(found) == list(WORDS)


def test_r95_without_a_timed_crossing_waiting_costs_nothing_known() -> None:
    parts = border_cost(Own(), counted(timed=0, minutes=0))
    assert {part.amount for part in parts if part.code in {"delay", "fuel", "stock"}} == {Decimal("0.00")}


@given(st.builds(Own, MONEY, MONEY, MONEY, MONEY, MONEY, MONEY, MONEY, MONEY), st.integers(0, 500))
def test_r95_the_parts_add_up_to_the_whole_and_more_waiting_never_costs_less(own: Own, minutes: int) -> None:
    less, more = (border_cost(own, counted(minutes=each)) for each in (minutes, minutes + 60))
    assert whole(less) == sum(part.amount for part in less)
    assert all(one.amount <= other.amount for one, other in zip(less, more, strict=True))
