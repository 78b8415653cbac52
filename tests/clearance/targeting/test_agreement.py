"""One tree, four readers: the definition, the closures, the polars columns and zen-engine on the exported table."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.targeting.columns import encode
from clearance.targeting.explanation import explain, input_digest
from clearance.targeting.facts import facts_as_json, facts_from_json
from clearance.targeting.interpreter import score
from clearance.targeting.jdm import to_jdm
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.profile import default_profile
from clearance.targeting.replay import AUDIT, REFER, replay
from clearance.targeting.schema import Facts
from tests.clearance.targeting.samples import DAY, facts, profile, rule
from tests.clearance.targeting.test_scoring import ANY_FACTS

SHIPPED, POLICY = default_profile(), default_policy()
TABLE = zen.ZenEngine().create_decision(json.dumps(to_jdm(SHIPPED, on=DAY)))


@settings(max_examples=25, deadline=None)
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
