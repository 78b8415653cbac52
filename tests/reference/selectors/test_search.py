"""The search for goods codes: one table of what people type and the heading they mean."""

from __future__ import annotations

from typing import Any

import pytest

from portal.reference.selectors import hs_search

pytestmark = pytest.mark.usefixtures("reference_data")

ENGLISH = [
    ("truck", "8704"),
    ("brake", "8708"),
    ("brake pads", "8708"),
    ("chocolate", "1806"),
    ("fresh tomatoes", "0702"),
    ("softwood lumber", "4407"),
    ("truck tires", "4011"),
    ("cheddar", "0406"),
    ("maple syrup", "1702"),
    ("frozen french fries", "2004"),
    ("beer", "2203"),
    ("ball bearings", "8482"),
    ("lithium battery", "8507"),
    ("hockey skates", "9506"),
    ("wooden pallets", "4415"),
    ("hot rolled steel coil", "7208"),
    ("live cattle", "0102"),
    ("pork", "0203"),
    ("cardboard boxes", "4819"),
    ("office chair", "9401"),
    ("smartphone", "8517"),
    ("fireworks", "3604"),
    ("handgun", "9302"),
    ("potash", "3104"),
    ("canola oil", "1514"),
    ("newsprint", "4801"),
    ("polyethylene resin", "3901"),
    ("auto parts", "8708"),
    ("christmas trees", "0604"),
    ("natural gas", "2711"),
]
FRENCH = [
    ("camion", "8704"),
    ("frein", "8708"),
    ("plaquettes de frein", "8708"),
    ("tomates", "0702"),
    ("fromage", "0406"),
    ("bois d'œuvre", "4407"),
    ("bois d'oeuvre", "4407"),
    ("pneus d'hiver", "4011"),
    ("sirop d'érable", "1702"),
    ("crème glacée", "2105"),
    ("pomme de terre", "0701"),
    ("pommes", "0808"),
    ("pain", "1905"),
    ("vin rouge", "2204"),
    ("roulements à billes", "8482"),
    ("meubles de bureau", "9403"),
    ("papier journal", "4801"),
    ("homard", "0306"),
    ("motoneige", "8703"),
    ("tracteur routier", "8701"),
    ("médicaments", "3004"),
    ("arme à feu", "9303"),
    ("acier inoxydable", "7219"),
    ("palettes de bois", "4415"),
    ("tuyaux en caoutchouc", "4009"),
    ("machines à coudre", "8452"),
    ("vitrages isolants", "7008"),
    ("aliments pour animaux", "2309"),
    ("batiments prefabriques", "9406"),
    ("écharpes et foulards", "6214"),
]
MISSPELT = [
    ("choclate", "1806"),
    ("tomatos", "0702"),
    ("fromge", "0406"),
    ("aluminim foil", "7607"),
    ("plaqette de frein", "8708"),
]


def headings(typed: str, lang: str) -> list[str]:
    return [hit.code[:4] for hit in hs_search(typed, limit=5, lang=lang)]


@pytest.mark.parametrize(("typed", "heading"), ENGLISH)
def test_english_trade_words(typed: str, heading: str) -> None:
    assert heading in headings(typed, "en")


@pytest.mark.parametrize(("typed", "heading"), FRENCH)
def test_french_trade_words(typed: str, heading: str) -> None:
    assert heading in headings(typed, "fr")


@pytest.mark.parametrize(("typed", "heading"), MISSPELT)
def test_misspelt_words_are_put_right(typed: str, heading: str) -> None:
    assert heading in headings(typed, "en")


@pytest.mark.parametrize("typed", ["smartph", "tomat", "from", "bea"])
def test_a_word_only_begun_already_finds(typed: str) -> None:
    assert hs_search(typed, limit=5)


def test_digits_are_a_prefix_with_or_without_dots() -> None:
    assert [hit.code for hit in hs_search("8708.30")] == ["870830"]
    assert [hit.code for hit in hs_search("8708.30.50")] == ["870830"]
    assert {hit.code[:4] for hit in hs_search("0702")} == {"0702"}
    assert all(hit.code.startswith("87") for hit in hs_search("87", limit=50))


def test_a_code_and_words_narrow_each_other() -> None:
    assert hs_search("8708 brake")[0].code == "870830"
    assert not [hit for hit in hs_search("8708 brake", limit=50) if not hit.code.startswith("8708")]


@pytest.mark.parametrize(
    "typed", ["", "  ", "'", "a & b | !c:*", "%", "\\", "zzzzqqqq", "x" * 5000, "🚚", "); DROP TABLE"]
)
def test_odd_input_is_never_an_error(typed: str) -> None:
    assert isinstance(hs_search(typed), list)


def test_nothing_found_is_an_empty_list() -> None:
    assert hs_search("zzzzqqqq") == []


def test_the_limit_holds_and_is_held_down() -> None:
    assert len(hs_search("parts", limit=7)) == 7
    assert len(hs_search("parts", limit=10_000)) == 50
    assert len(hs_search("parts", limit=0)) == 1


def test_a_hit_says_what_it_is_and_who_cares() -> None:
    hit = hs_search("0702")[0]
    assert hit.goods.dotted == "0702.00"
    assert hit.goods.chapter_title.fr == "Légumes"
    assert hit.goods.heading_title.fr == "Tomates fraîches"
    assert hit.goods.description.fr == "Tomates fraîches – Vegetables; tomatoes, fresh or chilled"
    assert hit.heading is not None
    assert hit.heading.code == "0702"
    assert {"APHIS", "FDA", "CFIA"} <= {interest.agency for interest in hit.agencies}


def test_a_code_costs_no_query_known_words_one_unknown_words_three(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        hs_search("8708")
    with django_assert_num_queries(1):
        hs_search("brake pads")
    with django_assert_num_queries(3):
        hs_search("choclate")
