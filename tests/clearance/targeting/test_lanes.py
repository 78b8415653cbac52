"""Lane advice: the whole table, and the promise that paper alone never stops a truck (R-70, R-71, R-11)."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.domain.causes import CAUSES, GREEN_FAST_CAUSES
from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from clearance.targeting.interpreter import Hit, score
from clearance.targeting.lane_policy import Opening, default_policy
from clearance.targeting.lanes import (
    FAST,
    GENERAL,
    GREEN_FAST,
    LANE_NAMES,
    LANES,
    SECONDARY,
    LaneAdvice,
    LaneFacts,
    decide_lane,
    decide_with_draw,
    is_presumed,
)
from clearance.targeting.profile import default_profile
from tests.clearance.targeting.samples import DAY, facts, result
from tests.factories.clearance_facts import links

POLICY = default_policy()
PILOT, OTHER, PARTIAL = "ambassador-bridge", "peace-bridge", "pacific-highway"
TIERS = ("", "T0", "T1", "T2", "T3")
ALL_OPEN = frozenset({GREEN_FAST, FAST, GENERAL})
OPENINGS = (ALL_OPEN, frozenset({FAST, GENERAL}), frozenset({GENERAL}))


def place(crossing: str = PILOT, open_lanes: frozenset[str] = ALL_OPEN, *, empty: bool = False) -> LaneFacts:
    return LaneFacts(crossing, "SB", open_lanes, empty)


def mandatory(*causes: str) -> tuple[Hit, ...]:
    shipped = [rule for rule in default_profile().rules if rule.cause in causes]
    made = []
    for rule in shipped:
        hit = Hit(
            rule.id, rule.family, rule.target, 100, rule.reason_class, rule.reason, rule.detail, (), True, rule.cause
        )
        made.append(hit)
    return tuple(made)


def lane(security: int, held: Links, where: LaneFacts, **more: Any) -> str:
    return decide_lane(result(security, **more), held, where, POLICY).lane


@pytest.mark.parametrize("compliance", [24, 25, 100])
@pytest.mark.parametrize("open_lanes", OPENINGS)
@pytest.mark.parametrize("crossing", [PILOT, OTHER, PARTIAL])
@pytest.mark.parametrize("security", [0, 59, 60, 100])
def test_compliance_alone_never_moves_the_lane(
    security: int, crossing: str, open_lanes: frozenset[str], compliance: int
) -> None:
    """R-71, exhaustive over tiers of the three links, crossings, open lanes, scores, the draw, empty trucks."""
    for driver, carrier, importer, drawn, empty in product(TIERS, TIERS, TIERS, (False, True), (False, True)):
        held = links(driver, carrier, importer)
        where = place(crossing, open_lanes, empty=empty)
        clean = decide_lane(result(security, 0), held, where, POLICY, is_drawn=drawn)
        doubtful = decide_lane(result(security, compliance), held, where, POLICY, is_drawn=drawn)
        assert doubtful.lane == clean.lane
        assert doubtful.causes == clean.causes
        assert doubtful.audit is (compliance >= POLICY.audit_cut)
        assert not clean.audit
        if security < POLICY.security_cut and not drawn:
            assert doubtful.lane != SECONDARY


TIER = st.sampled_from(TIERS)


@settings(max_examples=300)
@given(
    st.integers(0, 100), st.integers(0, 100), TIER, TIER, st.lists(TIER, max_size=8), st.sampled_from([PILOT, OTHER]),
    st.sampled_from(OPENINGS), st.integers(1, 100), st.integers(1, 100),
)  # fmt: skip
def test_paper_doubts_are_released_and_audited_under_any_policy(
    security: int,
    compliance: int,
    driver: str,
    carrier: str,
    importers: list[str],
    crossing: str,
    open_lanes: frozenset[str],
    cut: int,
    audit_cut: int,
) -> None:
    """R-70, R-71: for every policy, raising compliance from 0 to anything changes the audit mark and no more."""
    policy = replace(POLICY, security_cut=cut, audit_cut=audit_cut)
    held = Links(
        LinkState(DRIVER, driver), LinkState(CARRIER, carrier), tuple(LinkState(IMPORTER, tier) for tier in importers)
    )
    where = place(crossing, open_lanes, empty=not importers)
    with_doubts = decide_lane(result(security, compliance), held, where, policy)
    without = decide_lane(result(security, 0), held, where, policy)
    assert with_doubts.lane == without.lane in LANES
    assert with_doubts.audit is (compliance >= audit_cut)
    assert with_doubts.reasons[: len(without.reasons)] == without.reasons


def test_the_shipped_profile_cannot_stop_a_truck_on_paper_alone() -> None:
    """Every compliance fact at its worst at once, security quiet: released, then audited."""
    bad = facts(
        marked_differently=True, third_country_origin=True, value_per_kg=0.01, value_missing=True, on_pallets=True,
        findings=9, versions=9, hs=frozenset({"040610", "720810"}), importer_tier="T0",
    )  # fmt: skip
    scored = score(bad, default_profile(), on=DAY)
    advice = decide_lane(scored, links("T2", "T2", "T0"), place(OTHER), POLICY)
    assert scored.compliance == 100
    assert (advice.lane, advice.audit) == (GENERAL, True)


@pytest.mark.parametrize(
    ("tiers", "where", "expected"),
    [
        (("T3", "T3", "T3"), place(PILOT), GREEN_FAST),
        (("T3", "T3", "T3"), place(OTHER), FAST),
        (("T3", "T3", "T2"), place(PILOT), FAST),
        (("T3", "T3", "T3"), place(PILOT, frozenset({FAST, GENERAL})), FAST),
        (("T3", "T3", "T3"), place(PILOT, frozenset({GENERAL})), GENERAL),
        (("T2", "T2", "T2"), place(OTHER), FAST),
        (("T2", "T2", "T2"), place(OTHER, frozenset({GENERAL})), GENERAL),
        (("T2", "T2", "T0"), place(OTHER), GENERAL),
        (("T2", "T2", "T0"), place(PARTIAL), FAST),
        (("T1", "T2", "T2"), place(PARTIAL), GENERAL),
        (("T2", "T1", "T2"), place(PARTIAL), GENERAL),
        (("", "T2", "T2"), place(OTHER), GENERAL),
        (("T0", "T0", "T0"), place(OTHER), GENERAL),
    ],
)
def test_memberships_make_the_lane(tiers: tuple[str, str, str], where: LaneFacts, expected: str) -> None:
    """R-01: two of three is not the FAST lane unless the policy of the port opens it."""
    assert lane(0, links(*tiers), where) == expected


def test_the_gap_is_named() -> None:
    advice = decide_lane(result(), links("T2", "T2", "T0"), place(OTHER), POLICY)
    assert any("missing: importer Importer 0" in reason.en for reason in advice.reasons)


@pytest.mark.parametrize(("members", "expected"), [(6, FAST), (5, FAST), (4, GENERAL), (0, GENERAL)])
def test_share_of_a_mixed_load_decides(members: int, expected: str) -> None:
    """R-09: six consignments; with 80 % needed, five members' of six open the lane, four do not."""
    held = links("T2", "T2", *["T2"] * members, *["T0"] * (6 - members))
    advice = decide_lane(result(), held, place(OTHER), POLICY)
    assert advice.lane == expected
    if members == 5:
        words = " ".join(reason.en for reason in advice.reasons)
        assert "5 of 6" in words and "importer Importer 5" in words


