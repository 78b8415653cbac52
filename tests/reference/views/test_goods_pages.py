"""The goods code page and the JSON behind searchable fields (R-24)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("reference_data")


def found(client: Client, typed: str) -> list[dict[str, Any]]:
    response = client.get(reverse("reference:hs_search"), {"q": typed})
    assert response["Content-Type"] == "application/json"
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def test_a_searchable_field_gets_value_label_and_detail(client: Client) -> None:
    first = found(client, "brake pads")[0]
    assert (first["value"], first["label"][:8]) == ("870830", "8708.30 ")
    assert first["detail"].startswith("Vehicle parts; brakes")
    assert first["chapter_title"] == "Vehicles and parts"


def test_agencies_come_as_badges_in_the_language_of_the_page(client: Client) -> None:
    client.cookies["preclear_language"] = "fr"
    badges = {badge["code"]: badge for badge in found(client, "tomates")[0]["agencies"]}
    assert badges["CFIA"]["label"] == "ACIA"
    assert badges["CFIA"]["severity"] == "must"
    assert badges["FDA"]["topic"] == "aliments"


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 1000, "zzzzqqqq"])
def test_odd_questions_get_an_empty_answer(client: Client, typed: str) -> None:
    assert found(client, typed) == []


def test_the_answer_is_short(client: Client) -> None:
    assert len(found(client, "parts")) == 12


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Vehicles and parts"), ("fr", "Véhicules routiers et leurs pièces")]
)
def test_without_a_question_the_chapters_are_there_to_browse(client: Client, language: str, words: str) -> None:
    client.cookies["preclear_language"] = language
    page = client.get(reverse("reference:hs_page")).content.decode()
    assert words in page
    assert f"{reverse('reference:hs_page')}?q=87" in page


def test_the_page_works_without_script_and_marks_english_words(client: Client) -> None:
    client.cookies["preclear_language"] = "fr"
    page = client.get(reverse("reference:hs_page"), {"q": "fromage"}).content.decode()
    assert "0406.10" in page
    assert '<strong>Fromages et caillebotte</strong> <span lang="en">Dairy produce; fresh cheese' in page
    assert "ACIA" in page


def test_nothing_found_says_what_to_try(client: Client) -> None:
    page = client.get(reverse("reference:hs_page"), {"q": "zzzzqqqq"}).content.decode()
    assert "Nothing found" in page


def test_what_was_typed_is_shown_safely(client: Client) -> None:
    page = client.get(reverse("reference:hs_page"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)</script>" not in page


def test_known_numbers_of_queries(client: Client, django_assert_num_queries: Any) -> None:
    address = reverse("reference:hs_page")
    client.get(address)
    for query, expected in ({}, 0), ({"q": "8708"}, 0), ({"q": "brake"}, 1), ({"q": "choclate"}, 3):
        with django_assert_num_queries(expected):
            client.get(address, query)
    with django_assert_num_queries(1):
        client.get(reverse("reference:hs_search"), {"q": "brake"})
