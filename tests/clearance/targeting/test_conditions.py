"""Conditions are checked when they are built; what is unknown is never dropped in silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.targeting.conditions import OPERATORS, ConditionError, build, evidence, leaves
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, UNKNOWN
from tests.clearance.targeting.samples import facts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["fact", "op", "value", "unknown", "all", "any", "not"]) | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def leaf(fact: str, op: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value, **more}


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (leaf("driver_teir", "is", "T0", unknown=True), "there is no fact 'driver_teir'"),
        (leaf("passengers", "above", 1), "takes eq"),
        (leaf("passengers", "is", 1), "takes eq"),
        (leaf("passengers", "ge", "1"), "a number is needed"),
        (leaf("passengers", "ge", True), "a number is needed"),
        (leaf("passengers", "ge", float("nan")), "a number is needed"),
        (leaf("lines", "between", [5, 1]), "must not be above"),
        (leaf("lines", "between", [1]), "two numbers"),
        (leaf("hazmat", "is", "yes"), "true or false"),
        (leaf("driver_tier", "in", ["T0", "T7"], unknown=True), "one of T0"),
        (leaf("driver_tier", "in", [], unknown=True), "a list of codes"),
        (leaf("driver_tier", "in", ["T0"]), "may be unknown"),
        (leaf("carrier_trips", "lt", 3), "may be unknown"),
        ({"fact": "hazmat", "op": "unknown"}, "always known"),
        ({"fact": "lookout", "op": "unknown", "value": 1}, "takes no value"),
        (leaf("passengers", "ge", 1, weight=3), "unknown key 'weight'"),
        ({"all": []}, "1 to"),
        ({"none": []}, "unknown connective"),
        ({"all": [], "any": []}, "exactly one"),
        ([], "an object"),
        ({"fact": ["x"], "op": "is"}, "there is no fact"),
    ],
)
def test_a_faulty_condition_cannot_be_built(condition: Any, problem: str) -> None:
    with pytest.raises(ConditionError, match=problem):
        build(condition)


def test_the_place_of_the_fault_is_named() -> None:
    with pytest.raises(ConditionError) as error:
        build({"all": [leaf("passengers", "ge", 1), {"not": leaf("oops", "is", 1)}]})
    assert error.value.path == "when.all[1].not"


def test_depth_is_limited() -> None:
    condition: dict[str, Any] = leaf("passengers", "ge", 1)
    for _ in range(9):
        condition = {"not": condition}
    with pytest.raises(ConditionError, match="deeper"):
        build(condition)


@given(JSON)
def test_junk_is_refused_with_its_own_error(data: Any) -> None:
    try:
        build(data)
    except ConditionError as error:
        assert error.path.startswith("when")


@pytest.mark.parametrize(
    ("condition", "changes", "holds"),
    [
        (leaf("lines", "eq", 3), {"lines": 3}, True),
        (leaf("lines", "lt", 3), {"lines": 3}, False),
        (leaf("lines", "le", 3), {"lines": 3}, True),
        (leaf("lines", "gt", 3), {"lines": 3}, False),
        (leaf("lines", "ge", 3), {"lines": 3}, True),
        (leaf("lines", "between", [1, 3]), {"lines": 3}, True),
        (leaf("lines", "between", [1, 3]), {"lines": 4}, False),
        (leaf("crossing", "is", "a"), {"crossing": "a"}, True),
        (leaf("direction", "in", ["SB"]), {"direction": "NB"}, False),
        (leaf("direction", "not_in", ["SB"]), {"direction": "NB"}, True),
        (leaf("hazmat", "is", True), {"hazmat": True}, True),
        (leaf("hazmat", "is", False), {"hazmat": True}, False),
        (leaf("origins", "has_any", ["CN", "FR"]), {"origins": frozenset({"CN"})}, True),
        (leaf("origins", "has_none", ["CN"]), {"origins": frozenset({"CN"})}, False),
        (leaf("origins", "only", ["CA", "US"]), {"origins": frozenset({"CA"})}, True),
        (leaf("hs", "any_starts", ["93", "36"]), {"hs": frozenset({"870830", "360100"})}, True),
        (leaf("hs", "any_starts", ["93"]), {"hs": frozenset({"870893"})}, False),
        ({"any": [leaf("hazmat", "is", True), leaf("lines", "eq", 9)]}, {"lines": 9}, True),
        ({"not": {"all": [leaf("hazmat", "is", False), leaf("lines", "eq", 9)]}}, {"lines": 9}, False),
    ],
)
def test_operators(condition: Any, changes: dict[str, Any], holds: bool) -> None:
    assert build(condition).holds(facts(**changes)) is holds


@pytest.mark.parametrize("policy", [True, False])
def test_an_unknown_fact_does_what_the_condition_says(policy: bool) -> None:
    """The silent failure of rule engines (targeting.md 3): a missing fact drops the rule. Here it cannot."""
    examples = {NUMBER: ("ge", 1), FLAG: ("is", True), CODE: ("is", "T0")}
    for spec in SCHEMA.values():
        if spec.may_be_unknown:
            op, value = examples[spec.kind]
            node = build(leaf(spec.name, op, value, unknown=policy))
            assert node.holds(facts(**{spec.name: UNKNOWN})) is policy
            assert build({"fact": spec.name, "op": "unknown"}).holds(facts(**{spec.name: UNKNOWN}))


def test_a_known_fact_is_not_unknown() -> None:
    assert not build({"fact": "lookout", "op": "unknown"}).holds(facts(lookout=False))


def test_an_unknown_value_has_no_truth() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)


def test_evidence_names_what_made_it_true() -> None:
    node = build({"all": [leaf("lines", "ge", 3), {"not": leaf("hazmat", "is", True)}]})
    found = [(item.fact, item.op, item.threshold, item.value) for item in evidence(node, facts(lines=4))]
    assert found == [("lines", "ge", 3, 4), ("hazmat", "not is", True, False)]


def test_evidence_of_an_alternative_holds_only_the_true_side() -> None:
    node = build({"any": [leaf("lines", "ge", 3), leaf("passengers", "ge", 1)]})
    assert [item.fact for item in evidence(node, facts(lines=1, passengers=2))] == ["passengers"]
    assert [item.fact for item in evidence(node, facts(lines=1, passengers=0), wanted=False)] == ["lines", "passengers"]


def test_every_fact_can_be_named_with_every_operator_of_its_type() -> None:
    values = {"between": [0, 1], "is": "T0", "in": ["T0"]}
    for spec in SCHEMA.values():
        for op in OPERATORS[spec.kind]:
            if spec.kind == NUMBER:
                value: Any = values.get(op, 1)
            else:
                value = True if spec.kind == FLAG else values.get(op, ["T0"])
            if spec.kind == CODE and spec.choices:
                value = sorted(spec.choices)[0] if op == "is" else sorted(spec.choices)
            assert next(leaves(build(leaf(spec.name, op, value, unknown=False)))).fact == spec.name