def test_empty_trucks_of_members_use_the_fast_lane_if_the_policy_says_so() -> None:
    held = Links(LinkState(DRIVER, "T2"), LinkState(CARRIER, "T2"))
    assert lane(0, held, place(OTHER, empty=True)) == FAST
    closed = replace(POLICY, empty_trucks=Opening(False))
    assert decide_lane(result(), held, place(OTHER, empty=True), closed).lane == GENERAL
    unknown = Links(LinkState(DRIVER, ""), LinkState(CARRIER, "T2"))
    assert lane(0, unknown, place(OTHER, empty=True)) == GENERAL


def test_the_cut_off_counts_as_above() -> None:
    assert lane(59, links(), place(OTHER)) == FAST
    assert lane(60, links(), place(OTHER)) == SECONDARY


@pytest.mark.parametrize("security", [60, 100])
def test_points_do_not_lift_the_green_fast_presumption(security: int) -> None:
    """R-11: presumption of no secondary except for GF1 to GF7; a score is none of them."""
    advice = decide_lane(result(security), links("T3", "T3", "T3"), place(PILOT), POLICY)
    assert (advice.lane, advice.presumption) == (GREEN_FAST, True)
    assert "presumption holds" in advice.reasons[-1].en


@pytest.mark.parametrize("cause", ["G1", "G2", "G3", "G5", "G7"])
@pytest.mark.parametrize(("tier", "prefix"), [("T3", "GF"), ("T2", "G"), ("T0", "G")])
def test_mandatory_rules_stop_everybody(cause: str, tier: str, prefix: str) -> None:
    advice = decide_lane(result(0, 0, mandatory(cause)), links(tier, tier, tier), place(PILOT), POLICY)
    assert advice.lane == SECONDARY
    assert advice.causes == (f"{prefix}{cause[1:]}",)
    assert advice.causes[0] in CAUSES
    assert advice.presumption is (tier == "T3")


