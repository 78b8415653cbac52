"""The limits of a delegation order, one by one, and what a draft may not say (R-41, R-65)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clearance.domain.officers import BORDER
from clearance.domain.partners.orders import (
    ALWAYS,
    HOLD,
    RELEASE,
    Act,
    GoodsActedOn,
    OrderTerms,
    refusal,
    terms_digest,
    terms_faults,
)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TERMS = OrderTerms("FDA", "CBP", crossings=("ambassador-bridge",), except_prefixes=("0207",), max_weight_kg=20_000)
FOOD = GoodsActedOn("180632", frozenset({"FDA_FOOD"}), complete=True)
ACT = Act(RELEASE, "ambassador-bridge", giver_open=False, designated=True, weight_kg=1250.5, goods=(FOOD,))

# terms, act, code of the refusal or nothing
LIMITS: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    ({}, {}, ""),
    ({}, {"power": HOLD}, "CLR_ORDER_NOT_LENT"),
    ({"powers": (HOLD, RELEASE)}, {"power": HOLD}, ""),
    ({}, {"crossing": "peace-bridge"}, "CLR_ORDER_OTHER_PORT"),
    ({"crossings": ()}, {"crossing": "peace-bridge"}, ""),
    ({}, {"giver_open": True}, "CLR_ORDER_IT_IS_OPEN"),
    ({}, {"giver_open": None}, "CLR_ORDER_IT_IS_OPEN"),
    ({"hours": ALWAYS}, {"giver_open": True}, ""),
    ({"designated_only": True}, {"designated": False}, "CLR_ORDER_NOT_DESIGNATED"),
    ({"designated_only": True}, {}, ""),
    ({}, {"weight_kg": 20_000.5}, "CLR_ORDER_TOO_HEAVY"),
    ({"max_weight_kg": 0}, {"weight_kg": 99_000}, ""),
    ({}, {"goods": (replace(FOOD, hs_code="020714"),)}, "CLR_ORDER_GOODS_OUT"),
    ({"programmes": ("FDA_DRUG",)}, {}, "CLR_ORDER_PROGRAMME_OUT"),
    ({"programmes": ("FDA_FOOD",)}, {}, ""),
    ({}, {"goods": (replace(FOOD, complete=False),)}, "CLR_ORDER_INCOMPLETE"),
    ({"complete_only": False}, {"goods": (replace(FOOD, complete=False),)}, ""),
    ({"powers": (HOLD,)}, {"power": HOLD, "goods": (replace(FOOD, complete=False),)}, ""),
)


@pytest.mark.parametrize(("terms", "act", "code"), LIMITS)
def test_each_limit_refuses_what_lies_outside_it(terms: dict[str, Any], act: dict[str, Any], code: str) -> None:
    found = refusal(replace(TERMS, **terms), replace(ACT, **act))
    assert (found.code if found else "") == code
    if found:
        assert found.fix is not None and found.message.fr != found.message.en


def faults(terms: OrderTerms = TERMS, **dates: datetime) -> list[str]:
    spans = {"starts": NOW, "ends": NOW + timedelta(days=30), **dates}
    found = terms_faults(
        terms,
        now=NOW,
        border=BORDER,
        programmes={"FDA_FOOD": "FDA", "CFIA_FOOD": "CFIA"},
        known_crossings=["ambassador-bridge"],
        **spans,
    )
    return [item.path for item in found]


DRAFTS: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, []),
    ({"receiver": "FDA"}, ["receiver", "receiver"]),
    ({"giver": "CBSA"}, ["giver"]),
    ({"receiver": "CFIA"}, ["receiver"]),
    ({"crossings": ("nowhere",)}, ["crossings"]),
    ({"programmes": ("CFIA_FOOD",)}, ["programmes"]),
    ({"powers": ()}, ["powers"]),
    ({"powers": ("arrest",)}, ["powers"]),
    ({"hours": "lunch"}, ["hours"]),
    ({"except_prefixes": ("meat",)}, ["except_prefixes"]),
)


@pytest.mark.parametrize(("changes", "paths"), DRAFTS)
def test_a_draft_is_judged_field_by_field(changes: dict[str, Any], paths: list[str]) -> None:
    assert faults(replace(TERMS, **changes)) == paths


def test_an_order_ends_after_it_starts_within_a_year_and_in_the_future() -> None:
    assert faults(ends=NOW - timedelta(hours=1)) == ["ends_at", "ends_at"]
    assert faults(ends=NOW + timedelta(days=367)) == ["ends_at"]
    assert faults(starts=NOW - timedelta(days=9), ends=NOW) == ["ends_at"]


def test_what_is_signed_is_named_by_one_digest() -> None:
    spans = {"starts": NOW, "ends": NOW + timedelta(days=30)}
    first = terms_digest(TERMS, 12, 1, **spans)
    assert first == terms_digest(OrderTerms.from_dict(TERMS.as_dict()), 12, 1, **spans)
    others = (
        terms_digest(replace(TERMS, max_weight_kg=1), 12, 1, **spans),
        terms_digest(TERMS, 13, 1, **spans),
        terms_digest(TERMS, 12, 2, **spans),
        terms_digest(TERMS, 12, 1, starts=NOW, ends=NOW + timedelta(days=31)),
    )
    assert first not in others and len(set(others)) == 4
