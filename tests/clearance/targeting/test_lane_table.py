"""Every combination of what a lane depends on, against the plain-language table (R-01, R-09, R-11, R-42)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from clearance.domain.links import Links
from clearance.targeting.interpreter import Hit
from clearance.targeting.lane_policy import DAY, LanePolicy, Opening, default_policy
from clearance.targeting.lanes import FastWait, LaneFacts, decide_lane
from clearance.targeting.profile import default_profile
from clearance.targeting.travellers import GENERAL, NEXUS, car_lane
from tests.clearance.targeting.lane_oracle import FAST, ROWS, Case, expected, presumed
from tests.clearance.targeting.samples import result
from tests.factories.clearance_facts import links

PLACES = {"pilot": "ambassador-bridge", "partial": "pacific-highway", "shared": "peace-bridge", "mixed": "lewiston",
          "plain": "sweetgrass"}  # fmt: skip
ALL = frozenset({"GREEN_FAST", "FAST", "GENERAL"})
OPEN = {"all": ALL, "no_green": ALL - {"GREEN_FAST"}, "none": frozenset({"GENERAL"})}
WAITS = {"short": FastWait(9, 15), "long": FastWait(10, 0), "old": FastWait(0, 16), "unknown": None}
TIERS = {"none": ("", "T0", "T1"), "member": ("T2",), "green": ("T3",)}
LOADS = {
    "green": ("T3",), "members": ("T2", "T3"), "one_outsider": ("T2", "T2", "T3", "T3", "T2", "T1"),
    "two_outsiders": ("T2", "T2", "T3", "T3", "T1", ""), "outsider": ("T0",), "empty": (),
}  # fmt: skip
POLICY: LanePolicy = replace(
    default_policy(),
    security_cut=60,
    green_fast=Opening(True, frozenset({PLACES["pilot"]})),
    partial_fast=Opening(True, frozenset({PLACES["partial"]}), frozenset({"SB"}), (360, 1200)),
    empty_trucks=Opening(True),
    mixed_loads=Opening(True, frozenset({PLACES["mixed"]})),
    others=Opening(True, frozenset({PLACES["shared"]}), guarded=True),
    mixed_share=0.8,
    mixed_tier="T2",
    wait_below=10,
    wait_age=15,
)
STOP = next(rule for rule in default_profile().rules if rule.cause == "G5")
HIT = Hit(STOP.id, STOP.family, STOP.target, 100, STOP.reason_class, STOP.reason, STOP.detail, (), True, STOP.cause)


def cases() -> list[Case]:
    people = ("none", "member", "green")
    flags = (False, True)
    return [Case(*values) for values in product(people, people, LOADS, PLACES, OPEN, flags, WAITS, flags, flags, flags)]


def held(case: Case, driver: str, carrier: str) -> Links:
    found = links(driver, carrier, *LOADS[case.load])
    return replace(found, importers=()) if case.load == "empty" else found


def test_every_combination_gives_what_the_plain_table_says() -> None:
    """51,840 trucks: lane, presumption and the sentence behind it; each sentence decides at least one of them."""
    used, seen = set(), 0
    for number, case in enumerate(cases()):
        lane, sentence = expected(case)
        used.add(sentence)
        driver, carrier = (TIERS[kind][number % len(TIERS[kind])] for kind in (case.driver, case.carrier))
        place = LaneFacts(
            PLACES[case.where], "SB", OPEN[case.open], case.load == "empty", 720 if case.day else 1200, WAITS[case.wait]
        )
        scored = result(60 if case.above else 59, 0, (HIT,) if case.stop else ())
        advice = decide_lane(scored, held(case, driver, carrier), place, POLICY, is_drawn=case.drawn)
        assert advice.lane == lane, f"{sentence}: {case}"
        assert advice.presumption == presumed(case), case
        seen += 1
    assert seen == 51_840
    assert used == {sentence for sentence, _, _ in ROWS}


@pytest.mark.parametrize(
    ("hours", "minute", "allowed"),
    [
        ((360, 1200), 360, True), ((360, 1200), 1199, True), ((360, 1200), 1200, False), ((360, 1200), 0, False),
        ((1320, 360), 1320, True), ((1320, 360), 0, True), ((1320, 360), 359, True), ((1320, 360), 360, False),
        ((0, DAY), 1439, True), ((0, DAY), None, True), ((360, 1200), None, False),
    ],
)  # fmt: skip
def test_hours_of_an_opening(hours: tuple[int, int], minute: int | None, allowed: bool) -> None:
    """The first minute counts, the last does not; hours may run past midnight; an unknown time is outside."""
    assert Opening(True, hours=hours).allows("anywhere", "NB", minute) is allowed


def test_the_guard_also_holds_a_members_exception_back() -> None:
    policy = replace(POLICY, empty_trucks=Opening(True, guarded=True))
    truck = replace(links("T2", "T2"), importers=())
    for wait, lane in (("short", FAST), ("long", "GENERAL"), ("old", "GENERAL"), ("unknown", "GENERAL")):
        place = LaneFacts(PLACES["plain"], "SB", ALL, True, 720, WAITS[wait])
        assert decide_lane(result(), truck, place, policy).lane == lane, wait


def test_one_person_in_the_car_without_a_membership_sends_it_to_the_general_lane() -> None:
    """R-02: all combinations of up to four people, each a member, not one, or not looked up."""

    def lane(people: tuple[bool | None, ...], policy: LanePolicy = POLICY, *, open_there: bool = True) -> str:
        return car_lane(
            people, crossing="peace-bridge", direction="SB", minute=720, nexus_open=open_there, policy=policy
        ).lane  # fmt: skip

    for count in range(1, 5):
        for people in product((True, False, None), repeat=count):
            assert lane(people) == (NEXUS if all(found is True for found in people) else GENERAL), people
    assert lane(()) == GENERAL
    assert lane((True,), open_there=False) == GENERAL
    assert lane((True,), replace(POLICY, nexus=Opening(False))) == GENERAL
