"""Card, membership and chip numbers (R-12)."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain import numbers


@given(st.integers(0, 10**7 - 1), st.sampled_from([1, 2]))
def test_issued_fast_cards_pass_their_own_check(serial: int, issue: int) -> None:
    card = numbers.fast_card_number(serial, issue)
    assert numbers.FAST_SHAPE.fullmatch(card)
    assert numbers.check_fast_card(card) is None
    assert numbers.check_fast_card(f"{card[:4]} {card[4:8]}-{card[8:12]} {card[12:]}") is None


@given(st.integers(0, 10**8 - 1))
def test_issued_passids_pass_their_own_check(serial: int) -> None:
    assert numbers.check_passid(numbers.passid_number(serial)) is None


@given(st.integers(0, 10**7 - 1), st.integers(4, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial: int, place: int, shift: int) -> None:
    card = numbers.fast_card_number(serial)
    wrong = card[:place] + str((int(card[place]) + shift) % 10) + card[place + 1 :]
    found = numbers.check_fast_card(wrong)
    assert found is not None and found.severity == "warning"


@pytest.mark.parametrize("value", ["", "4270", "42701234567803", "52701234567801", "4270123456780", "427012345678011"])
def test_the_wrong_shape_is_an_error(value: str) -> None:
    found = numbers.check_fast_card(value)
    assert found is not None and found.severity == "error" and found.fix is not None


@pytest.mark.parametrize("value", ["", "12345678", "1234567890", "12345678X"])
def test_a_passid_has_nine_digits(value: str) -> None:
    found = numbers.check_passid(value)
    assert found is not None and found.code == "ENR_PASSID"


def test_numbers_out_of_range_are_refused() -> None:
    for build in (
        lambda: numbers.fast_card_number(10**7),
        lambda: numbers.fast_card_number(1, 3),
        lambda: numbers.passid_number(10**8),
    ):
        with pytest.raises(ValueError, match="no "):
            build()


def test_membership_numbers_carry_programme_year_serial_and_check_digit() -> None:
    number = numbers.membership_number("FC", 2026, 42)
    assert number.startswith("FC2026000042") and numbers.NUMBER_SHAPE.fullmatch(number)
    assert numbers.luhn_holds(number[2:])


def test_luhn_matches_a_published_example() -> None:
    assert numbers.luhn_digit("7992739871") == "3"


def test_a_chip_number_is_96_bits_and_says_nothing_about_its_card() -> None:
    first, second = numbers.rfid_tag(UUID(int=1)), numbers.rfid_tag(UUID(int=2))
    assert numbers.TAG_SHAPE.fullmatch(first) and first != second
    assert numbers.rfid_tag(UUID(int=1)) == first
