"""The cap on routine checks, pure: what it limits, what it never touches, and the batch beside the single trip (R-62)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.domain.causes import CAUSES, GENERAL_CAUSES, ROUTINE_CAUSES, cause_refusal, causes_for, is_routine
from clearance.domain.loops.figures import Check, expected_crossings, figures, kind_of
from clearance.domain.loops.stating import loop_number
from clearance.domain.policy_words import lane_policy_rows
from clearance.targeting.columns import encode_frame
from clearance.targeting.interpreter import Hit
from clearance.targeting.lane_policy import (
    default_policy,
    default_policy_document,
    lane_policy_from_dict,
    policy_problems,
)
from clearance.targeting.lanes import SECONDARY, LaneFacts, decide_lane
from clearance.targeting.loops import LoopCap, LoopUse
from clearance.targeting.profile import default_profile
from clearance.targeting.replay import replay
from clearance.targeting.simulator.history import _decided
from tests.clearance.targeting.samples import result
from tests.factories.clearance_facts import links
from tests.factories.replay import history

CAP = LoopCap(3, 30)
POLICY = replace(default_policy(), loop_cap=CAP)
ABOVE = POLICY.security_cut
STOP = next(rule for rule in default_profile().rules if rule.cause == "G5")
HIT = Hit(STOP.id, STOP.family, STOP.target, 100, STOP.reason_class, STOP.reason, STOP.detail, (), True, STOP.cause)
TRUCK = links("T2", "T2", "T0")


def place(checks: int | None, crossing: str = "sweetgrass") -> LaneFacts:
    return LaneFacts(crossing, "SB", loop=None if checks is None else LoopUse("VC-7", checks))


@pytest.mark.parametrize(
    ("checks", "security", "stop", "drawn", "lane", "causes", "audit"),
    [
        (None, ABOVE, False, False, SECONDARY, ("G8",), False),  # no loop: as ever
        (2, ABOVE, False, False, SECONDARY, ("G8",), False),  # one check left
        (3, ABOVE, False, False, "GENERAL", (), True),  # used up: released, then audited
        (9, 100, False, False, "GENERAL", (), True),
        (3, ABOVE - 1, False, False, "GENERAL", (), False),  # below the cut-off nothing changes
        (3, ABOVE, False, True, SECONDARY, ("G6",), False),  # a draw is never suppressed
        (2, ABOVE, False, True, SECONDARY, ("G8",), False),
        (3, ABOVE - 1, False, True, SECONDARY, ("G6",), False),
        (3, ABOVE, True, False, SECONDARY, ("G5",), False),  # nor a mandatory rule of the safety family
        (3, 0, True, False, SECONDARY, ("G5",), False),
    ],
)  # fmt: skip
def test_what_the_cap_limits_and_what_it_never_touches(
    checks: int | None, security: int, stop: bool, drawn: bool, lane: str, causes: tuple[str, ...], audit: bool
) -> None:
    """R-62 beside R-43 and R-37."""
    advice = decide_lane(result(security, 0, (HIT,) if stop else ()), TRUCK, place(checks), POLICY, is_drawn=drawn)
    assert (advice.lane, advice.causes, advice.audit, advice.drawn) == (lane, causes, audit, causes == ("G6",))
    said = [reason.en for reason in advice.reasons]
    assert ("Loop VC-7 had its 3 routine checks in 30 days: released, audited afterwards" in said) is audit


def test_a_policy_without_a_cap_decides_as_before() -> None:
    bare = replace(POLICY, loop_cap=None)
    assert decide_lane(result(ABOVE), TRUCK, place(99), bare).causes == ("G8",)


def test_every_mandatory_rule_is_of_the_safety_family() -> None:
    """Why the cap may leave mandatory rules alone without asking: no other family can stop a truck."""
    assert {rule.family for rule in default_profile().rules if rule.stops} == {"safety"}


ROWS = st.fixed_dictionaries(
    {
        "loop_checks": st.none() | st.integers(0, 6),
        "hazmat": st.booleans(),
        "lookout": st.booleans(),
        "tier": st.sampled_from(["T0", "T2", "T3"]),
        "crossing": st.sampled_from(["ambassador-bridge", "sweetgrass"]),
    }
)


@settings(max_examples=15, derandomize=True)
@given(st.lists(ROWS, min_size=1, max_size=20), st.sampled_from([None, CAP, LoopCap(1, 7)]), st.integers(1, 100))
def test_the_batch_says_what_the_single_trip_is_told(
    rows: list[dict[str, object]], cap: LoopCap | None, cut: int
) -> None:
    """The simulator's history and the live function agree on lane and audit, loop or none."""
    policy = replace(POLICY, loop_cap=cap, security_cut=cut)
    tiers = [row["tier"] for row in rows]
    told = history(
        len(rows),
        **{name: [row[name] for row in rows] for name in ("loop_checks", "hazmat", "lookout", "crossing")},
        driver_tier=tiers,
        carrier_tier=tiers,
        importer_tier=tiers,
        importer_tiers=tiers,
        open_lanes="FAST\x1fGENERAL\x1fGREEN_FAST",
    ).rows
    played = replay(default_profile(), encode_frame(told), policy, on=told["on"])
    batch = _decided(told, played, policy)
    for row, made, scored in zip(rows, batch.iter_rows(named=True), played.rows.iter_rows(named=True), strict=True):
        hits = (HIT,) if scored["mandatory"] else ()
        checks = row["loop_checks"]
        where = place(checks if isinstance(checks, int) else None, str(row["crossing"]))
        tier = str(row["tier"])
        alone = decide_lane(
            result(scored["security"], scored["compliance"], hits), links(tier, tier, tier), where, policy
        )
        assert (made["lane"], made["audit"]) == (alone.lane, alone.audit), (row, scored)
    assert batch["draw"].null_count() == 0 and isinstance(batch, pl.DataFrame)


