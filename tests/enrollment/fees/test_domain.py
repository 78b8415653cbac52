"""What one applicant owes, and sums that come out even, whatever happens in whatever order (R-05, R-105)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.billing import Billed, major_units, minor_units, totals
from enrollment.domain.fees import (
    MINOR,
    OTHER_CARD,
    TIER,
    Applicant,
    FeeVersion,
    Waiver,
    fee_for,
    fee_on,
    shipped_fee,
)
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.provisions import amount_of, provision_faults
from enrollment.domain.transitions import INVOICE
from portal.core.domain.text import Text

DAY = date(2026, 11, 27)
NEXUS = PROGRAMMES["NEXUS"]
POLICY = Text("Fee policy FP-7", "Politique FP-7")
WHY = Text("Trust was earned elsewhere.", "La confiance a été gagnée ailleurs.")


def waiver(ground: str = TIER, percent: int = 100, **changes: Any) -> Waiver:
    given = {"tier": "T2", "number": 1, "starts_on": DAY - timedelta(days=30), **changes}
    return Waiver("NEXUS", ground, percent, POLICY, WHY, **given)


def version(amount: str, starts_on: date, number: int, ends_on: date | None = None) -> FeeVersion:
    return replace(shipped_fee(NEXUS), amount=Decimal(amount), starts_on=starts_on, ends_on=ends_on, number=number)


def test_the_amounts_of_the_law_are_shipped_with_owner_basis_cost_and_review() -> None:
    amounts = {code: shipped_fee(programme).amount for code, programme in PROGRAMMES.items()}
    assert amounts == {"FAST_CARRIER": 0, "FAST_SHIPPER": 0, "FAST_DRIVER": 50, "NEXUS": 120}
    for programme in PROGRAMMES.values():
        fee = shipped_fee(programme)
        assert fee.owner and fee.basis.en and fee.basis.fr and fee.cost.en and fee.cost.fr and fee.review_on


def test_the_version_in_force_is_that_of_the_day() -> None:
    later = DAY + timedelta(days=10)
    versions = [version("125", DAY, 1), version("130", later, 2), version("1", DAY, 3, DAY)]
    amounts = [fee_on(versions, NEXUS, DAY + timedelta(days=days)).amount for days in (-1, 0, 1, 9, 10)]
    assert amounts == [120, 1, 125, 125, 130]
    assert fee_on(versions, PROGRAMMES["FAST_DRIVER"], DAY).amount == 50


def test_a_minor_with_a_parent_in_nexus_pays_nothing_by_section_24() -> None:
    child = fee_for(shipped_fee(NEXUS), [], Applicant(age=12, parent_is_member=True), DAY)
    assert (child.gross, child.waived, child.due) == (120, 120, 0) and "section 24" in child.lines[1].policy.en
    assert fee_for(shipped_fee(NEXUS), [], Applicant(age=12), DAY).due == 120
    assert fee_for(shipped_fee(NEXUS), [], Applicant(age=40, parent_is_member=True), DAY).due == 120
    driver = shipped_fee(PROGRAMMES["FAST_DRIVER"])
    assert fee_for(driver, [], Applicant(age=17, parent_is_member=True), DAY).due == 50


@pytest.mark.parametrize(
    ("policy", "held", "due"),
    [
        (waiver(), (("FAST_DRIVER", "T2"),), 0),
        (waiver(), (("FAST_DRIVER", "T3"),), 0),
        (waiver(), (("FAST_DRIVER", "T1"),), 120),
        (waiver(percent=25), (("FAST_DRIVER", "T2"),), 90),
        (waiver(OTHER_CARD, 50), (("FAST_DRIVER", "T1"),), 60),
        (waiver(OTHER_CARD, 50), (("NEXUS", "NEXUS"),), 120),
        (waiver(starts_on=DAY + timedelta(days=1)), (("FAST_DRIVER", "T3"),), 120),
        (waiver(ends_on=DAY - timedelta(days=1)), (("FAST_DRIVER", "T3"),), 120),
    ],
)
def test_a_tier_or_a_ground_waives_or_credits(policy: Waiver, held: Any, due: int) -> None:
    found = fee_for(shipped_fee(NEXUS), [policy], Applicant(held=held), DAY)
    assert found.due == due
    assert (found.lines[-1].policy == POLICY) is (due < 120)


def test_one_waiver_counts_the_best_one_and_law_before_policy() -> None:
    rows = [waiver(percent=30, number=1), waiver(percent=60, number=2), waiver(percent=60, number=3)]
    found = fee_for(shipped_fee(NEXUS), rows, Applicant(held=(("FAST_DRIVER", "T3"),)), DAY)
    assert (found.due, found.waiver) == (48, rows[1])
    child = Applicant(age=9, parent_is_member=True, held=(("FAST_DRIVER", "T3"),))
    by_law = fee_for(shipped_fee(NEXUS), [waiver()], child, DAY)
    assert by_law.waiver is not None and by_law.waiver.ground == MINOR


@given(st.decimals(0, 10_000, places=2), st.integers(1, 100))
def test_no_cent_is_lost_between_gross_waived_and_due(amount: Decimal, percent: int) -> None:
    fee = replace(shipped_fee(NEXUS), amount=amount)
    found = fee_for(fee, [waiver(percent=percent)], Applicant(held=(("FAST_DRIVER", "T3"),)), DAY)
    assert found.gross == found.waived + found.due and 0 <= found.due <= amount
    assert sum(line.amount for line in found.lines) == found.due
    assert major_units(minor_units(found.due)) == found.due


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 10_000, places=2),
            st.integers(0, 100),
            st.lists(st.sampled_from(INVOICE.actions), max_size=6),
        ),
        max_size=30,
    )
)
def test_paid_waived_and_refunded_reconcile_whatever_happens(stories: list[Any]) -> None:
    """Any sequence of actions the workflow permits leaves sums that come out even."""
    rows = []
    for gross, percent, actions in stories:
        waived = (gross * percent / 100).quantize(Decimal("0.01"))
        status = "open" if gross > waived else "waived"
        for action in actions:
            moves = {move.action: move.target for move in INVOICE.transitions if move.source == status}
            status = moves.get(action, status) if action != "waive" else status
        rows.append(Billed(status, gross, waived))
    found = totals(rows)
    assert found.balanced and found.count == len(rows)
    assert found.gross == sum((row.gross for row in rows), Decimal(0))


def test_a_status_without_a_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="no total"):
        totals([Billed("lost", Decimal(1), Decimal(0))])


@pytest.mark.parametrize("money", [1.5, 120, "120"])
def test_money_is_never_a_float(money: Any) -> None:
    with pytest.raises(TypeError):
        minor_units(money)


def test_parts_of_a_cent_are_no_amount() -> None:
    with pytest.raises(ValueError, match="parts of a cent"):
        minor_units(Decimal("1.005"))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("120", "120.00"), (" 49,50 ", "49.50"), ("1.005", None), (1.5, None), ("NaN", None), ("1e9", None), ("", None)],
)
def test_reading_an_amount(typed: Any, amount: str | None) -> None:
    found = amount_of(typed)
    assert found == (Decimal(amount) if amount else None)


GOOD = {
    "programme": "NEXUS",
    "amount": "130.00",
    "owner": "CBSA",
    "basis_en": "Law",
    "basis_fr": "Loi",
    "cost_en": "More",
    "cost_fr": "Plus",
    "starts_on": "2026-12-01",
    "ends_on": "",
    "review_on": "2027-12-01",
    "ground": "tier",
    "tier": "T2",
    "percent": 100,
}


@pytest.mark.parametrize("kind", ["fee", "waiver"])
@pytest.mark.parametrize("name", ["owner", "basis_en", "basis_fr", "cost_en", "cost_fr", "review_on", "starts_on"])
def test_without_owner_basis_cost_and_review_there_is_no_fee(kind: str, name: str) -> None:
    assert provision_faults(kind, GOOD, DAY) == []
    items = provision_faults(kind, {**GOOD, name: " "}, DAY)
    assert [(item.path, item.code) for item in items] == [(name, "ENR_FEE_INCOMPLETE")]
    assert items[0].fix and items[0].message.fr


@pytest.mark.parametrize(
    ("kind", "change", "path"),
    [
        ("fee", {"amount": "-1"}, "amount"),
        ("fee", {"amount": "12.345"}, "amount"),
        ("fee", {"starts_on": "2026-11-26"}, "starts_on"),
        ("fee", {"ends_on": "2026-11-30"}, "ends_on"),
        ("fee", {"ends_on": "soon"}, "ends_on"),
        ("fee", {"review_on": "2026-12-01"}, "review_on"),
        ("fee", {"programme": "GLOBAL_ENTRY"}, "programme"),
        ("fee", {"owner": "x" * 301}, "owner"),
        ("waiver", {"percent": 0}, "percent"),
        ("waiver", {"percent": "100"}, "percent"),
        ("waiver", {"ground": "minor"}, "ground"),
        ("waiver", {"tier": "T0"}, "tier"),
    ],
)
def test_what_else_is_refused_and_where(kind: str, change: dict[str, Any], path: str) -> None:
    assert [item.path for item in provision_faults(kind, {**GOOD, **change}, DAY)] == [path]
