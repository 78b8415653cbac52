"""The element table: every row is whole, every example passes its own check, a bad row is refused."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from clearance.domain.elements import FORMATS, RECORD, RECORDS, asked, elements_by_path, walk
from clearance.domain.elements.table import SOURCE, element_from_row, groups_from_rows
from clearance.domain.manifest.scalars import READERS

ELEMENTS = list(walk())


def rows() -> list[dict[str, str]]:
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("path", "element"), ELEMENTS, ids=[path for path, _element in ELEMENTS])
def test_element_is_whole(path: str, element: Any) -> None:
    assert element.us in "MCO" and element.ca in "MCO", path
    assert element.name.en and element.name.fr
    if element.kind in {RECORD, RECORDS} or path.count(".") == 0:
        return
    assert element.purpose is not None, "R-22: every element says what it is for"
    if element.kind in {"text", "code"}:
        assert element.size > 0
        value, fault = READERS[element.kind](element)(element.example)
        assert (value, fault) != ("", "") and not fault, element.example


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_format_example_matches_its_pattern(name: str) -> None:
    made = FORMATS[name]
    assert made.pattern.fullmatch(made.example)
    assert made.hint.en != made.hint.fr


def test_nothing_is_asked_twice() -> None:
    """R-20: unique element ids in each direction."""
    for direction in ("SB", "NB"):
        paths = [path for path, _element in asked(direction)]
        assert len(paths) == len(set(paths))


def test_each_country_gets_only_its_own_block() -> None:
    """Domain facts section 3: the US-only and the Canada-only elements of the crosswalk."""
    table = elements_by_path()
    for path in ("conveyance.vin", "conveyance.usdot", "shipments[].c4_code", "crew[].us_address"):
        assert table[path].requirement("NB") == ""
    for path in ("shipments[].release_office", "shipments[].sublocation", "trip.load", "shipments[].consolidated"):
        assert table[path].requirement("SB") == ""


def test_lengths_are_the_shorter_of_both_agencies() -> None:
    table = elements_by_path()
    assert table["shipments[].lines[].description"].size == 450
    assert table["shipments[].lines[].marks"].size == 35
    assert table["shipments[].reference"].size == 12


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "magic"}, "known kind"),
        ({"name_fr": ""}, "both languages"),
        ({"format": "none-such"}, "unknown format"),
        ({"of": "party"}, "group"),
    ],
)
def test_a_bad_row_is_refused(change: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        element_from_row(rows()[10] | change)


def test_a_repeated_row_and_a_missing_group_are_refused() -> None:
    table = rows()
    with pytest.raises(ValueError, match="twice"):
        groups_from_rows([*table, table[3]])
    with pytest.raises(ValueError, match="no rows"):
        groups_from_rows([row for row in table if row["group"] != "seal"])