def test_a_capped_loop_takes_every_cause_but_the_routine_ones() -> None:
    offered = {cause.code for cause in causes_for(presumed=False, capped=True)}
    assert {"G1", "G2", "G3", "G4", "G5", "G7", "G10", "G11"} == offered
    assert causes_for(presumed=True, capped=True) == causes_for(presumed=True)
    assert set(GENERAL_CAUSES) >= ROUTINE_CAUSES
    for code in ROUTINE_CAUSES:
        refused = cause_refusal(code, "", presumed=False, capped=True)
        assert refused is not None and refused.code == "CLR_CAUSE_LOOP_CAP" and refused.path == "cause"
        assert cause_refusal(code, "", presumed=False) is None
    assert cause_refusal("G1", "", presumed=False, capped=True) is None
    other = cause_refusal("X", "", presumed=False, capped=True)
    assert other is not None and other.code == "CLR_CAUSE_CLOSED_LIST"


@pytest.mark.parametrize(
    ("causes", "routine"),
    [(("G8",), True), (("G9",), True), (("G8", "G1"), False), (("G6",), False), ((), False), (("GF6",), False)],
)
def test_a_check_is_routine_when_all_its_causes_are(causes: tuple[str, ...], routine: bool) -> None:
    assert is_routine(causes) is routine


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_each_cause_makes_one_kind_of_check(code: str) -> None:
    expected = "routine" if code in ROUTINE_CAUSES else "random" if code.endswith("F6") or code == "G6" else "for_cause"
    assert kind_of(code, drawn=False) == expected
    assert kind_of(code, drawn=True) == "random"


def test_the_cap_is_part_of_the_signed_document() -> None:
    document = default_policy_document()
    assert lane_policy_from_dict(document).loop_cap == LoopCap(3, 30)
    older = {name: value for name, value in document.items() if name != "loop_cap"}
    assert lane_policy_from_dict(older).loop_cap is None
    for wrong in (
        {"checks": 0, "days": 30},
        {"checks": 3, "days": 0},
        {"checks": 51, "days": 30},
        {"checks": 3, "days": 366},
    ):
        read = lane_policy_from_dict({**document, "loop_cap": wrong}, checked=False)
        assert [path for path, _ in policy_problems(read)] == ["loop_checks"]
    words = {row.key: row.value for row in lane_policy_rows(document, {})}
    assert "at most 3 in 30 days" in words["loop_cap"].en and "au plus 3 en 30 jours" in words["loop_cap"].fr
    assert {row.key: row.value for row in lane_policy_rows(older, {})}["loop_cap"].en == "no cap"


@pytest.mark.parametrize(("label", "number"), [("VC-7", 7), ("VC-0012", 12), ("VC-", None), ("L-7", None), ("", None),
                                               ("VC-1234567", None), ("VC-٣", None)])  # fmt: skip
def test_a_label_is_read_or_not(label: str, number: int | None) -> None:
    assert loop_number(label) == number


NOW = datetime(2026, 6, 1, tzinfo=UTC)


def check(days: float, kind: str = "routine", crossing: str = "a", finding: bool = False, minutes: int = 10) -> Check:
    return Check(crossing, NOW - timedelta(days=days), kind, True, finding, minutes)


def test_figures_count_repeats_at_the_same_port_only() -> None:
    """Checks 40, 31, 20 and 1 days ago at one port, one of them before the period; another port is another truck's luck."""
    checks = [check(40), check(31), check(20, "random", finding=True), check(1, "for_cause"), check(0.5, crossing="b")]
    found = figures(checks, crossings=12, expected=14.0, since=NOW - timedelta(days=30), repeat_days=12)
    assert (found.checks, found.random, found.for_cause, found.routine) == (3, 1, 1, 1)
    assert found.repeats == 1, "20 after 31 days is within twelve, 1 after 20 is not"
    assert (found.findings, found.inspected, found.minutes, found.minutes_each) == (1, 3, 30, 10)
    none = figures([], crossings=0, expected=None, since=NOW, repeat_days=30)
    assert (none.checks, none.minutes_each) == (0, None)


def test_the_expected_crossings_follow_the_versions_that_counted() -> None:
    since, week = NOW - timedelta(days=28), timedelta(days=7)
    spans = [(since - week, since + week, 10), (since + week, NOW + 9 * week, 20)]
    assert expected_crossings(spans, since, NOW) == pytest.approx(10 + 60)
    assert expected_crossings([(NOW, NOW + week, 5)], since, NOW) == 0
