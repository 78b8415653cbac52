"""The three-part chip: which link holds, which is missing and why (R-01, R-09)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from enrollment.domain.links import PROBLEMS, Links, LinkState, Standing, best, link_state

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


def standing(
    tier: str = "T2",
    status: str = "active",
    *,
    starts: datetime = NOW - YEAR,
    ends: datetime = NOW + YEAR,
    paused: datetime | None = None,
    name: str = "Lakeside Auto",
) -> Standing:
    return Standing(UUID(int=7), "FC20260000018", tier, status, starts, ends, paused, UUID(int=5), name)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (standing(), ""),
        (standing("NEXUS"), ""),
        (standing("T0"), "tier_0"),
        (standing(status="suspended"), "suspended"),
        (standing(status="revoked"), "revoked"),
        (standing(status="withdrawn"), "withdrawn"),
        (standing(status="expired"), "expired"),
        (standing(starts=NOW - YEAR, ends=NOW), "expired"),
        (standing(starts=NOW + timedelta(seconds=1)), "expired"),
        (standing(starts=NOW), ""),
        (standing(paused=NOW + timedelta(seconds=1)), "lane_pause"),
        (standing(paused=NOW), ""),
    ],
)
def test_a_link_holds_only_with_an_active_dated_unpaused_membership(row: Standing, problem: str) -> None:
    link = link_state("carrier", row, NOW)
    assert link.problem == problem
    assert link.holds is not bool(problem)
    assert link.tier == ("T0" if problem else row.tier)
    assert bool(link.note.en) is bool(problem) and bool(link.note.fr) is bool(problem)


def test_no_membership_is_a_missing_link() -> None:
    assert link_state("importer", None, NOW) == LinkState("importer", "T0", "none")
    unknown = LinkState("driver", problem="unknown_card")
    assert link_state("driver", None, NOW, unknown) is unknown


def link(role: str, tier: str) -> LinkState:
    return LinkState(role, tier, "" if tier != "T0" else "none", name="Lakeside Auto" if role == "importer" else "")


@pytest.mark.parametrize(("driver", "carrier", "importer"), list(product(("T0", "T1", "T2", "T3"), repeat=3)))
def test_every_combination_of_tiers(driver: str, carrier: str, importer: str) -> None:
    links = Links(link("driver", driver), link("carrier", carrier), (link("importer", importer),))
    members = sum(tier != "T0" for tier in (driver, carrier, importer))
    assert links.count == members
    assert links.complete is (members == 3)
    assert len(links.missing) == 3 - members
    assert links.lowest_tier == min(driver, carrier, importer)
    assert links.summary().en.startswith(f"{members} of 3")
    assert links.summary().fr.startswith(f"{members} sur 3")


def test_the_gap_is_named() -> None:
    links = Links(link("driver", "T2"), link("carrier", "T2"), (link("importer", "T0"),))
    assert links.summary().en == "2 of 3: Lakeside Auto is not a member"
    assert links.summary().fr == "2 sur 3 : Lakeside Auto n'est pas membre"


def test_a_mixed_load_is_as_strong_as_its_weakest_importer_and_knows_its_share() -> None:
    importers = tuple(link("importer", tier) for tier in ("T2", "T2", "T2", "T2", "T2", "T0"))
    links = Links(link("driver", "T2"), link("carrier", "T3"), importers)
    assert links.importer == importers[-1]
    assert links.count == 2 and len(links.parts) == 3
    assert links.member_share == pytest.approx(5 / 6)
    assert links.missing == (importers[-1],)


def test_an_empty_truck_has_two_links() -> None:
    links = Links(link("driver", "T2"), link("carrier", "T1"))
    assert links.importer is None and links.complete and links.member_share == 1.0
    assert links.summary().en == "2 of 2"


def test_the_best_of_several_memberships_speaks() -> None:
    old, new = standing("T3", "revoked"), standing("T1")
    assert best([old, new], NOW) is new
    assert best([standing("T1"), standing("T3")], NOW).tier == "T3"
    assert best([], NOW) is None


def test_every_problem_has_words_in_both_languages() -> None:
    assert all(text.en and text.fr for text in PROBLEMS.values())
