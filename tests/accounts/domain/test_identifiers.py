"""Identifier checks: real formats pass, near misses are named (domain notes section 8)."""

from __future__ import annotations

import pytest

from portal.accounts.domain.identifiers import check_identifier, normalise
from portal.accounts.domain.organisations import clean_identifiers, identifier_errors

GOOD = [
    ("SCAC", "ABCD"),
    ("SCAC", "ab"),
    ("CBSA_CARRIER", "77ab"),
    ("CBSA_CARRIER", "8-AB"),
    ("BN15", "123456782RM0001"),
    ("BN15", "12345 6782 RM-0001"),
    ("IOR", "04-210359400"),
    ("IOR", "04210359400"),
    ("IOR", "042103594"),
    ("IOR", "536-90-4399"),
    ("IOR", "260112-00345"),
    ("USDOT", "USDOT 1234567"),
    ("USDOT", "7"),
]
BAD = [
    ("SCAC", "A", "ACC_SCAC"),
    ("SCAC", "ABCDE", "ACC_SCAC"),
    ("SCAC", "AB1D", "ACC_SCAC"),
    ("SCAC", "ABCU", "ACC_SCAC_EQUIPMENT"),
    ("CBSA_CARRIER", "77A", "ACC_CBSA_CARRIER"),
    ("CBSA_CARRIER", "77A!", "ACC_CBSA_CARRIER"),
    ("CBSA_CARRIER", "----", "ACC_CBSA_CARRIER"),
    ("BN15", "123456789RM0001", "ACC_BN15_DIGIT"),
    ("BN15", "123456782", "ACC_BN15"),
    ("BN15", "123456782XX0001", "ACC_BN15"),
    ("IOR", "07-114444200", "ACC_IOR"),
    ("IOR", "12-34", "ACC_IOR"),
    ("USDOT", "123456789", "ACC_USDOT"),
    ("USDOT", "0", "ACC_USDOT"),
    ("VAT", "1", "ACC_IDENTIFIER_KIND"),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_possible_numbers_pass(kind: str, value: str) -> None:
    assert check_identifier(kind, normalise(kind, value)) is None


@pytest.mark.parametrize(("kind", "value", "code"), BAD)
def test_impossible_numbers_are_named_in_both_languages_with_a_fix(kind: str, value: str, code: str) -> None:
    item = check_identifier(kind, normalise(kind, value), "here")
    assert item is not None
    assert (item.code, item.path) == (code, "here")
    assert item.message.en != item.message.fr
    assert item.fix is not None


def test_an_equipment_like_scac_only_warns() -> None:
    item = check_identifier("SCAC", "ABCZ")
    assert item is not None and item.severity == "warning"
    assert identifier_errors("carrier", [("SCAC", "ABCZ")]) == []


@pytest.mark.parametrize("kind", ["carrier", "shipper", "broker"])
def test_every_kind_needs_a_number_an_agency_knows(kind: str) -> None:
    assert [item.code for item in identifier_errors(kind, [("USDOT", "123")])] == ["ACC_IDENTIFIER_MISSING"]


def test_identifiers_are_written_one_way_and_once() -> None:
    given = [("SCAC", " abcd "), ("SCAC", "ABCD"), ("BN15", ""), ("USDOT", "usdot 12")]
    assert clean_identifiers(given) == [("SCAC", "ABCD"), ("USDOT", "12")]
