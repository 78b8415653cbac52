"""Release types are data with dates."""

from __future__ import annotations

from datetime import date

import pytest

from clearance.domain.elements import elements_by_path
from clearance.domain.filing import check
from clearance.domain.release_types import FAMILIES, choices, need_of, release_types
from tests.factories.clearance_facts import context
from tests.factories.manifests import changed, manifest_dict


def test_a_type_ends_on_the_morning_of_its_last_date() -> None:
    low_value = release_types()["SECTION_321"]
    assert low_value.in_force(date(2025, 8, 28))
    assert not low_value.in_force(date(2025, 8, 29))
    assert low_value.instead == "PAPS"


def test_what_ended_has_a_successor_that_is_in_force() -> None:
    for kind in release_types().values():
        if kind.effective_until:
            successor = release_types()[kind.instead]
            assert successor.in_force(kind.effective_until) and successor.direction == kind.direction


def test_choices_are_those_of_the_day_and_direction() -> None:
    south = {kind.code for kind in choices("SB", date(2026, 1, 5))}
    north = {kind.code for kind in choices("NB", date(2026, 1, 5))}
    assert "PAPS" in south and "SECTION_321" not in south and "PARS" not in south
    assert "PARS" in north and south.isdisjoint(north)


def test_every_type_has_words_and_a_source() -> None:
    for kind in release_types().values():
        assert kind.name.en and kind.name.fr and kind.source and len(kind.code) <= 16


# what a single window must know, by direction and family, and one code of each (issue item 7)
WANTED = {
    ("SB", "entry"): "PAPS",
    ("SB", "trusted"): "FAST",
    ("SB", "line"): "BRASS",
    ("SB", "low_value"): "SECTION_321",
    ("SB", "bond"): "IN_BOND",
    ("SB", "iit"): "IIT",
    ("SB", "returned"): "RETURNED_GOODS",
    ("SB", "temporary"): "CARNET",
    ("SB", "astray"): "GOODS_ASTRAY",
    ("NB", "entry"): "PARS",
    ("NB", "trusted"): "CSA",
    ("NB", "low_value"): "LVS",
    ("NB", "bond"): "BOND",
    ("NB", "transit"): "TRANSIT",
    ("NB", "iit"): "TARIFF_9801",
    ("NB", "returned"): "CDN_RETURNED",
    ("NB", "temporary"): "E29B",
    ("NB", "astray"): "ASTRAY",
}


@pytest.mark.parametrize(("key", "code"), WANTED.items(), ids=[f"{way} {family}" for way, family in WANTED])
def test_every_way_of_release_is_there(key: tuple[str, str], code: str) -> None:
    kind = release_types()[code]
    assert (kind.direction, kind.family) == key
    assert kind.family in FAMILIES


def test_what_a_type_needs_is_in_the_registry() -> None:
    for kind in release_types().values():
        for path, need in kind.needs.items():
            assert path in elements_by_path(), f"{kind.code} asks for {path}, which is no element"
            assert need in "MC"


def test_a_need_of_the_release_type_goes_before_that_of_the_direction() -> None:
    path = "shipments[].c4_code"
    assert need_of(path, "BRASS", "C") == "M"
    assert need_of(path, "PAPS", "C") == "C"
    assert need_of(path, "NO_SUCH", "O") == "O"


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2025-08-28T23:59:00-04:00", False), ("2025-08-29T00:01:00-04:00", True), ("2026-11-24T12:00:00-05:00", True)],
)
def test_section_321_is_refused_with_its_reason_from_its_day_at_the_port(day: str, refused: bool) -> None:
    """Suspended since 29 August 2025, 00:01 Eastern Time; the day is the port's, not that of the time's offset."""
    data = changed(manifest_dict("SB"), "shipments.0.release_type", "SECTION_321")
    items = check(changed(data, "trip.eta", day), context()).items
    found = [item for item in items if item.code == "CLR_N065"]
    assert bool(found) is refused
    for item in found:
        assert "suspended" in item.message.en and "29 August 2025" in item.message.en
        assert "suspendue" in item.message.fr and "29 août 2025" in item.message.fr
        assert item.fix and "PAPS" in item.fix.en


def test_the_day_of_a_late_evening_is_that_of_the_port() -> None:
    """00:30 UTC of the 29th is still the 28th in Detroit."""
    data = changed(manifest_dict("SB"), "shipments.0.release_type", "SECTION_321")
    items = check(changed(data, "trip.eta", "2025-08-29T00:30:00+00:00"), context()).items
    assert not [item for item in items if item.code == "CLR_N065"]


def test_low_value_carries_its_limit_and_money() -> None:
    kind = release_types()["LVS"]
    assert (kind.limit, kind.limit_currency, kind.successor) == (3300, "CAD", "PARS")


def test_goods_in_transit_are_not_asked_why_they_go_elsewhere() -> None:
    data = changed(manifest_dict("NB"), "shipments.0.release_type", "TRANSIT")
    data = changed(data, "shipments.0.consignee.country", "US")
    data = changed(data, "shipments.0.consignee.jurisdiction", "MI")
    codes = {item.code for item in check(data, context()).items}
    assert "CLR_N075" not in codes and "CLR_N102" in codes
