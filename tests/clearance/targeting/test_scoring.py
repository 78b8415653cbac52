"""Scores: two numbers, every point explained, nothing dropped (R-35, R-37, R-71)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.targeting.interpreter import score
from clearance.targeting.profile import COMPLIANCE, SECURITY, default_profile
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, UNKNOWN, Facts, FactSpec
from tests.clearance.targeting.samples import DAY, facts, profile, rule

CODES = st.sampled_from(["360100", "930100", "020130", "870830", "720810", "CN", "CA", "FR"])


def values(spec: FactSpec) -> st.SearchStrategy[Any]:
    by_kind = {
        # Shares and rates; nothing counted at a border is nearer to nothing than a billionth.
        NUMBER: st.integers(0, 200) | st.floats(0, 2, allow_nan=False).map(lambda value: round(value, 9)),
        CODE: st.sampled_from(sorted(spec.choices) or ["ambassador-bridge"]),
        FLAG: st.booleans(),
    }
    known = by_kind.get(spec.kind, st.frozensets(CODES, max_size=4))
    return known | st.just(UNKNOWN) if spec.may_be_unknown else known


ANY_FACTS: st.SearchStrategy[Facts] = st.fixed_dictionaries({name: values(spec) for name, spec in SCHEMA.items()})


@settings(max_examples=200)
@given(ANY_FACTS)
def test_points_add_up_and_every_hit_is_explained(found: Facts) -> None:
    """Explanation is complete: the sum of the hits is the score, each with fact, operator, threshold, value."""
    result = score(found, default_profile(), on=DAY)
    for target, total in ((SECURITY, result.security), (COMPLIANCE, result.compliance)):
        assert total == max(0, min(100, result.points(target)))
    for hit in result.hits:
        assert hit.evidence, hit.rule
        for item in hit.evidence:
            assert item.fact in SCHEMA and item.op
    asked = {item.fact for hit in result.hits for item in hit.evidence}
    assert {name for name in asked if found[name] is UNKNOWN} <= set(result.unknown)


@settings(max_examples=100)
@given(ANY_FACTS, st.sampled_from([rule.id for rule in default_profile().rules]))
def test_without_a_rule_the_score_moves_by_exactly_its_points(found: Facts, rule_id: str) -> None:
    whole = default_profile()
    rest = type(whole)(whole.id, whole.version, whole.name, tuple(r for r in whole.rules if r.id != rule_id), "")
    with_rule, without = score(found, whole, on=DAY), score(found, rest, on=DAY)
    left_out = whole.rule(rule_id)
    hit = any(item.rule == rule_id for item in with_rule.hits)
    for target in (SECURITY, COMPLIANCE):
        expected = left_out.points if hit and left_out.target == target else 0
        assert with_rule.points(target) - without.points(target) == expected


def test_the_same_facts_score_the_same() -> None:
    assert score(facts(), default_profile(), on=DAY) == score(facts(), default_profile(), on=DAY)


def test_security_and_compliance_are_never_added() -> None:
    found = profile(
        rule(id="S", points=30),
        rule(id="C", points=40, family="trade_policy", target=COMPLIANCE, reason_class="papers"),
    )
    result = score(facts(passengers=1), found, on=DAY)
    assert (result.security, result.compliance) == (30, 40)


def test_scores_stay_between_0_and_100() -> None:
    high = profile(*(rule(id=f"R{number}", points=60) for number in range(3)))
    low = profile(rule(points=-60))
    assert score(facts(passengers=1), high, on=DAY).security == 100
    assert score(facts(passengers=1), low, on=DAY).security == 0


def test_a_rule_ends_after_its_last_day() -> None:
    found = profile(rule(until=DAY.isoformat()))
    assert score(facts(passengers=1), found, on=DAY).security == 10
    assert score(facts(passengers=1), found, on=DAY + timedelta(days=1)).security == 0


@pytest.mark.parametrize(
    ("scope", "changes", "border", "hit"),
    [
        ({"border": "northern_land"}, {}, "northern_land", True),
        ({"border": "southern_land"}, {}, "northern_land", False),
        ({"border": "northern_land"}, {}, "southern_land", False),
        ({"border": "northern_land", "direction": "NB"}, {}, "northern_land", False),
        ({"border": "northern_land", "direction": "SB"}, {}, "northern_land", True),
        ({"border": "northern_land", "crossings": ["peace-bridge"]}, {}, "northern_land", False),
        ({"border": "northern_land", "crossings": ["a"]}, {"crossing": "a"}, "northern_land", True),
    ],
)
def test_scope(scope: dict[str, Any], changes: dict[str, Any], border: str, hit: bool) -> None:
    """R-46: a rule of one border, direction or crossing never fires elsewhere."""
    found = score(facts(passengers=1, **changes), profile(rule(scope=scope)), on=DAY, border=border)
    assert bool(found.hits) is hit


def test_a_missing_fact_is_an_error_not_a_silent_no() -> None:
    found = facts()
    del found["sealed"]
    with pytest.raises(ValueError, match="sealed"):
        score(found, default_profile(), on=DAY)


def test_a_member_reads_the_class_and_nothing_else() -> None:
    """R-37: no rule id, no points, no threshold; a lookout is told as a security check."""
    hit = next(h for h in score(facts(lookout=True), default_profile(), on=DAY).hits if h.rule == "NL-M02")
    assert hit.as_dict(for_member=True).keys() == {"reason_class", "reason"}
    assert "lookout" not in str(hit.as_dict(for_member=True)).lower()
    assert hit.as_dict()["evidence"] == [{"fact": "lookout", "op": "is", "threshold": True, "value": True}]


def test_contributions_are_heaviest_first() -> None:
    found = profile(rule(id="A", points=5), rule(id="B", points=-20), rule(id="C", points=10))
    assert [row["rule"] for row in score(facts(passengers=1), found, on=DAY).hits_as_json()] == ["B", "C", "A"]