def test_credit_never_cancels_a_mandatory_rule() -> None:
    """Membership may lower points, never a broken seal (targeting.md 4.1)."""
    found = facts(seal_mismatch=True, carrier_trips=500)
    scored = score(found, default_profile(), on=DAY)
    assert decide_lane(scored, links("T3", "T3", "T3"), place(PILOT), POLICY).causes == ("GF1",)


def test_a_presumed_member_only_ever_gets_a_closed_cause() -> None:
    for security, hits, drawn in product((0, 100), ((), mandatory("G1", "G5")), (False, True)):
        advice = decide_lane(result(security, 100, hits), links("T3", "T3", "T3"), place(PILOT), POLICY, is_drawn=drawn)
        assert set(advice.causes) <= set(GREEN_FAST_CAUSES)
        assert (advice.lane == SECONDARY) is bool(advice.causes)


def test_the_presumption_follows_members_not_open_lanes() -> None:
    held = links("T3", "T3", "T3")
    assert is_presumed(held, place(PILOT, frozenset({GENERAL})), POLICY)
    assert not is_presumed(held, place(OTHER), POLICY)
    assert not is_presumed(held, place(PILOT), replace(POLICY, green_fast=Opening(False)))


def test_members_never_read_scores_or_rules() -> None:
    """R-37: the member's reasons are classes and their own memberships."""
    high = decide_lane(result(95), links("T0", "T0", "T0"), place(OTHER), POLICY)
    stopped = decide_lane(result(0, 0, mandatory("G5")), links(), place(OTHER), POLICY)
    words = json.dumps([text.as_dict() for text in (*high.member_reasons, *stopped.member_reasons)])
    assert "95" not in words and "lookout" not in words.lower()
    assert high.member_reasons and stopped.member_reasons


def seeds() -> list[tuple[bytes, LaneAdvice]]:
    held, where = links(), place(OTHER)
    made = []
    for number in range(400):
        seed = str(number).encode()
        made.append((seed, decide_with_draw(result(), held, where, POLICY, seed=seed, trip_id="trip")))
    return made


def test_the_draw_sends_to_secondary_with_its_own_cause() -> None:
    drawn = [advice for _seed, advice in seeds() if advice.drawn]
    assert drawn, "one in a hundred of 400 seeds draws this trip"
    assert {(advice.lane, advice.causes) for advice in drawn} == {(SECONDARY, ("G6",))}
    policy = replace(POLICY, random_rate={"T3": 0.1})
    held = links("T3", "T3", "T3")
    made = [
        decide_with_draw(result(), held, place(PILOT), policy, seed=str(n).encode(), trip_id="t") for n in range(200)
    ]
    assert {advice.causes for advice in made if advice.drawn} == {("GF6",)}


def test_every_lane_has_a_name_in_both_languages() -> None:
    assert set(LANE_NAMES) == set(LANES)
    assert all(name.en != name.fr for name in LANE_NAMES.values())
