"""How times, numbers, weights and identifiers are written (ux.md, Words)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.domain import formatting as f

MOMENT = datetime(2026, 11, 24, 19, 5, tzinfo=UTC)
NBSP = "\u00a0"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("zone", "language", "written"),
    [
        ("America/Detroit", "en", "24 November 2026, 14:05"),
        ("America/Detroit", "fr", "24 novembre 2026, 14 h 05"),
        ("America/Vancouver", "fr", "24 novembre 2026, 11 h 05"),
        ("UTC", "en-ca", "24 November 2026, 19:05"),
    ],
)
def test_a_moment_is_written_by_the_clock_of_the_port(zone: str, language: str, written: str) -> None:
    assert plain(f.moment_words(MOMENT, zone, language)) == written


def test_the_first_of_a_month_in_french() -> None:
    assert plain(f.date_words(date(2026, 8, 1), "fr")) == "1er août 2026"


@pytest.mark.parametrize(
    ("length", "language", "written"),
    [
        (timedelta(days=2, hours=4, minutes=9), "en", "2 d 4 h"),
        (timedelta(days=2, hours=4), "fr", "2 j 4 h"),
        (timedelta(days=2), "en", "2 d"),
        (timedelta(hours=5, minutes=1), "en", "5 h 1 min"),
        (timedelta(minutes=35, seconds=20), "en", "35 min"),
        (timedelta(seconds=-12), "en", "12 s"),
        (timedelta(0), "en", "0 s"),
    ],
)
def test_a_length_of_time_keeps_its_two_largest_units(length: timedelta, language: str, written: str) -> None:
    assert plain(f.duration_words(length, language)) == written


def test_numbers_and_weights_in_both_languages() -> None:
    assert f.number_words(Decimal("12400.50"), "en", 2) == "12,400.5"
    assert plain(f.number_words(Decimal("12400.50"), "fr", 2)) == "12 400,5"
    assert plain(f.weight_words(6120, "en")) == "6,120 kg (13,492 lb)"
    assert plain(f.weight_words(Decimal("6120.5"), "fr")) == "6 120,5 kg (13 493 lb)"
    assert plain(f.weight_words(Decimal("0.5"), "en")) == "0.5 kg (1.1 lb)"


@pytest.mark.parametrize(
    ("currency", "language", "written"),
    [
        ("CAD", "en", "$1,250.00 CAD"),
        ("USD", "fr", "1 250,00 $ US"),
        ("CAD", "fr", "1 250,00 $ CA"),
        ("EUR", "en", "1,250.00 EUR"),
    ],
)
def test_money_names_its_currency(currency: str, language: str, written: str) -> None:
    assert plain(f.money_words(1250, currency, language)) == written


@pytest.mark.parametrize(
    ("value", "groups"),
    [
        ("ABCD240611000007", ["ABCD", "2406", "1100", "0007"]),
        ("AB12345", ["AB", "12345"]),
        ("884213", ["884", "213"]),
        ("ABCDSTORY0001", ["ABCD", "STORY", "0001"]),
        ("JC-2026-0001", ["JC-", "2026-", "0001"]),
        ("", []),
    ],
)
def test_identifiers_are_cut_into_groups_one_can_say(value: str, groups: list[str]) -> None:
    assert f.identifier_groups(value) == groups


@given(st.text(alphabet="ABCXYZ0123456789-/. ", max_size=40))
def test_groups_join_to_the_identifier_and_are_short(value: str) -> None:
    groups = f.identifier_groups(value)
    assert "".join(groups) == value.strip()
    assert all(sum(letter.isalnum() for letter in group) <= 5 for group in groups)
