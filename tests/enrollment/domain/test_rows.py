"""Rows of an application: checked cell by cell, kept as typed, flagged where they are wrong (R-04, R-13, R-107)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enrollment.domain.questions import check_section, kept_answers, place_of, section_get
from enrollment.domain.questions.company_tables import SITE_KINDS
from enrollment.domain.questions.shapes import MOST_ROWS
from tests.factories.enrollment import answers_for

TODAY = date(2026, 11, 24)
SITE = {"name": "Yard", "kind": "rail_yard", "use": "storage", "street": "9 Siding", "city": "Detroit", "region": "MI"}
TRUCK = {"plate": "AB 12345", "region": "ON", "vin": "1M8GDM9AXKP042788"}


def found_in(section: str, code: str, rows: list[dict[str, str]], programme: str = "FAST_CARRIER") -> list[Any]:
    part = section_get(programme, section)
    assert part is not None
    answers = {**answers_for(programme), code: rows}
    return [(item.code, item.path) for item in check_section(part, answers, TODAY)]


def test_rail_yards_and_marine_terminals_are_sites_like_any_other() -> None:
    assert {"rail_yard", "marine_terminal"} <= dict(SITE_KINDS).keys()
    for kind in dict(SITE_KINDS):
        assert found_in("sites", "sites", [{**SITE, "kind": kind}]) == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"region": "XX"}, "region"),
        ({"region": ""}, "region"),
        ({"kind": "airport"}, "kind"),
        ({"name": "x" * 201}, "name"),
        ({"street": ""}, "street"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(change: dict[str, str], column: str) -> None:
    rows = [SITE, {**SITE, "street": "10 Siding", **change}]
    assert [path for _, path in found_in("sites", "sites", rows)] == [f"sites[1].{column}"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"vin": "1M8GDM9AXKP04278"}, "vin"),
        ({"vin": "IM8GDM9AXKP042788"}, "vin"),
        ({"plate": "ABCDE123456"}, "plate"),
        ({"plate": "é1"}, "plate"),
        ({"region": "Ontario"}, "region"),
    ],
)
def test_trucks_are_named_in_the_formats_of_the_trade(change: dict[str, str], column: str) -> None:
    assert found_in("vehicles", "vehicles", [{**TRUCK, **change}]) == [("ENR_ANSWER_WRONG", f"vehicles[0].{column}")]
    assert found_in("vehicles", "vehicles", [{**TRUCK, "vin": "1m8gdm9a-xkp042788", "plate": "ab-12345"}]) == []


def test_the_same_truck_twice_is_said_with_the_row() -> None:
    again = {**TRUCK, "plate": "ab-12345"}
    assert found_in("vehicles", "vehicles", [TRUCK, again]) == [
        ("ENR_ROW_TWICE", "vehicles[1].plate"),
        ("ENR_ROW_TWICE", "vehicles[1].vin"),
    ]


@pytest.mark.parametrize(
    ("role", "born", "wanted"),
    [
        ("owner", "1970-02-11", []),
        ("officer", "", [("ENR_BIRTH_MISSING", "people[0].birth_date")]),
        ("security", "", []),
        ("security", "1970-02-11", [("ENR_BIRTH_NOT_ASKED", "people[0].birth_date")]),
        ("owner", "2030-01-01", [("ENR_ANSWER_WRONG", "people[0].birth_date")]),
    ],
)
def test_a_date_of_birth_is_taken_only_where_the_law_asks_it(role: str, born: str, wanted: list[Any]) -> None:
    assert found_in("people", "people", [{"name": "A person", "role": role, "birth_date": born, "card": ""}]) == wanted


@pytest.mark.parametrize(("card", "fine"), [("42701234567401", True), ("123 456 782", True), ("4270", False)])
def test_programme_cards_have_their_shape(card: str, fine: bool) -> None:
    found = found_in("people", "people", [{"name": "A person", "role": "driver", "birth_date": "", "card": card}])
    assert (found == []) is fine


def test_a_company_without_a_site_is_told_so_and_a_name_that_changed_asks_for_a_row() -> None:
    assert found_in("sites", "sites", []) == [("ENR_ROWS_MISSING", "sites")]
    names = section_get("NEXUS", "names")
    assert names is not None
    answers = {"other_names": "yes", "more_papers": "no"}
    assert [item.path for item in check_section(names, answers, TODAY)] == ["former_names"]
    answers["former_names"] = [{"name": "Formerly", "reason": "marriage", "from": "", "to": ""}]
    assert check_section(names, answers, TODAY) == []


def test_what_was_typed_is_kept_right_or_wrong_and_nothing_else() -> None:
    section = section_get("FAST_CARRIER", "sites")
    assert section is not None
    typed = [{**SITE, "region": " nowhere ", "tier": "T3"}, dict.fromkeys(SITE, ""), "no row"]
    assert kept_answers(section, {"sites": typed}) == {"sites": [{**SITE, "region": "nowhere"}]}
    assert kept_answers(section, {}) == {}
    assert len(kept_answers(section, {"sites": [SITE] * (MOST_ROWS + 5)})["sites"]) == MOST_ROWS


@pytest.mark.parametrize(
    ("answer", "how", "attached", "missing"),
    [
        ("in_place", "", (), True),
        ("partly", "", (), True),
        ("in_place", "A log at each gate", (), False),
        ("in_place", "", ("seals",), False),
        ("planned", "", (), False),
        ("no", "", (), False),
    ],
)
def test_a_measure_said_to_be_in_place_is_shown(answer: str, how: str, attached: Any, missing: bool) -> None:
    section = section_get("FAST_CARRIER", "security")
    assert section is not None
    answers = {**answers_for("FAST_CARRIER"), "seals": answer, "seals_how": how}
    found = [(item.code, item.path) for item in check_section(section, answers, TODAY, attached)]
    assert found == ([("ENR_EVIDENCE_MISSING", "seals_how")] if missing else [])


@pytest.mark.parametrize(
    ("programme", "path", "section", "label"),
    [
        ("FAST_CARRIER", "sites[1].region", "sites", "Sites, row 2, State or province"),
        ("FAST_CARRIER", "sites", "sites", "Sites"),
        ("FAST_CARRIER", "seals_how", "security", "How, and what shows it"),
        ("FAST_CARRIER", "seals", "security", "High-security seals are used and logged"),
        ("NEXUS", "card_picture", "copies", "Picture for the card"),
    ],
)
def test_every_path_of_an_error_has_its_place(programme: str, path: str, section: str, label: str) -> None:
    part, words = place_of(programme, path)
    assert (part.code, words.en) == (section, label)
    with pytest.raises(KeyError):
        place_of(programme, "shoe_size")
