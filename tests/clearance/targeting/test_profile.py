"""Profile documents: refused whole when anything is wrong; the shipped one is sound."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from clearance.targeting.conditions import leaves
from clearance.targeting.interpreter import score
from clearance.targeting.lane_policy import default_policy, default_policy_document, lane_policy_from_dict
from clearance.targeting.lint import lint
from clearance.targeting.profile import (
    COMPLIANCE,
    ProfileError,
    default_document,
    default_profile,
    profile_digest,
    profile_from_dict,
)
from clearance.targeting.schema import SCHEMA
from tests.clearance.targeting.samples import DAY, document, facts, profile, rule

STOP = {"stops": True, "cause": "G1"}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"scope": {}}, "rules[0].scope.border"),
        ({"scope": {"border": "northern"}}, "rules[0].scope.border"),
        ({"scope": {"border": "air", "crossings": "x"}}, "rules[0].scope.crossings"),
        ({"family": "trade_policy"}, "rules[0].family"),
        ({"when": {"fact": "warnings", "op": "has_any", "value": ["CLR_N113"]}}, "rules[0].when"),
        ({"family": "other_regulation", "target": COMPLIANCE, **STOP}, "rules[0].family"),
        ({"target": COMPLIANCE, **STOP}, "rules[0].target"),
        ({"stops": True}, "rules[0].cause"),
        ({"cause": "G1"}, "rules[0].cause"),
        ({"stops": True, "cause": "G99"}, "rules[0].cause"),
        ({**STOP, "points": -5}, "rules[0].points"),
        ({"points": 0}, "rules[0].points"),
        ({"points": 101}, "rules[0].points"),
        ({"points": 2.5}, "rules[0].points"),
        ({"target": "both"}, "rules[0].target"),
        ({"reason_class": "because"}, "rules[0].reason_class"),
        ({"detail": {"en": "only English"}}, "rules[0].detail.fr"),
        ({"owner": " "}, "rules[0].owner"),
        ({"until": "tomorrow"}, "rules[0].until"),
        ({"colour": "red"}, "rules[0].colour"),
        ({"when": {"fact": "passenger", "op": "ge", "value": 1}}, "rules[0].when"),
    ],
)
def test_a_faulty_rule_refuses_the_profile(changes: dict[str, Any], path: str) -> None:
    """R-46: scope is mandatory; R-72: only safety may stop; architecture rule 8: reasons are whole."""
    with pytest.raises(ProfileError) as error:
        profile_from_dict(document(rule(**changes)))
    assert error.value.path == path


@pytest.mark.parametrize("bad", [None, [], {"id": "x"}, document() | {"rules": []}, document() | {"version": 0}])
def test_a_faulty_document_is_refused(bad: Any) -> None:
    with pytest.raises(ProfileError):
        profile_from_dict(bad)


def test_two_rules_cannot_share_an_id() -> None:
    with pytest.raises(ProfileError, match="same id"):
        profile_from_dict(document(rule(), rule()))


def test_the_digest_covers_every_word() -> None:
    one, other = document(), document(rule(points=11))
    assert profile_digest(one) == profile_from_dict(one).digest != profile_digest(other)
    assert profile_digest(dict(reversed(one.items()))) == profile_digest(one)


def test_the_shipped_profile_is_sound() -> None:
    shipped = default_profile()
    assert len(shipped.rules) >= 15
    assert lint(shipped, security_cut=default_policy().security_cut, today=DAY) == []
    assert {hit.scope.border for hit in shipped.rules} == {"northern_land"}
    assert {rule.cause for rule in shipped.rules if rule.stops} == {"G1", "G2", "G3", "G5", "G7"}


def test_every_shipped_rule_can_be_set_off_and_stay_silent() -> None:
    """Each rule is set off by some facts built from its own leaves, and not by an ordinary clean trip."""
    quiet = {hit.rule for hit in score(facts(), default_profile(), on=DAY).hits}
    for shipped in default_profile().rules:
        loud = facts(**_loud(shipped.id))
        hits = {hit.rule for hit in score(loud, default_profile(), on=DAY).hits}
        assert shipped.id in hits, shipped.id
        assert shipped.points < 0 or shipped.id not in quiet, shipped.id


def _loud(rule_id: str) -> dict[str, Any]:
    """Values that lie on the true side of every leaf outside a `not`, and break those inside one."""
    shipped = default_profile().rule(rule_id)
    chosen: dict[str, Any] = {}
    for part in leaves(shipped.when):
        spec = SCHEMA[part.fact]
        negated = part.op == "in" and set(part.threshold) <= {"T1", "T2", "T3"} and shipped.points > 0
        chosen[part.fact] = _value(part, spec.kind, negated)
    return chosen


def _value(part: Any, kind: str, negated: bool) -> Any:
    if negated:
        return "T0"
    if kind == "flag":
        return part.threshold
    if kind == "number":
        return {"lt": part.threshold - 0.1}.get(part.op, part.threshold)
    if kind == "set":
        return frozenset({f"{part.threshold[0]}0000"[:6]})
    return part.threshold if part.op == "is" else sorted(part.threshold)[0]


def test_linter_warns() -> None:
    past = (DAY - timedelta(days=1)).isoformat()
    found = profile(
        rule(id="A", points=60),
        rule(id="B", until=past),
        rule(id="C", when={"fact": "lines", "op": "gt", "value": 998}),
    )
    warnings = lint(found, security_cut=60, today=DAY, samples=[facts(passengers=1)])
    assert {(item.code, item.value) for item in warnings} == {
        ("CLR_LINT_ALONE", "A"),
        ("CLR_LINT_TWIN", "B"),
        ("CLR_LINT_EXPIRED", "B"),
        ("CLR_LINT_IDLE", "C"),
    }
    assert [item.value for item in warnings if item.severity == "warning"] == ["C"]


@pytest.mark.parametrize(
    "change",
    [
        {"audit_cut": 101},
        {"mixed_loads": {"on": True, "share": 0, "tier": "T2"}},
        {"mixed_loads": {"on": True, "share": 0.5, "tier": "T9"}},
        {"green_fast": {"on": True, "crossings": []}},
        {"green_fast": {"on": True, "crossings": ["ambassador-bridge"], "hours": [360, 1320]}},
        {"others": {"on": True, "guarded": False}},
        {"partial_fast": {"on": True, "hours": [600, 600]}},
        {"empty_trucks": {"on": True, "directions": ["EB"]}},
        {"fast_wait": {"below": 0, "age": 15}},
    ],
)
def test_a_faulty_lane_policy_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        lane_policy_from_dict(default_policy_document() | change)


def test_documents_are_copies() -> None:
    document_one = default_document()
    document_one["rules"].clear()
    assert default_document()["rules"]
