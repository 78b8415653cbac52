"""Words and codes as people type them."""

from __future__ import annotations

import pytest

from portal.core.domain.text import Text
from portal.reference.domain import code_digits, code_words
from portal.reference.domain.goods import Rule, deciding_rules
from portal.reference.domain.words import Query, fold, parse, stem, term, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Œufs Frais", "oeufs frais"),
        ("Crème glacée", "creme glacee"),
        ("BOIS D’ŒUVRE", "bois d'oeuvre"),
        ("abc", "abc"),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tomatoes", "tomato"),
        ("berries", "berry"),
        ("freins", "frein"),
        ("pneus", "pneu"),
        ("congelées", "congelé"),
        ("animaux", "animal"),
        ("boxes", "boxe"),
        ("brushes", "brush"),
        ("glass", "glass"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


def test_short_words_and_numbers_keep_their_form() -> None:
    assert [stem(word) for word in ("gas", "bus", "12345")] == ["gas", "bus", "12345"]


def test_stop_words_go_unless_nothing_else_is_left() -> None:
    assert words("plaquettes de frein") == ["plaquettes", "frein"]
    assert words("or") == ["or"]


def test_a_term_is_the_same_in_singular_and_plural() -> None:
    assert term("Brake pads") == term("brake pad")


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("8708.30", Query("870830", ())),
        ("8708.30.50.10", Query("870830", ())),
        (" 87 08 ", Query("8708", ())),
        ("7", Query("7", ())),
        ("8708 brake", Query("8708", ("brake",))),
        ("3d printer", Query("", ("3d", "printer"))),
        ("2 x 4 lumber", Query("", ("2", "x", "4", "lumber"))),
        ("", Query("", ())),
        ("!!", Query("", ())),
    ],
)
def test_a_query_is_a_code_or_words_or_both(typed: str, query: Query) -> None:
    assert parse(typed) == query


def test_a_query_cannot_grow_without_end() -> None:
    assert len(parse("word " * 500).words) == 6
    assert len(parse("x" * 5000).words[0]) == 40


def test_codes_are_read_and_written_with_dots() -> None:
    assert code_digits("8708.30") == "870830"
    assert code_digits("٣٤") == ""
    assert [code_words(code) for code in ("870830", "8708", "87")] == ["8708.30", "8708", "87"]


def test_the_longest_prefix_decides_for_each_agency_and_none_takes_out() -> None:
    topic = Text("x", "x")
    table = {
        "36": [Rule("36", "ATF", "must", topic, "medium"), Rule("36", "PHMSA", "may", topic, "medium")],
        "3605": [Rule("3605", "ATF", "none", topic, "medium")],
        "360500": [Rule("360500", "PHMSA", "must", topic, "low")],
    }
    assert {(rule.agency, rule.severity) for rule in deciding_rules(table, "360200")} == {
        ("ATF", "must"),
        ("PHMSA", "may"),
    }
    assert [(rule.agency, rule.severity) for rule in deciding_rules(table, "360500")] == [("PHMSA", "must")]
    assert deciding_rules(table, "010121") == []
