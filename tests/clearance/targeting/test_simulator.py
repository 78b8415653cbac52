"""The simulator's report on histories whose answer is known (issue item 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from clearance.domain.simulation_words import headline, refusals, share_words
from clearance.targeting.appetite import default_appetite
from clearance.targeting.lane_history import LINKS, PLACE, lanes
from clearance.targeting.lane_policy import LanePolicy, Opening, default_policy, under
from clearance.targeting.profile import Profile, default_document, profile_from_dict
from clearance.targeting.simulator.history import History, Rules
from clearance.targeting.simulator.report import report
from tests.factories.replay import CROSSING, history

BOOTHS = {(CROSSING, "SB"): {"FAST": 1, "GENERAL": 2}}


def profile(points: int, fact: str = "hazmat", stops: bool = False) -> Profile:
    """One safety rule: so many points when the flag is set."""
    document = default_document()
    rule: dict[str, Any] = next(rule for rule in document["rules"] if rule["family"] == "safety")
    rule = {name: value for name, value in rule.items() if name not in ("stops", "cause")}
    rule |= {"id": "X-1", "scope": {"border": "northern_land"}, "points": points, "until": None}
    rule |= {"when": {"fact": fact, "op": "is", "value": True}, "target": "security"}
    rule |= {"stops": True, "cause": "G5"} if stops else {}
    return profile_from_dict({**document, "rules": [rule]})


def made(told: History, before: Profile, after: Profile, **changed: Any) -> dict[str, Any]:
    policy = changed.pop("policy", default_policy())
    return report(told, Rules(before, default_policy()), Rules(after, policy), booths=BOOTHS, **changed)


def test_it_counts_who_is_newly_and_no_longer_sent_by_every_group() -> None:
    """300 trips: 30 carry dangerous goods, 60 are unsealed; the rule changes from the one to the other."""
    told = history(
        300,
        hazmat=[number < 30 for number in range(300)],
        sealed=[number % 5 != 0 for number in range(300)],
        third_country_container=[number % 5 == 0 for number in range(300)],
        country=["CA" if number < 150 else "US" for number in range(300)],
        direction=["NB" if number % 2 else "SB" for number in range(300)],
    )
    found = made(told, profile(70), profile(70, "third_country_container"))
    assert [found["totals"][side]["referrals"] for side in ("before", "after")] == [30, 60]
    assert found["changes"] == {
        "newly": 54, "no_longer": 24, "still": 6, "lane": 0, "audit_newly": 0, "audit_no_longer": 0,
    }  # fmt: skip
    for name in ("tier", "agency", "port", "direction", "country", "size"):
        lines = found["groups"][name]
        assert sum(line["trips"] for line in lines) == 300
        assert sum(line["newly"] for line in lines) == 54 and sum(line["before"] for line in lines) == 30
    by_country = {line["key"]: (line["before"], line["after"]) for line in found["groups"]["country"]}
    assert by_country == {"CA": (30, 30), "US": (0, 30)}
    assert {line["key"] for line in found["groups"]["agency"]} == {"CBP", "CBSA"}
    assert found["rules"] == [{"rule": "X-1", "before": 30, "after": 60}]
    assert len(found["examples"]["newly"]) == 8 and found["examples"]["newly"][0]["rules"] == ["X-1"]
    assert "60 would be sent to secondary: 30 more" in headline(found)[0].en


def test_findings_are_told_by_side_and_random_draws_apart() -> None:
    """Of 40 chosen inspections 10 found something, all among the hazmat trips; 40 more were drawn."""
    told = history(
        400,
        hazmat=[number < 40 for number in range(400)],
        inspected=[number < 80 for number in range(400)],
        drawn=[40 <= number < 80 for number in range(400)],
        found=[number < 10 or number == 79 for number in range(400)],
    )
    found = made(told, profile(70), profile(30))
    chosen, random = found["yield"]["chosen"], found["yield"]["random"]
    assert (chosen["before"]["part"], chosen["before"]["whole"], chosen["after"]["whole"]) == (10, 40, 0)
    assert (random["all"]["part"], random["all"]["whole"], random["passed"]["part"]) == (1, 40, 1)
    assert chosen["before"]["low"] < 0.25 < chosen["before"]["high"] and chosen["after"]["rate"] is None
    assert found["yield"]["known"] == {"findings": 11, "before": 10, "after": 0}
    assert share_words(chosen["after"]).en == "0 of 0: too few to say"
    assert found["examples"]["no_longer"][0]["found"] is True


def test_a_group_that_is_sent_more_often_is_marked_unless_chance_or_findings_explain_it() -> None:
    """targeting.md 4.5: small carriers of one country at three times the rate of all."""
    size = ["1" if number < 200 else "500+" for number in range(1000)]
    flags = [number < 100 or number % 10 == 0 for number in range(1000)]
    found = made(history(1000, size=size, hazmat=flags), profile(30), profile(70))
    marked = {line["key"]: line["flagged"] for line in found["fairness"]["size"]}
    assert marked == {"1": True, "500+": False}
    assert any("Fairness" in sentence.en for sentence in headline(found))
    few = made(
        history(1000, size=["1"] * 20 + ["500+"] * 980, hazmat=[n < 10 for n in range(1000)]), profile(30), profile(70)
    )
    assert not any(line["flagged"] for line in few["fairness"]["size"])
    assert few["fairness"]["size"][-1]["ratio"] is None


def test_a_better_tier_that_is_looked_at_more_is_marked() -> None:
    """R-39: T3 stands beside T2."""
    tier = ["T3" if number < 300 else "T2" for number in range(600)]
    told = history(
        600,
        driver_tier=tier,
        carrier_tier=tier,
        importer_tier=tier,
        crossing="peace-bridge",
        hazmat=[number % 3 == 0 if number < 300 else number % 10 == 0 for number in range(600)],
    )
    lines = made(told, profile(30), profile(70))["fairness"]["tier"]
    assert [(line["key"], line["flagged"]) for line in lines] == [("T2", False), ("T3", True)]


def test_the_presumption_stands_against_the_cut_and_not_against_a_mandatory_rule() -> None:
    """R-11: three T3 links at the pilot crossing."""
    told = history(50, driver_tier="T3", carrier_tier="T3", importer_tier="T3", hazmat=True)
    found = made(told, profile(90), profile(90, stops=True))
    assert [found["totals"][side]["referrals"] for side in ("before", "after")] == [0, 50]


def test_an_appetite_moves_the_cut_draws_and_limits_and_may_be_narrowed() -> None:
    told = history(400, hazmat=[n % 4 == 0 for n in range(400)], direction=["SB"] * 200 + ["NB"] * 200)
    strict = replace(default_appetite(), security_cut=30)
    after = under(default_policy(), strict)
    whole = report(told, Rules(profile(40), default_policy()), Rules(profile(40), after), booths={}, appetite=strict)
    here = Rules(profile(40), default_policy(), {(CROSSING, "NB"): after})
    part = report(told, Rules(profile(40), default_policy()), here, booths={}, appetite=strict)
    assert [found["totals"]["after"]["referrals"] for found in (whole, part)] == [100, 50]
    rate = strict.random_rate["T2"]
    assert whole["totals"]["before"]["draws"] == pytest.approx(400 * rate, abs=0.1)
    assert whole["limits"][2]["part"] == round(100 + 300 * rate) and whole["limits"][2]["over"] is True


def test_lanes_of_many_are_the_lanes_of_one_by_one() -> None:
    """Each row through `decide_lane` by itself, and alike rows together, agree; hours and waits count."""
    policy = replace(
        default_policy(),
        partial_fast=Opening(True, hours=(600, 900)),
        others=Opening(True, guarded=True),
    )
    size = 240
    told = history(
        size,
        driver_tier=[("T0", "T2", "T3")[n % 3] for n in range(size)],
        carrier_tier=[("T2", "T3", None)[n // 3 % 3] for n in range(size)],
        importer_tiers=[("T0\x1fT2", "T3", None, "T2\x1fT2\x1fT2\x1fT2\x1fT0")[n % 4] for n in range(size)],
        importer_tier=[("T0", "T3", "T2", "T0")[n % 4] for n in range(size)],
        empty=[n % 7 == 0 for n in range(size)],
        shipments=[0.0 if n % 7 == 0 else 2.0 for n in range(size)],
        minute=[(n * 37) % 1440 for n in range(size)],
        open_lanes=[(None, "", "GENERAL", "FAST\x1fGENERAL\x1fGREEN_FAST")[n // 2 % 4] for n in range(size)],
        fast_wait=[None if n % 2 else n % 20 for n in range(size)],
        fast_wait_age=[None if n % 2 else n % 25 for n in range(size)],
    ).rows
    together = lanes(told, policy)
    alone = pl.concat([lanes(told[place], policy) for place in range(size)])
    assert together.equals(alone)
    assert together["lane"].n_unique() == 3 and set(PLACE + LINKS) <= set(told.columns)


def test_waits_come_from_the_trucks_of_history_and_the_new_policy() -> None:
    """A guard that opens the FAST lane to all shortens the general lane at one busy place."""
    size = 14 * 1400
    told = history(
        size,
        days=14,
        importer_tier=["T2" if n % 5 == 0 else "T0" for n in range(size)],
        importer_tiers=["T2" if n % 5 == 0 else "T0" for n in range(size)],
        arrival_hour=[float(6 + n % 16) for n in range(size)],
        open_lanes="FAST\x1fGENERAL",
    )
    policy: LanePolicy = replace(default_policy(), others=Opening(True, guarded=True), partial_fast=Opening(False))
    found = made(told, profile(70), profile(70), policy=policy)
    place = found["queues"][0]
    general = next(line for line in place["lanes"] if line["lane"] == "GENERAL")
    assert place["trucks_a_day"] == 1400 and general["after"]["mean"] < general["before"]["mean"] / 2
    assert any("shorter" in sentence.en for sentence in headline(found))


def test_a_short_history_says_what_it_cannot_say() -> None:
    found = made(history(40, days=3), profile(70), profile(30))
    assert found["refused"] == ["trips", "findings", "random", "queues"] and found["queues"] == []
    assert len(refusals(found)) == 4 and all("{" not in line.en + line.fr for line in refusals(found))
    none = made(history(0), profile(70), profile(30))
    assert none["totals"]["after"]["referrals"] == 0 and "no scored trips" in headline(none)[0].en
