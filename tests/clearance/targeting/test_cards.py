"""Learned cards inside a profile: one group, whole, with their digest; no rule of one is edited alone (issue item 2)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from clearance.targeting.cards import with_card, without_card
from clearance.targeting.lint import lint, stopping
from clearance.targeting.problem_words import problem_text
from clearance.targeting.profile import ProfileError, profile_digest, profile_from_dict
from clearance.targeting.scorecard import card_from_dict
from tests.clearance.targeting.cards import card_document
from tests.clearance.targeting.samples import DAY, document, rule

WHERE = {"border": "northern_land", "owner": "Joint targeting centre", "until": None}


def carded(card: dict[str, Any] | None = None) -> dict[str, Any]:
    return with_card(document(rule()), card or card_document(), **WHERE)


def findings(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in stopping(lint(profile_from_dict(found), security_cut=60, today=DAY))]


def test_a_card_comes_with_all_its_rules_and_goes_with_all_of_them() -> None:
    made = carded()
    card = card_from_dict(card_document())
    held = [each for each in made["rules"] if each.get("card") == card.digest]
    assert len(held) == sum(bool(points) for part in card.parts for points in part.points)
    assert profile_from_dict(made).cards[0]["card"] == card_document()
    assert findings(made) == []
    assert without_card(made, card.digest) == document(rule())
    assert without_card(made, "0" * 64) == made


def test_another_version_of_the_same_card_makes_way_for_the_first() -> None:
    newer = card_document() | {"version": 9}
    made = with_card(carded(), newer, **WHERE)
    assert [entry["card"]["version"] for entry in made["cards"]] == [9]
    assert {each["card"] for each in made["rules"] if "card" in each} == {profile_digest(newer)}


@pytest.mark.parametrize("change", ["points", "dropped", "added", "card"])
def test_a_card_whose_rules_were_touched_is_stopped(change: str) -> None:
    made = copy.deepcopy(carded())
    held = [each for each in made["rules"] if "card" in each]
    if change == "points":
        held[0]["points"] += 1
    elif change == "dropped":
        made["rules"].remove(held[0])
    elif change == "added":
        made["rules"].append(rule(id="X", card=held[0]["card"], when={"fact": "versions", "op": "ge", "value": 9}))
    else:
        made["cards"][0]["owner"] = "Somebody else"
    assert ("CLR_LINT_CARD", "cards[0]") in findings(made)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda made: made.update(cards="x"), "cards"),
        (lambda made: made.update(cards=[*made["cards"], made["cards"][0]]), "cards"),
        (lambda made: made["cards"][0].pop("owner"), "cards[0].owner"),
        (lambda made: made.pop("cards"), "rules[1].card"),
    ],
)
def test_a_profile_with_half_a_card_is_refused_with_its_place(change: Any, path: str) -> None:
    made = copy.deepcopy(carded())
    change(made)
    with pytest.raises(ProfileError) as refused:
        profile_from_dict(made)
    assert refused.value.path == path


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda card: card.pop("name"), "card.name"),
        (lambda card: card.update(name="x"), "card.name"),
        (lambda card: card["parts"][0]["of"][0].update(name="colour"), "card.parts[0].of"),
        (
            lambda card: (
                card["parts"][0].update(points=[0] * len(card["parts"][0]["points"]))
                or card.update(parts=card["parts"][:1])
            ),
            "card.parts",
        ),
    ],
)
def test_a_card_that_cannot_be_used_is_refused_in_both_languages(change: Any, path: str) -> None:
    card = copy.deepcopy(card_document())
    change(card)
    with pytest.raises(ProfileError) as refused:
        carded(card)
    words = problem_text(refused.value.problem)
    assert refused.value.path == path and words.fr != words.en
