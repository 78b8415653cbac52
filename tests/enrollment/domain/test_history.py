"""Histories without gaps, by month, named by their dates (R-15; SOR/2003-323 s. 5 and 6)."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrollment.domain.questions import check_section, section_get
from enrollment.domain.questions.history import Span, gaps, month_number, month_words

TODAY = date(2026, 11, 24)
HOME = {"street": "1 Main", "city": "Windsor ON", "country": "CA"}


def row(first: str, last: str = "", country: str = "CA") -> dict[str, str]:
    return {**HOME, "from": first, "to": last, "country": country}


def items(rows: list[dict[str, str]], **answers: Any) -> list[Any]:
    section = section_get("NEXUS", "residence")
    assert section is not None
    return check_section(section, {"three_years": "no", "addresses": rows, **answers}, TODAY)


TABLE = [
    ("one address since long ago", [row("2012-04")], []),
    ("two that meet", [row("2012-04", "2023-02"), row("2023-03")], []),
    ("two that share a month", [row("2012-04", "2023-03"), row("2023-03")], []),
    ("two that overlap, newest first", [row("2022-01"), row("2012-04", "2023-03")], []),
    ("a short stay in between", [row("2012-04", "2022-04"), row("2022-05", "2022-05"), row("2022-06")], []),
    ("one month open", [row("2012-04", "2022-04"), row("2022-06")], ["No address is given for May 2022."]),
    (
        "some months open",
        [row("2012-04", "2022-04"), row("2022-09")],
        ["No address is given from May 2022 to August 2022."],
    ),
    ("begins too late", [row("2024-01")], ["No address is given from November 2021 to December 2023."]),
    ("ended", [row("2012-04", "2026-08")], ["No address is given from September 2026 to November 2026."]),
    (
        "two gaps",
        [row("2012-04", "2022-04"), row("2022-09", "2024-01"), row("2024-03")],
        ["No address is given from May 2022 to August 2022.", "No address is given for February 2024."],
    ),
    ("a gap before the five years is nobody's business", [row("2012-04", "2015-01"), row("2020-01")], []),
]


@pytest.mark.parametrize(("rows", "wanted"), [entry[1:] for entry in TABLE], ids=[entry[0] for entry in TABLE])
def test_each_gap_is_named_by_its_dates(rows: list[dict[str, str]], wanted: list[str]) -> None:
    found = items(rows)
    assert [item.message.en for item in found] == wanted
    assert {item.path for item in found} <= {"addresses"}
    assert all(item.fix and item.message.fr != item.message.en for item in found)


def test_french_months() -> None:
    found = items([row("2012-04", "2022-04"), row("2022-09")])
    assert found[0].message.fr == "Aucune adresse n'est donnée de mai 2022 à août 2022."
    assert month_words(month_number(TODAY)).en == "November 2026"


def test_a_child_has_no_address_from_before_its_birth() -> None:
    assert items([row("2024-02")], birth_date="2024-02-11") == []
    assert items([row("2024-03")], birth_date="2024-02-11")[0].message.en == "No address is given for February 2024."


def test_a_row_that_ends_before_it_begins_is_flagged_in_its_cell_and_leaves_its_gap() -> None:
    found = items([row("2012-04", "2022-04"), row("2026-01", "2022-05")])
    assert [(item.code, item.path) for item in found] == [
        ("ENR_SPAN_BACKWARDS", "addresses[1].to"),
        ("ENR_HISTORY_GAP", "addresses"),
    ]


def test_wrong_months_are_flagged_cell_by_cell() -> None:
    found = items([row("spring 2012"), row("2030-01"), row("2012-04", "2026-13")])
    paths = [item.path for item in found if item.code == "ENR_ANSWER_WRONG"]
    assert paths == ["addresses[0].from", "addresses[1].from", "addresses[2].to"]


@pytest.mark.parametrize(
    ("answer", "rows", "wanted"),
    [
        ("yes", [row("2012-04", "2025-01", "other"), row("2025-02")], ["addresses[0].country"]),
        ("no", [row("2012-04", "2025-01", "other"), row("2025-02")], []),
        ("yes", [row("2012-04", "2023-11", "MX"), row("2023-12")], []),
        ("yes", [row("2012-04", "2025-01", "US"), row("2025-02")], []),
    ],
)
def test_three_years_of_residence_are_held_beside_the_addresses(answer: str, rows: Any, wanted: list[str]) -> None:
    found = items(rows, three_years=answer)
    assert [item.path for item in found] == wanted
    assert all(item.code == "ENR_RESIDENCE_CONTRADICTED" for item in found)


SPANS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda pair: Span(min(pair), max(pair))), max_size=6
)


@settings(max_examples=50)
@given(SPANS, st.integers(0, 40), st.integers(40, 80))
def test_gaps_and_spans_cover_every_month_once(spans: list[Span], first: int, last: int) -> None:
    found = gaps(spans, first, last)
    open_months = {month for gap in found for month in range(gap.first, gap.last + 1)}
    covered = {month for span in spans for month in range(span.first, span.last + 1)}
    assert open_months == set(range(first, last + 1)) - covered
    assert all(before.last + 1 < after.first for before, after in itertools.pairwise(found))
