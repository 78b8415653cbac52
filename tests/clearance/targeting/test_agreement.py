"""One tree, four readers: the definition, the closures, the polars columns and zen-engine on the exported table."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.targeting.columns import encode
from clearance.targeting.conditions import OPERATORS
from clearance.targeting.explanation import explain, input_digest
from clearance.targeting.facts import facts_as_json, facts_from_json
from clearance.targeting.interpreter import score
from clearance.targeting.jdm import to_jdm
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.profile import default_profile
from clearance.targeting.replay import AUDIT, REFER, replay
from clearance.targeting.schema import FLAG, NUMBER, SCHEMA, UNKNOWN, Facts, FactSpec
from tests.clearance.targeting.samples import DAY, facts, profile, rule
from tests.clearance.targeting.test_scoring import ANY_FACTS

SHIPPED, POLICY = default_profile(), default_policy()
TABLE = zen.ZenEngine().create_decision(json.dumps(to_jdm(SHIPPED, on=DAY)))


@settings(max_examples=25, derandomize=True)
@given(st.lists(ANY_FACTS, min_size=1, max_size=20))
def test_all_four_agree(filings: list[Facts]) -> None:
    batch = replay(SHIPPED, encode(filings), POLICY, on=DAY)
    for found, row in zip(filings, batch.rows.iter_rows(named=True), strict=True):
        single = score(found, SHIPPED, on=DAY)
        by_definition = {one.id for one in SHIPPED.rules if one.when.holds(found)}
        by_table = {hit["rule"] for hit in TABLE.evaluate(facts_as_json(found))["result"]}
        assert {hit.rule for hit in single.hits} == by_definition == by_table
        assert {name for name in batch.rules if row[name]} == by_definition
        assert (row["security"], row["compliance"]) == (single.security, single.compliance)
        assert row[AUDIT] is (single.compliance >= POLICY.audit_cut)
        if single.mandatory:
            assert row[REFER]


def thresholds(spec: FactSpec, op: str) -> st.SearchStrategy[Any]:
    if spec.kind == NUMBER:
        number = st.integers(-1, 60) | st.floats(0, 2).map(lambda value: round(value, 3))
        return st.tuples(number, number).map(sorted) if op == "between" else number
    if spec.kind == FLAG:
        return st.booleans()
    codes = sorted(spec.choices) or ["ambassador-bridge", "36", "9301", "CN", "CA", "360100"]
    return st.sampled_from(codes) if op == "is" else st.lists(st.sampled_from(codes), min_size=1, max_size=3)


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    spec = SCHEMA[draw(st.sampled_from(sorted(SCHEMA)))]
    if spec.may_be_unknown and draw(st.integers(0, 5)) == 0:
        return {"fact": spec.name, "op": "unknown"}
    op = draw(st.sampled_from(sorted(OPERATORS[spec.kind])))
    made = {"fact": spec.name, "op": op, "value": draw(thresholds(spec, op))}
    return made | ({"unknown": draw(st.booleans())} if spec.may_be_unknown else {})


TREES: st.SearchStrategy[dict[str, Any]] = st.recursive(
    comparisons(),
    lambda part: (
        st.builds(lambda one: {"not": one}, part)
        | st.builds(
            lambda name, many: {name: many}, st.sampled_from(["all", "any"]), st.lists(part, min_size=1, max_size=3)
        )
    ),
    max_leaves=6,
)


@settings(max_examples=25, derandomize=True)
@given(st.lists(TREES, min_size=1, max_size=4), st.lists(ANY_FACTS, min_size=1, max_size=6))
def test_all_four_agree_on_any_tree(trees: list[dict[str, Any]], filings: list[Facts]) -> None:
    made = profile(*(rule(id=f"R{number}", when=tree) for number, tree in enumerate(trees)))
    table = zen.ZenEngine().create_decision(json.dumps(to_jdm(made, on=DAY)))
    batch = replay(made, encode(filings), POLICY, on=DAY)
    for found, row in zip(filings, batch.rows.iter_rows(named=True), strict=True):
        by_definition = {one.id for one in made.rules if one.when.holds(found)}
        assert {hit.rule for hit in score(found, made, on=DAY).hits} == by_definition
        assert {name for name in batch.rules if row[name]} == by_definition
        assert {hit["rule"] for hit in table.evaluate(facts_as_json(found))["result"]} == by_definition


@pytest.mark.parametrize("unknown", [True, False])
@pytest.mark.parametrize("hour", [UNKNOWN, 2, 3, 4, 5, 6])
def test_between_counts_the_same_in_a_table_whatever_counts_for_unknown(unknown: bool, hour: Any) -> None:
    """A cell of a table that holds `or` beside `and` finds nothing: the condition stands in the last column then."""
    made = profile(rule(id="R0", when={"fact": "arrival_hour", "op": "between", "value": [3, 5], "unknown": unknown}))
    found = {**facts(passengers=1), "arrival_hour": hour}
    table = zen.ZenEngine().create_decision(json.dumps(to_jdm(made, on=DAY)))
    told = {hit["rule"] for hit in table.evaluate(facts_as_json(found))["result"]}
    assert bool(told) is (unknown if hour is UNKNOWN else 3 <= hour <= 5)
    assert told == {hit.rule for hit in score(found, made, on=DAY).hits}


def test_a_batch_knows_scope_and_last_day() -> None:
    found = profile(
        rule(id="A", until=DAY.isoformat()),
        rule(id="B", scope={"border": "northern_land", "direction": "NB"}),
        rule(id="C", scope={"border": "northern_land", "crossings": ["elsewhere"]}),
        rule(id="D", scope={"border": "air"}),
    )
    columns = encode([facts(passengers=1)])
    assert replay(found, columns, POLICY, on=DAY).hits() == {"A": 1, "B": 0, "C": 0}
    assert replay(found, columns, POLICY, on=DAY + timedelta(days=1)).hits() == {"B": 0, "C": 0}


def test_an_explanation_can_be_worked_out_again() -> None:
    """R-35: profile version, digest of the input and each contribution are kept, and lead back to the score."""
    kept: dict[str, Any] = json.loads(explain(facts(passengers=1), SHIPPED, on=DAY).as_json())
    again = facts_from_json(facts_as_json(facts(passengers=1)))
    assert kept["input_digest"] == input_digest(again) != input_digest(facts(passengers=2))
    assert kept["profile_digest"] == SHIPPED.digest and kept["version"] == SHIPPED.version
    total = sum(item["points"] for item in kept["contributions"] if item["target"] == "security")
    assert kept["security"] == max(0, min(100, total))


@settings(max_examples=30, derandomize=True)
@given(ANY_FACTS)
def test_contributions_sum_to_both_scores_and_the_digest_is_of_the_facts(found: Facts) -> None:
    kept = explain(found, SHIPPED, on=DAY).as_dict()
    for target in ("security", "compliance"):
        total = sum(item["points"] for item in kept["contributions"] if item["target"] == target)
        assert kept[target] == max(0, min(100, total))
    assert input_digest(dict(reversed(found.items()))) == kept["input_digest"] == input_digest(found)


def test_the_input_digest_is_frozen() -> None:
    """A stored digest must still be the same years later: neither order, nor encoding, nor names may drift."""
    assert input_digest(facts()) == "ca05be72f2a7a3c849e86b3ccf25ae302d7c9ab44c649730238dd58bc0112618"
