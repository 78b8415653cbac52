"""What is an exact match, a near one and none, on a labelled set; nothing near escapes the keys (R-89, R-98)."""

from __future__ import annotations

import random
import string
from dataclasses import replace

import pytest

from portal.core.domain.matching import (
    EXACT,
    NEAR,
    NONE,
    PERSON,
    Identity,
    blocking_keys,
    compare,
    fingerprints,
    letters,
    shared,
)
from tests.clearance.targeting.match_cases import BORN, CASES, OTHER, Case, person, plate


def label(case: Case) -> str:
    return f"{case[0].words} | {case[1].words}"


@pytest.mark.parametrize("case", CASES, ids=label)
def test_each_pair_is_what_the_rules_say(case: Case) -> None:
    left, right, _, degree = case
    assert (compare(left, right).degree, compare(right, left).degree) == (degree, degree), compare(left, right)


def test_precision_and_recall_on_the_labelled_set() -> None:
    """Exact never names another; what a person is asked about misses few and is mostly right."""
    verdicts = [(same, compare(left, right).degree) for left, right, same, _ in CASES]
    exact = [same for same, degree in verdicts if degree == EXACT]
    asked = [same for same, degree in verdicts if degree != NONE]
    recall = sum(asked) / sum(same for same, _ in verdicts)
    precision = sum(asked) / len(asked)
    print(f"{len(CASES)} pairs: exact {sum(exact)} of {len(exact)} right; found {recall:.3f}, right {precision:.3f}")
    assert all(exact) and len(exact) >= 12
    assert recall >= 0.95 and precision >= 0.95


@pytest.mark.parametrize("case", [case for case in CASES if case[3] != NONE], ids=label)
def test_what_matches_shares_a_key(case: Case) -> None:
    assert shared(blocking_keys(case[0]), blocking_keys(case[1]))


def _slipped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    letter = chance.choice(string.ascii_uppercase)
    changed = word[:place] + letter + word[place + 1 :]
    missing = word[:place] + word[place + 1 :]
    added = word[:place] + letter + word[place:]
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return chance.choice([changed, missing, added, swapped])


def test_ten_thousand_slips_of_the_pen_never_hide_a_near_match_from_the_keys() -> None:
    chance = random.Random("R-98")
    near = 0
    for _ in range(10_000):
        words = ["".join(chance.choices(string.ascii_uppercase, k=chance.randint(3, 9))) for _ in range(2)]
        wanted = replace(person(f"{words[0]}, {words[1]}", BORN))
        both = [_slipped(word, chance) if chance.random() < 0.7 else word for word in words]
        filed = person(f"{both[0]}, {both[1]}", BORN)
        if compare(wanted, filed).degree != NONE:
            near += 1
            assert shared(blocking_keys(wanted), blocking_keys(filed)), (wanted.words, filed.words)
    assert near > 4_000, near


def test_a_name_alone_is_never_exact() -> None:
    """R-89: only a date of birth or a number makes a namesake the person."""
    wanted = person("Exemple, Conducteur", BORN)
    assert compare(wanted, person("Exemple, Conducteur")).degree == NEAR
    assert compare(wanted, person("Exemple, Conducteur", OTHER)).degree == NONE
    assert compare(person("Exemple, Conducteur"), person("Exemple, Conducteur")).degree == NEAR


def test_a_marker_is_tied_to_the_person_and_not_to_the_name() -> None:
    with_date = person("Exemple, Conducteur", BORN)
    assert shared(fingerprints(with_date), fingerprints(person("CONDUCTEUR, EXEMPLE", BORN)))
    assert not shared(fingerprints(with_date), fingerprints(person("Exemple, Conducteur", OTHER)))
    undated = person("Exemple, Conducteur")
    assert shared(fingerprints(undated, "A"), fingerprints(undated, "A"))
    assert not shared(fingerprints(undated, "A"), fingerprints(undated, "B"))
    card = person("Exemple, C", "", "4270001")
    assert shared(fingerprints(card), fingerprints(person("Autre, Nom", OTHER, "427 0001")))
    assert not shared(fingerprints(plate("AB12345 ON")), fingerprints(plate("AB12345 QC")))


def test_letters_are_laid_side_by_side() -> None:
    pieces = letters("Exemple", "EXAMPLE")
    assert [(piece.same, piece.left, piece.right) for piece in pieces] == [
        (True, "EX", "EX"),
        (False, "E", "A"),
        (True, "MPLE", "MPLE"),
    ]


def test_an_identity_is_kept_and_read_again() -> None:
    given = person("Exemple, Conducteur", BORN, "4270001")
    assert Identity.from_dict(given.as_dict()) == given
    assert Identity.from_dict({"kind": PERSON}) == Identity(PERSON)
