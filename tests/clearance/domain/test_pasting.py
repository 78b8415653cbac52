"""Cells of a spreadsheet as goods lines: by heading in either language, or by place; numbers as people write them."""

from __future__ import annotations

import pytest

from clearance.domain.elements import GROUPS
from clearance.domain.pasting import MOST_ROWS, folded, headings, plain_number, read_paste

ENGLISH = "Qty\tDescription\tHS Code\tGross weight (lb)\tCountry of origin\tColour\n10\tSteel brake discs\t8708.30\t2,650.5\tCA\tgrey\n"
FRENCH = "Libellé;Code SH;Qté;Poids brut;Unité de poids;Pays d'origine\nDisques de frein;870830;10;2 650,5;kg;Canada\n"


def test_an_english_heading_in_any_order() -> None:
    found = read_paste(ENGLISH, "SB")
    assert found.rows == (
        {
            "quantity": "10",
            "description": "Steel brake discs",
            "hs_code": "8708.30",
            "weight": "2650.5",
            "weight_unit": "LB",
            "origin": "CA",
        },
    )
    assert found.unknown == ("Colour",)


def test_a_french_heading_with_semicolons() -> None:
    found = read_paste(FRENCH, "NB", {"origin": {"canada": "CA"}})
    assert found.rows == (
        {
            "description": "Disques de frein",
            "hs_code": "870830",
            "quantity": "10",
            "weight": "2650.5",
            "weight_unit": "KG",
            "origin": "CA",
        },
    )
    assert found.unknown == ()


def test_without_a_heading_the_order_of_the_grid_counts() -> None:
    order = [element.key for element in GROUPS["line"] if element.us and not element.group]
    found = read_paste("Steel discs\t870830\t4\n\n\t\t\nRubber hoses\t400931\t2", "SB")
    assert found.columns == tuple(order[:3])
    assert [row["description"] for row in found.rows] == ["Steel discs", "Rubber hoses"]


def test_quoted_cells_with_line_breaks_stay_one_cell() -> None:
    found = read_paste('description\tqty\n"Discs, ""new""\nin boxes"\t3', "SB")
    assert found.rows == ({"description": 'Discs, "new"\nin boxes', "quantity": "3"},)


def test_commas_are_read_too_and_an_open_quote_loses_nothing() -> None:
    assert read_paste("description,qty\nDiscs,3", "SB").rows == ({"description": "Discs", "quantity": "3"},)
    assert read_paste('description\tqty\n"Discs\t3', "SB").rows


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00", "\ufeff"])
def test_nothing_is_nothing(text: str) -> None:
    assert read_paste(text, "SB").rows == ()


def test_more_than_a_shipment_can_hold_is_said() -> None:
    found = read_paste("description\tqty\n" + "Discs\t3\n" * (MOST_ROWS + 5), "SB")
    assert (len(found.rows), found.left_out) == (MOST_ROWS, 5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,650", "2650"),
        ("2,650.50", "2650.50"),
        ("2 650,5", "2650.5"),
        ("2\u00a0650,5", "2650.5"),
        ("2.650,5", "2650.5"),
        ("12,5", "12.5"),
        ("$1 200", "1200"),
        ("1,234,567", "1234567"),
        ("ten", "ten"),
        ("1-2", "1-2"),
        ("-4", "-4"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert plain_number(typed) == number


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_every_column_of_the_grid_is_found_by_its_own_names(direction: str) -> None:
    known = headings(direction)
    for element in GROUPS["line"]:
        if element.requirement(direction) and not element.group:
            assert {folded(element.key), folded(element.name.en), folded(element.name.fr)} <= set(known[element.key])
        else:
            assert element.key not in known
