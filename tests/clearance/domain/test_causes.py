"""Closed lists of causes (R-11), and the three links (R-01, R-09)."""

from __future__ import annotations

import pytest

from clearance.domain.causes import CAUSES, GENERAL_CAUSES, GREEN_FAST_CAUSES, cause_refusal, causes_for
from clearance.domain.links import CARRIER, DRIVER, Links, LinkState, unknown_links
from tests.factories.clearance_facts import links

FACT = "Driver said the load was flowers; the scan shows metal drums."


def test_green_fast_causes_are_the_seven() -> None:
    assert list(GREEN_FAST_CAUSES) == [f"GF{number}" for number in range(1, 8)]
    assert set(GREEN_FAST_CAUSES) | set(GENERAL_CAUSES) == set(CAUSES)


@pytest.mark.parametrize("code", ["", "G1", "G8", "GF8", "other", "gf1", "GF6"])
def test_a_presumed_member_cannot_be_referred_for_anything_else(code: str) -> None:
    """R-11: no cause of the general list, none invented; GF6 is drawn by the system alone."""
    assert cause_refusal(code, FACT, presumed=True).code == "CLR_CAUSE_CLOSED_LIST"


def test_the_random_cause_belongs_to_the_system() -> None:
    assert cause_refusal("GF6", "", presumed=True, by_system=True) is None
    assert cause_refusal("G6", "", presumed=False) is not None
    assert all(not cause.system_only for cause in causes_for(presumed=True))


@pytest.mark.parametrize(("code", "presumed"), [("GF4", True), ("GF7", True), ("G4", False), ("G7", False)])
def test_a_fact_or_statute_is_written_down_in_forty_characters(code: str, presumed: bool) -> None:
    assert cause_refusal(code, "x" * 39, presumed=presumed).code == "CLR_CAUSE_NOTE"
    assert cause_refusal(code, " " * 50, presumed=presumed).code == "CLR_CAUSE_NOTE"
    assert cause_refusal(code, FACT, presumed=presumed) is None


def test_the_member_never_reads_the_secret_part() -> None:
    """R-37: a lookout is told as a security check."""
    assert "lookout" not in CAUSES["GF5"].member.en.lower()
    assert all(cause.member.fr and cause.label.fr for cause in CAUSES.values())


def test_two_of_three_names_the_gap() -> None:
    """R-01: FAST driver, FAST carrier and a T0 importer."""
    found = links("T2", "T3", "T0")
    assert (found.fast_count, len(found.three)) == (2, 3)
    assert found.summary().en == "2 of 3 links are members; missing: importer Importer 0"
    assert "importateur Importer 0" in found.summary().fr


def test_every_non_member_importer_is_named() -> None:
    """R-09: six shipments, two of them not members'."""
    found = links("T2", "T2", "T2", "T2", "T0", "T2", "T1", "T3")
    assert [link.shipment for link in found.missing] == [2, 4]
    assert found.importer.tier == "T0"


def test_what_could_not_be_looked_up_is_no_membership() -> None:
    assert unknown_links(2).fast_count == 0
    assert not LinkState(DRIVER, "T9").known
    assert not Links(LinkState(DRIVER, ""), LinkState(CARRIER, "T3")).all_fast


def test_an_empty_truck_has_two_links() -> None:
    found = Links(LinkState(DRIVER, "T3"), LinkState(CARRIER, "T3"))
    assert len(found.three) == 2 and found.all_green
