"""Release types are data with dates."""

from __future__ import annotations

from datetime import date

from clearance.domain.release_types import choices, release_types


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
