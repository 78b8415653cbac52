"""Kept records: found again in a filing, only what is worth keeping, papers that end (R-23, requirements 4.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clearance.domain.elements import asked
from clearance.domain.saved import (
    KINDS,
    PAPER_OVER,
    PAPER_SOON,
    PAPERS,
    endings,
    for_direction,
    identities_in,
    identity,
    kept,
    name_of,
    paper_items,
    unreadable_dates,
)
from tests.factories.manifests import manifest_dict

TODAY = date(2026, 11, 24)


def test_a_record_is_known_again_however_it_is_typed() -> None:
    assert identity("truck", {"plate": "BB DD11 ", "plate_jurisdiction": "on"}) == identity(
        "truck", {"plate": "bb dd11", "plate_jurisdiction": "ON", "number": "46"}
    )
    assert identity("driver", {"fast_card": "42700000000101", "family_name": "A"}) == identity(
        "driver", {"fast_card": "42700000000101", "family_name": "B"}
    )
    assert identity("product", {"description": "Steel  discs", "hs_code": "8708.30"}) == identity(
        "product", {"description": "steel discs", "hs_code": "870830"}
    )
    assert identity("party", {"name": "A", "country": "CA"}) != identity("party", {"name": "A", "country": "US"})


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_too_little_is_no_identity(kind: str) -> None:
    assert identity(kind, {}) == ""


def test_everything_of_a_filing_is_looked_at() -> None:
    data = manifest_dict("SB", 2, 2)
    kinds = {found.partition(":")[0] for found in identities_in(data)}
    assert kinds == {"truck", "trailer", "driver", "party", "product"}
    assert identities_in(
        {"equipment": "x", "crew": [None], "shipments": [{"lines": 3, "notify": [{"name": "N"}]}]}
    ) == {"party:n||"}


def test_what_belongs_to_one_crossing_is_not_kept() -> None:
    assert kept("truck", {"number": "46", "seals": [{"number": "1"}], "plate": "", "nothing": 1}) == {"number": "46"}
    assert kept("product", {"description": "Discs", "quantity": 4, "weight": "2", "value": 9}) == {
        "description": "Discs"
    }


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_a_record_fills_in_only_what_the_direction_asks(direction: str) -> None:
    """R-20: a record that serves both ways brings no element of the other country along."""
    whole = {"number": "46", "vin": "1M8GDM9AXKP042788", "usdot": "1", "plate": "A", "type": "TR"}
    own = {path.removeprefix("conveyance.") for path, _ in asked(direction) if path.startswith("conveyance.")}
    assert set(for_direction("conveyance", whole, direction)) == set(whole) & own
    nested = {"shipper": {"name": "A", "phone": "1"}, "release_office": "0453", "lines": [{"value": 1, "none": 2}]}
    assert ("release_office" in for_direction("shipment", nested, direction)) == (direction == "NB")


def test_names_when_none_is_given() -> None:
    assert name_of("truck", {"number": "46", "plate": "BB11"}) == "46 BB11"
    assert name_of("driver", {"fast_card": "42700000000101"}) == "42700000000101"
    assert name_of("template", {}) == ""


def test_papers_that_end_are_told_thirty_days_ahead() -> None:
    ends = {
        "fast_card": (TODAY + timedelta(days=9)).isoformat(),
        "licence": (TODAY - timedelta(days=1)).isoformat(),
        "travel_document": (TODAY + timedelta(days=31)).isoformat(),
        "registration": "soon",
    }
    found = endings(ends, TODAY)
    assert [(ending.paper, ending.over) for ending in found] == [("licence", True), ("fast_card", False)]
    assert found[0].words.en == "driving licence ended 1 day ago"
    assert found[1].words.fr == "carte FAST/EXPRES : échéance dans 9 jours"
    assert endings({"fast_card": TODAY.isoformat()}, TODAY)[0].words.en == "FAST card ends today"


def test_a_filing_says_which_papers_end_before_it_crosses() -> None:
    data = manifest_dict("SB", 1, 1)
    driver = identity("driver", data["crew"][0])
    over = paper_items(data, {driver: {"fast_card": (TODAY - timedelta(days=2)).isoformat()}}, TODAY)
    assert [(item.code, item.path, item.severity) for item in over] == [(PAPER_OVER, "crew[0].fast_card", "warning")]
    soon = paper_items(data, {driver: {"licence": (TODAY + timedelta(days=2)).isoformat()}}, TODAY)
    assert [(item.code, item.severity) for item in soon] == [(PAPER_SOON, "info")]
    assert all(item.fix for item in (*over, *soon))
    assert paper_items(data, {}, TODAY) == []


def test_a_date_that_is_none_is_said() -> None:
    assert [item.path for item in unreadable_dates([("licence", "31/12/2027"), ("insurance", "2027-12-31")])] == [
        "papers-licence"
    ]
    assert all(paper in PAPERS for kind in KINDS.values() for paper in kind.papers)
