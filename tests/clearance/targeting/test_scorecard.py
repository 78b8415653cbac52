"""Cards: the same points as a document, as rules of a profile and over a whole table; bad ones are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from clearance.targeting.interpreter import score
from clearance.targeting.learning.table import card_points, rows_of
from clearance.targeting.learning.train import train
from clearance.targeting.profile import ProfileError
from clearance.targeting.schema import CODE, FLAG, UNKNOWN, Facts
from clearance.targeting.scorecard import Card, card_from_dict, card_rules
from tests.clearance.targeting.cards import DRIVER, FINDINGS, SEALED, WISH, card_document, part, rows_to_train
from tests.clearance.targeting.samples import DAY, facts, profile
from tests.clearance.targeting.test_scoring import ANY_FACTS

CARD = card_from_dict(card_document())
OWNER = "Joint targeting centre"


def rules_of(card: Card) -> list[dict[str, Any]]:
    return card_rules(card, border="northern_land", owner=OWNER, until="2026-12-31")


AS_PROFILE = profile(*rules_of(CARD))


@settings(max_examples=50, derandomize=True)
@given(ANY_FACTS)
def test_the_rules_of_a_card_give_its_points(found: Facts) -> None:
    """Acceptance 2: the points sum to the score for every decision, and each is one of the card's reasons."""
    by_rules = score(found, AS_PROFILE, on=DAY)
    assert CARD.base + by_rules.points("compliance") == CARD.points(found)
    assert sorted(hit.points for hit in by_rules.hits) == sorted(one.points for one in CARD.contributions(found))


def test_a_trained_card_gives_each_row_the_points_of_its_rules() -> None:
    table, outcome = rows_to_train(5, 3_000)
    card = train(WISH, table, outcome)
    by_rules = profile(*rules_of(card))
    few = rows_of(table, np.arange(3_000) % 30 == 0)
    for row, points in enumerate(card_points(card, few)):
        changes: dict[str, Any] = {}
        for name, column in few.items():
            value = column.values[row]
            known = {CODE: lambda v, c: c.levels[int(v)], FLAG: lambda v, _c: bool(v)}.get(column.kind)
            changes[name] = UNKNOWN if np.isnan(value) else known(value, column) if known else float(value)
        found = facts(**changes)
        assert card.points(found) == points
        assert card.base + score(found, by_rules, on=DAY).points("compliance") == points


def test_the_heaviest_reason_comes_first_in_words() -> None:
    found = facts(findings=5, driver_tier="T2", sealed=True, new_goods=UNKNOWN)
    assert [(one.words, one.points) for one in CARD.contributions(found)] == [
        ("findings ≥ 3", 21),
        ("driver_tier = T2", -11),
    ]
    pair = CARD.contributions(facts(findings=0, driver_tier="T1", sealed=False, new_goods=True))
    assert [one.words for one in pair] == ["sealed = false, new_goods = true", "findings < 1"]


def test_a_card_of_security_makes_safety_rules_that_stop_nobody() -> None:
    made = rules_of(card_from_dict(card_document(target="security")))
    assert {rule["family"] for rule in made} == {"safety"}
    assert not any("stops" in rule for rule in made)
    assert {rule["scope"]["border"] for rule in made} == {"northern_land"}


GOOD = {"points": [1, 2, 3, 4]}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"kind": "profile"}, "card.target"),
        ({"target": "both"}, "card.target"),
        ({"base": 1.5}, "card.base"),
        ({"doubling": True}, "card.doubling"),
        ({"version": "1"}, "card.version"),
        ({"colour": "red"}, "card.colour"),
        ({"parts": []}, "card.parts"),
        ({"parts": [part(FINDINGS, **GOOD), part(FINDINGS, **GOOD)]}, "card.parts"),
        ({"parts": [part(FINDINGS, points=[1, 2, 3])]}, "card.parts[0].points"),
        ({"parts": [part(FINDINGS, points=[1, 2, 3, 4.5])]}, "card.parts[0].points"),
        ({"parts": [part(FINDINGS, **GOOD, rows=[1])]}, "card.parts[0].rows"),
        ({"parts": [part(FINDINGS, **GOOD, reason_class="because")]}, "card.parts[0].reason_class"),
        ({"parts": [part(FINDINGS, DRIVER, SEALED, points=[0] * 48)]}, "card.parts[0].of"),
        ({"parts": [part(FINDINGS | {"edges": [3, 1]}, **GOOD)]}, "card.parts[0].of[0].edges"),
        ({"parts": [part(FINDINGS | {"edges": [1, float("nan")]}, **GOOD)]}, "card.parts[0].of[0].edges"),
        ({"parts": [part(DRIVER | {"codes": ["T0", "T0"]}, **GOOD)]}, "card.parts[0].of[0].codes"),
        ({"parts": [part({"name": "sealed", "kind": "set"}, points=[0] * 3)]}, "card.parts[0].of[0]"),
    ],
)
def test_a_faulty_card_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(ProfileError) as error:
        card_from_dict(card_document(**changes))
    assert error.value.path == path


@pytest.mark.parametrize("bad", [None, [], {}, {"kind": "scorecard"}])
def test_what_is_no_card_is_refused(bad: Any) -> None:
    with pytest.raises(ProfileError):
        card_from_dict(bad)


def test_the_digest_covers_every_point() -> None:
    other = card_document(parts=[part(FINDINGS, points=[-4, 9, 21, 4])])
    assert card_from_dict(card_document()).digest == CARD.digest != card_from_dict(other).digest
